import { ceiling, floor, fraction, multiply, parseFraction } from './fraction.ts';

/** Least whole number that is at least the share of the whole. */
export const leastAtLeast = (share: string, whole: bigint): bigint | undefined => {
  const read = parseFraction(share);
  return read === undefined ? undefined : ceiling(multiply(read, fraction(whole)));
};

/** Least whole number that is more than the share of the whole. */
export const leastMoreThan = (share: string, whole: bigint): bigint | undefined => {
  const read = parseFraction(share);
  return read === undefined ? undefined : floor(multiply(read, fraction(whole))) + 1n;
};
