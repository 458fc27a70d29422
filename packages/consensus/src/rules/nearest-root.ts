import { fraction, type Fraction } from './fraction.ts';

/** Greatest whole number whose square is not above the value, by Newton's method from above. */
export const wholeRoot = (value: bigint): bigint => {
  if (value < 0n) throw new RangeError('a root of a number below zero');
  if (value < 2n) return value;
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
};

/**
 * Square root rounded to the nearest number of so many decimals, a half away from zero, in whole numbers only: with
 * k = 10^decimals, round(√(n/d) · k) is ⌊(⌊√(4 n k²/d)⌋ + 1) / 2⌋.
 */
export const nearestRoot = ({ n, d }: Fraction, decimals: number): Fraction => {
  const unit = 10n ** BigInt(decimals);
  return fraction((wholeRoot((4n * n * unit * unit) / d) + 1n) / 2n, unit);
};
