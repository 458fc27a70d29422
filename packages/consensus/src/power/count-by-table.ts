import { binomials, type SwingCounts } from './counts.ts';
import { dualOf, levelsOf, type OneLimb } from './one-limb.ts';
import { moduliFor, productOfSteps, residueReader } from './residues.ts';

/** The game or its dual, whichever needs the smaller table. */
const smaller = (game: OneLimb): { readonly game: OneLimb; readonly isDual: boolean } => {
  const dual = dualOf(game);
  return levelsOf(dual) < levelsOf(game) ? { game: dual, isDual: true } : { game, isDual: false };
};

/** Entries of the table that counting by heads and weight keeps for each modulus. */
export const tableSize = (game: OneLimb): bigint =>
  levelsOf(smaller(game).game) * BigInt(game.weights.length + 1);

/** Additions that it takes to build the table and to take each distinct weight out of it. */
export const tableSteps = (game: OneLimb): number => {
  const n = game.weights.length;
  const kinds = new Set(game.weights).size;
  return moduliFor(n).length * (Number(tableSize(game)) * (n / 2 + 1) + kinds * n * n);
};

interface Span {
  readonly heads: number;
  readonly from: number;
  readonly to: number;
  /** Counts what is outside the span: the coalitions of so many heads less those in it. */
  readonly isComplement: boolean;
}

/** For one who brings `weight`: of which weights coalitions of the others lose, but win with the newcomer. */
const swingSpans = (needs: readonly (number | undefined)[], weight: number): readonly Span[] =>
  needs.slice(0, -1).flatMap((need, heads): readonly Span[] => {
    const withOne = needs[heads + 1];
    if (withOne === undefined) return [];
    const from = Math.max(0, withOne - weight);
    if (need === undefined) return [{ heads, from: 0, to: from, isComplement: true }];
    return from < need ? [{ heads, from, to: need, isComplement: false }] : [];
  });

/** The table of counts by weight and heads, each entry with all lighter ones of as many heads added. */
const cumulative = (counts: Float64Array, row: number, modulus: number): Float64Array => {
  for (let at = row; at < counts.length; at += 1) {
    const sum = (counts[at] ?? 0) + (counts[at - row] ?? 0);
    counts[at] = sum >= modulus ? sum - modulus : sum;
  }
  return counts;
};

/**
 * Coalitions of so many heads and less than so much weight among all but one who brings `weight`. With F for all
 * members and G without that one, F(s, t) = G(s, t) + G(s − 1, t − w), so that G is an alternating sum of few entries.
 */
const belowWithout = (
  sums: Float64Array,
  row: number,
  { heads, below, weight }: { readonly heads: number; readonly below: number; readonly weight: number },
  modulus: number,
): number => {
  let total = 0;
  let isAdded = true;
  for (let [at, bound] = [heads, below]; at >= 0 && bound > 0; at -= 1, bound -= weight) {
    const entry = sums[(bound - 1) * row + at] ?? 0;
    total += isAdded ? entry : -entry;
    if (total >= modulus) total -= modulus;
    else if (total < 0) total += modulus;
    isAdded = !isAdded;
  }
  return total;
};

/**
 * Counts coalitions by heads and weight in a table of one row per weight, and takes each distinct weight out of it
 * instead of building it anew (engine-spec 4.3). `kinds` are the distinct weights, in the order of the answer.
 */
export const countByTable = (given: OneLimb, kinds: readonly bigint[]): SwingCounts => {
  const { game, isDual } = smaller(given);
  const n = game.weights.length;
  const row = n + 1;
  const length = Math.max(1, Number(levelsOf(game))) * row;
  const needs = game.needs.map((need) => (need === undefined ? undefined : Number(need)));
  const spans = kinds.map((weight) => swingSpans(needs, Number(weight)));
  const losing = needs.flatMap((need, heads) => (need === undefined ? [] : [{ heads, below: need }]));
  const moduli = moduliFor(n);
  const sums = moduli.map((modulus) => {
    const steps = game.weights.map((weight) => Number(weight) * row + 1);
    const table = cumulative(productOfSteps(steps, length, modulus), row, modulus);
    return {
      losing: losing.map(({ heads, below }) => (below === 0 ? 0 : (table[(below - 1) * row + heads] ?? 0))),
      swings: kinds.map((kind, place) => {
        const weight = Number(kind);
        return (spans[place] ?? []).map(({ heads, from, to }) => {
          const inside =
            belowWithout(table, row, { heads, below: to, weight }, modulus) -
            belowWithout(table, row, { heads, below: from, weight }, modulus);
          return inside < 0 ? inside + modulus : inside;
        });
      }),
    };
  });
  const read = residueReader(moduli);
  const swings = spans.map((ofKind, kind) => {
    const bySize = Array.from({ length: n }, () => 0n);
    ofKind.forEach(({ heads, isComplement }, at) => {
      const inside = read(sums.map((sum) => sum.swings[kind]?.[at] ?? 0));
      const all = binomials(n - 1)[heads] ?? 0n;
      bySize[isDual ? n - 1 - heads : heads] = isComplement ? all - inside : inside;
    });
    return bySize;
  });
  const wins = losing.reduce(
    (sum, { heads }, at) =>
      sum + (binomials(n)[heads] ?? 0n) - read(sums.map((residues) => residues.losing[at] ?? 0)),
    0n,
  );
  return { swings, winning: isDual ? (1n << BigInt(n)) - wins : wins };
};
