import type { Lang } from './languages.ts';

interface Writing {
  readonly group: string;
  readonly decimal: string;
  /** Digits before grouping begins: Spanish writes 1234 but 12.345. */
  readonly groupsFrom: number;
  readonly minus: string;
}

const NO_BREAK = '\u00a0';
const NARROW_NO_BREAK = '\u202f';
/** CLDR 48. Arabic keeps the digits 0 to 9, with a mark that holds the sign on the left of its number. */
const WRITING: Readonly<Record<Lang, Writing>> = {
  ar: { group: ',', decimal: '.', groupsFrom: 4, minus: '\u200e-' },
  zh: { group: ',', decimal: '.', groupsFrom: 4, minus: '-' },
  en: { group: ',', decimal: '.', groupsFrom: 4, minus: '-' },
  fr: { group: NARROW_NO_BREAK, decimal: ',', groupsFrom: 4, minus: '-' },
  ru: { group: NO_BREAK, decimal: ',', groupsFrom: 4, minus: '-' },
  es: { group: '.', decimal: ',', groupsFrom: 5, minus: '-' },
};

/** Beyond this a number is written with an exponent and has no exact digits. */
const WRITTEN_MAX = 1e21;
const DECIMALS_MAX = 20;

/**
 * A number as the language writes it, grouped in thousands, with so many decimals; without `decimals`, as many as it has.
 * @throws RangeError when the number is not finite, too large to have exact digits, or `decimals` is not 0 to 20
 */
export const formatNumber = (lang: Lang, value: number, decimals?: number): string => {
  if (!(Math.abs(value) < WRITTEN_MAX)) throw new RangeError(`no digits for ${value}`);
  if (decimals !== undefined && !(Number.isInteger(decimals) && decimals >= 0 && decimals <= DECIMALS_MAX))
    throw new RangeError(`decimals are 0 to ${DECIMALS_MAX}, not ${decimals}`);
  const magnitude = Math.abs(value);
  const digits =
    decimals === undefined
      ? magnitude < 1e-6
        ? magnitude.toFixed(DECIMALS_MAX).replace(/\.?0+$/, '')
        : String(magnitude)
      : magnitude.toFixed(decimals);
  const [whole = '0', fraction] = digits.split('.');
  const { group, decimal, groupsFrom, minus } = WRITING[lang];
  const grouped = whole.length >= groupsFrom ? whole.replace(/\B(?=(?:\d{3})+$)/g, group) : whole;
  const isNegative = value < 0 && /[1-9]/.test(digits);
  return (isNegative ? minus : '') + grouped + (fraction === undefined ? '' : decimal + fraction);
};
