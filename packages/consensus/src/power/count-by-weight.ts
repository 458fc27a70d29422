import { sumOf } from './game.ts';
import { moduliFor, productOfSteps, residueReader } from './residues.ts';

/** Swings of each kind of weight, without regard to the size of coalitions. */
export interface WeightCounts {
  readonly swings: readonly bigint[];
  readonly winning: bigint;
}

/** Of the quota and that of the dual game, the one with the smaller table. */
const levels = (weights: readonly bigint[], quota: bigint): { least: bigint; isDual: boolean } => {
  const dual = sumOf(weights) - quota + 1n;
  return dual < quota ? { least: dual, isDual: true } : { least: quota, isDual: false };
};

/** Additions that counting by weight alone takes. */
export const weightSteps = (weights: readonly bigint[], quota: bigint): number =>
  Number(levels(weights, quota).least) * moduliFor(weights.length).length * (weights.length + 1);

/** Each entry with all before it added. */
const cumulative = (counts: Float64Array, modulus: number): Float64Array => {
  for (let at = 1; at < counts.length; at += 1) {
    const sum = (counts[at] ?? 0) + (counts[at - 1] ?? 0);
    counts[at] = sum >= modulus ? sum - modulus : sum;
  }
  return counts;
};

/**
 * Swings of one who brings `weight` > 0. With F(t) coalitions below t among all, and G(t) among the others,
 * F(t) = G(t) + G(t − w); the swings G(q) − G(q − w) are F(q) − 2 F(q − w) + 2 F(q − 2w) − …
 */
const swingsOf = (sums: Float64Array, quota: number, weight: number, modulus: number): number => {
  let total = sums[quota - 1] ?? 0;
  let isAdded = false;
  for (let bound = quota - weight; bound > 0; bound -= weight) {
    const entry = sums[bound - 1] ?? 0;
    for (let twice = 0; twice < 2; twice += 1) {
      total += isAdded ? entry : -entry;
      if (total >= modulus) total -= modulus;
      else if (total < 0) total += modulus;
    }
    isAdded = !isAdded;
  }
  return total;
};

/**
 * Counts coalitions by weight alone, which is all that swings need in a plain weighted game: a table shorter by the
 * number of members than one that the Shapley index needs. The quota is at least one and at most the total.
 */
export const countByWeight = (
  weights: readonly bigint[],
  quota: bigint,
  kinds: readonly bigint[],
): WeightCounts => {
  const { least, isDual } = levels(weights, quota);
  const bound = Number(least);
  // Members without weight double every count and swing nowhere.
  const heavy = weights.filter((weight) => weight > 0n).map(Number);
  const doublings = BigInt(weights.length - heavy.length);
  const moduli = moduliFor(weights.length);
  const sums = moduli.map((modulus) => {
    const table = cumulative(productOfSteps(heavy, bound, modulus), modulus);
    return {
      losing: table[bound - 1] ?? 0,
      swings: kinds.map((weight) => (weight === 0n ? 0 : swingsOf(table, bound, Number(weight), modulus))),
    };
  });
  const read = residueReader(moduli);
  const losing = read(sums.map((sum) => sum.losing)) << doublings;
  return {
    swings: kinds.map((_, kind) => read(sums.map((sum) => sum.swings[kind] ?? 0)) << doublings),
    winning: isDual ? losing : (1n << BigInt(weights.length)) - losing,
  };
};
