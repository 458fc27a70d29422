import { fraction, type Fraction } from '../rules/fraction.ts';

/** Weights as whole numbers without a common divisor; a member's weight is its number times `unit`. */
export interface WholeWeights {
  readonly weights: readonly number[];
  readonly unit: Fraction;
}

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

/** The same proportions in whole numbers; undefined when their sum passes 2^53. */
export const wholeWeights = (weights: readonly Fraction[]): WholeWeights | undefined => {
  let [scale, common] = [1n, 0n];
  for (const { d } of weights) scale = (scale / gcd(scale, d)) * d;
  const whole = weights.map(({ n, d }) => n * (scale / d));
  for (const weight of whole) common = gcd(common, weight);
  const divisor = common === 0n ? 1n : common;
  const sum = whole.reduce((total, weight) => total + weight, 0n) / divisor;
  if (sum > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  return { weights: whole.map((weight) => Number(weight / divisor)), unit: fraction(divisor, scale) };
};
