import { coverByCost, coverByDeficit, CHOICES_MAX, greedyCost, TABLE_MAX } from './distance-knapsack.ts';
import { reaches, usefulMovers, type Budget, type Cover, type CoverProblem } from './distance-problem.ts';
import { searchCovers } from './distance-search.ts';
import { fewestMovers, type BestGain } from './distance-single.ts';

/** The least found; `bound` is what no cover can go below, equal to it where proven. */
export interface Least {
  readonly cover?: Cover;
  /** Members or cost, as asked. */
  readonly value: number | null;
  readonly bound: number;
  readonly proven: boolean;
}

const NOTHING: Cover = { moves: [], cost: 0 };
const IMPOSSIBLE: Least = { value: null, bound: Infinity, proven: true };

/** The one requirement that is still open, where there is just one. */
export const onlyOpen = ({ deficits }: CoverProblem): number | undefined => {
  const open = deficits.flatMap((deficit, part) => (deficit > 0 ? [part] : []));
  return open.length === 1 ? open[0] : undefined;
};

/** The same movers with one requirement only. */
export const singled = (problem: CoverProblem, part: number): CoverProblem => ({
  deficits: [problem.deficits[part] ?? 0],
  movers: problem.movers.map(({ seat, options }) => ({
    seat,
    options: options.map(({ way, cost, gains }) => ({ way, cost, gains: [gains[part] ?? 0] })),
  })),
});

/** The best gain of each mover towards the one requirement, with the cheapest option that gives it. */
export const bestGains = ({ movers }: CoverProblem): readonly (BestGain & { way: number; cost: number })[] =>
  movers.map(({ seat, options }) => {
    let best = { seat, gain: 0, way: 0, cost: 0 };
    for (const { way, cost, gains } of options) {
      const gain = gains[0] ?? 0;
      if (gain > best.gain || (gain === best.gain && gain > 0 && cost < best.cost))
        best = { seat, gain, way, cost };
    }
    return best;
  });

/**
 * The fewest movers. One open requirement is answered by sorting, where what that gives does not break another one;
 * several by branch and bound.
 */
export const leastMembers = (problem: CoverProblem, budget: Budget, below = Infinity): Least => {
  if (problem.deficits.every((deficit) => deficit <= 0))
    return { cover: NOTHING, value: 0, bound: 0, proven: true };
  const part = onlyOpen(problem);
  if (part !== undefined) {
    const single = singled(problem, part);
    const gains = bestGains(single);
    const chosen = fewestMovers(gains, single.deficits[0] ?? 0);
    if (chosen === undefined) return IMPOSSIBLE;
    const seats = new Set(chosen.map(({ seat }) => seat));
    const moving = gains.filter(({ seat }) => seats.has(seat));
    const moves = moving.map(({ seat, way }) => ({ seat, way }));
    if (reaches(problem, moves)) {
      const cover = { moves, cost: moving.reduce((sum, { cost }) => sum + cost, 0) };
      return { cover, value: moves.length, bound: moves.length, proven: true };
    }
  }
  const { covers, bound, proven } = searchCovers(problem, { valueOf: () => 1, budget, below });
  const cover = covers[0];
  if (cover === undefined) return { value: null, bound: proven ? Infinity : bound, proven };
  return { cover, value: cover.value, bound, proven };
};

const knapsack = (problem: CoverProblem): Cover | undefined | 'tooLarge' => {
  const deficit = problem.deficits[0] ?? 0;
  const movers = usefulMovers(problem.movers, ({ cost }) => cost);
  const most = greedyCost(movers, deficit);
  if (most === undefined) return undefined;
  const fits = (length: number): boolean => length <= TABLE_MAX && movers.length * length <= CHOICES_MAX;
  if (fits(most) && most <= deficit) return coverByCost(movers, deficit, most);
  if (fits(deficit)) return coverByDeficit(movers, deficit);
  return fits(most) ? coverByCost(movers, deficit, most) : 'tooLarge';
};

/** The least cost: one open requirement by a covering knapsack, else by branch and bound. */
export const leastCost = (problem: CoverProblem, budget: Budget, below = Infinity): Least => {
  if (problem.deficits.every((deficit) => deficit <= 0))
    return { cover: NOTHING, value: 0, bound: 0, proven: true };
  const part = onlyOpen(problem);
  if (part !== undefined) {
    const cover = knapsack(singled(problem, part));
    if (cover === undefined) return IMPOSSIBLE;
    if (cover !== 'tooLarge' && reaches(problem, cover.moves))
      return { cover, value: cover.cost, bound: cover.cost, proven: true };
  }
  const { covers, bound, proven } = searchCovers(problem, { valueOf: ({ cost }) => cost, budget, below });
  const cover = covers[0];
  if (cover === undefined) return { value: null, bound: proven ? Infinity : bound, proven };
  return { cover, value: cover.value, bound, proven };
};
