import { binomials, type SwingCounts } from './counts.ts';
import { sumOf } from './game.ts';
import { levelsOf, type OneLimb } from './one-limb.ts';

/** All coalitions of some members: by heads, the weights they bring, ascending. */
type Half = readonly Float64Array[];

const merged = (left: Float64Array, right: Float64Array, shift: number): Float64Array => {
  const all = new Float64Array(left.length + right.length);
  let [at, to] = [0, 0];
  for (let place = 0; place < all.length; place += 1) {
    const fromLeft = left[at] ?? Infinity;
    const fromRight = (right[to] ?? Infinity) + shift;
    if (fromLeft <= fromRight) {
      all[place] = fromLeft;
      at += 1;
    } else {
      all[place] = fromRight;
      to += 1;
    }
  }
  return all;
};

const halfOf = (weights: readonly number[]): Half => {
  let lists: Float64Array[] = [new Float64Array(1)];
  for (const weight of weights)
    lists = Array.from({ length: lists.length + 1 }, (_, heads) =>
      merged(lists[heads] ?? new Float64Array(0), lists[heads - 1] ?? new Float64Array(0), weight),
    );
  return lists;
};

/** Pairs of one weight from each list whose sum is below the bound: one pointer goes up, the other down. */
const pairsBelow = (left: Float64Array, right: Float64Array, bound: number): number => {
  let pairs = 0;
  let open = right.length;
  for (const weight of left) {
    while (open > 0 && weight + (right[open - 1] ?? 0) >= bound) open -= 1;
    if (open === 0) break;
    pairs += open;
  }
  return pairs;
};

/** Coalitions of so many heads, drawn from both halves, that weigh less than the bound. */
const coalitionsBelow = (left: Half, right: Half, heads: number, bound: number): bigint => {
  let count = 0n;
  for (const [inLeft, weights] of left.entries()) {
    const others = right[heads - inLeft];
    if (others !== undefined) count += BigInt(pairsBelow(weights, others, bound));
  }
  return count;
};

/** Steps that counting by halves takes; it needs no table, so that weights may be as large as doubles are exact. */
export const halvesSteps = ({ weights, needs }: OneLimb): number => {
  const n = weights.length;
  const half = Math.ceil(n / 2);
  const bounds = new Set(needs).size > 3 ? 4 : 2;
  return new Set(weights).size * bounds * 2 * (half + 1) * 2 ** half;
};

/** Whether sums of these weights are exact in a double. */
export const fitsDoubles = (game: OneLimb): boolean =>
  sumOf(game.weights) < 2n ** 53n && levelsOf(game) < 2n ** 53n;

/**
 * Counts coalitions by meeting in the middle: both halves of the members are listed by heads and weight, and pairs are
 * counted from the sorted lists (domain 5). `kinds` are the distinct weights, in the order of the answer.
 */
export const countByHalves = (game: OneLimb, kinds: readonly bigint[]): SwingCounts => {
  const weights = game.weights.map(Number);
  const needs = game.needs.map((need) => (need === undefined ? Infinity : Number(need)));
  const n = weights.length;
  const middle = Math.floor(n / 2);
  const [first, second] = [weights.slice(0, middle), weights.slice(middle)];
  const [left, right] = [halfOf(first), halfOf(second)];
  const without = (half: readonly number[], place: number): Half =>
    halfOf(half.filter((_, at) => at !== place));
  const below = (a: Half, b: Half, among: number, heads: number, bound: number): bigint => {
    if (bound <= 0) return 0n;
    return bound === Infinity ? (binomials(among)[heads] ?? 0n) : coalitionsBelow(a, b, heads, bound);
  };
  const swings = kinds.map((weight) => {
    const player = weights.indexOf(Number(weight));
    const [a, b] =
      player < middle ? [without(first, player), right] : [left, without(second, player - middle)];
    return Array.from({ length: n }, (_, heads) => {
      const [need, withOne] = [needs[heads] ?? 0, needs[heads + 1] ?? 0];
      const from = withOne - Number(weight);
      if (withOne === Infinity || from >= need) return 0n;
      return below(a, b, n - 1, heads, need) - below(a, b, n - 1, heads, from);
    });
  });
  const winning = needs.reduce(
    (sum, need, heads) => sum + (binomials(n)[heads] ?? 0n) - below(left, right, n, heads, need),
    0n,
  );
  return { swings, winning };
};
