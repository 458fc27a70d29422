import { parseFraction, toDecimal } from '@plenary/consensus';
import type { Weight } from '@plenary/consensus';
import type { TFunction } from 'i18next';
import { numberFormat } from './number-format.ts';

const SHARE_DECIMALS = 6;
/** Weights that have a name in every language; a body's own weight is called as its rule calls it. */
const NAMED = ['population', 'contribution', 'emissions', 'tonnage', 'votes'] as const;

const decimal = (fraction: string): number =>
  Number(toDecimal(parseFraction(fraction) ?? { n: 0n, d: 1n }, SHARE_DECIMALS));

/** An exact share as a percentage for reading; the exact fraction stands where it is decided. */
export const showShare = (share: string, lang: string): string =>
  numberFormat(lang, { style: 'percent', maximumFractionDigits: 3 }).format(decimal(share));

/** An exact amount as a number for reading. */
export const showAmount = (amount: string, lang: string): string =>
  numberFormat(lang, { maximumFractionDigits: 3 }).format(decimal(amount));

/** A figure that comes as decimal digits, rounded for reading. */
export const showDecimal = (digits: string, lang: string, decimals: number): string =>
  new Intl.NumberFormat(lang, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    numberingSystem: 'latn',
  }).format(Number(digits));

/** What voices are counted by: heads, a weight by its name, or shares that a rule reckons out. */
export const weightName = (weight: Weight, t: TFunction<['adoption']>): string => {
  if (weight === 'one') return t('adoption:heads');
  const named = NAMED.find((each) => each === weight);
  if (named !== undefined) return t(`adoption:weights.${named}`);
  return typeof weight === 'string' ? weight : t('adoption:shares');
};
