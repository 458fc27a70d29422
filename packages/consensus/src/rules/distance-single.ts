/** The largest gain of each mover and its seat. */
export interface BestGain {
  readonly seat: number;
  readonly gain: number;
}

const byGain = (a: BestGain, b: BestGain): number => b.gain - a.gain || a.seat - b.seat;

/**
 * The fewest movers whose gains together reach one deficit: the largest first, of equal ones the lower seat. Exact.
 * `undefined` when all together do not reach it.
 */
export const fewestMovers = (
  gains: readonly BestGain[],
  deficit: number,
): readonly BestGain[] | undefined => {
  if (deficit <= 0) return [];
  const sorted = gains.filter(({ gain }) => gain > 0).sort(byGain);
  let open = deficit;
  for (const [at, { gain }] of sorted.entries()) {
    open -= gain;
    if (open <= 0) return sorted.slice(0, at + 1);
  }
  return undefined;
};

/** Whether a member is in every, in some or in none of the smallest sets; unknown where the search stopped early. */
export const PIVOTALITIES = ['all', 'some', 'none', 'unknown'] as const;
export type Pivotality = (typeof PIVOTALITIES)[number];

/**
 * For one requirement, in which of the sets of `size` movers that reach the deficit each mover is, where `size` is the
 * fewest that can. A member is in all of them when the others cannot do it in as many, and in some when the best
 * others of one fewer need no more than it gives.
 */
export const singlePivotality = (
  gains: readonly BestGain[],
  deficit: number,
  size: number,
): ReadonlyMap<number, Pivotality> => {
  const sorted = gains.filter(({ gain }) => gain > 0).sort(byGain);
  const prefix = (count: number): number => sorted.slice(0, count).reduce((sum, { gain }) => sum + gain, 0);
  const [most, mostButOne, mostAndOne] = [prefix(size), prefix(size - 1), prefix(size + 1)];
  return new Map(
    sorted.map(({ seat, gain }, place) => {
      const without = place < size ? mostAndOne - gain : most;
      const withIt = place < size - 1 ? most : mostButOne + gain;
      const others = sorted.length - 1;
      if (others < size || without < deficit) return [seat, 'all'];
      return [seat, withIt >= deficit ? 'some' : 'none'];
    }),
  );
};
