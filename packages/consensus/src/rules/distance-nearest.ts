import { bestGains, leastCost, leastMembers, onlyOpen, singled, type Least } from './distance-branch.ts';
import {
  fewestByWholeNumbers,
  type Budget,
  type ChosenMove,
  type Cover,
  type CoverProblem,
  type SafeBranch,
} from './distance-problem.ts';
import { searchCovers } from './distance-search.ts';
import { singlePivotality, type Pivotality } from './distance-single.ts';

/** Most sets of least size that are listed. */
export const CHEAPEST_MAX = 50;

/** What is asked: who may move in which ways at which cost, and when the rule holds. */
export interface DistanceQuestion {
  /** Ways in which the rule can hold; any one of them does. */
  readonly branches: readonly SafeBranch[];
  readonly movers: readonly {
    readonly seat: number;
    readonly ways: readonly { readonly way: number; readonly cost: number }[];
  }[];
  /** The rule itself after these moves: a rule that is not linear is tried, never trusted. */
  readonly holds: (moves: readonly ChosenMove[]) => boolean;
}

const problemOf = ({ deficits, gains }: SafeBranch, movers: DistanceQuestion['movers']): CoverProblem => ({
  deficits,
  movers: movers.map(({ seat, ways }) => ({
    seat,
    options: ways.map(({ way, cost }) => ({
      way,
      cost,
      gains: gains.map((byWay) => byWay[way]?.[seat] ?? 0),
    })),
  })),
});

/** A branch with its problem in safe numbers. */
interface Asked {
  readonly branch: SafeBranch;
  readonly problem: CoverProblem;
}

const costOf = ({ movers }: CoverProblem, moves: readonly ChosenMove[]): number => {
  const bySeat = new Map(movers.map(({ seat, options }) => [seat, options]));
  return moves.reduce(
    (sum, { seat, way }) => sum + (bySeat.get(seat)?.find((option) => option.way === way)?.cost ?? 0),
    0,
  );
};

/** What a rounded branch says falsely is asked again of the numbers themselves, where sorting answers. */
const byWholeNumbers = ({ branch, problem }: Asked, holds: DistanceQuestion['holds']): Cover | undefined => {
  const moves =
    branch.rounded === undefined ? undefined : fewestByWholeNumbers(branch.rounded, problem.movers);
  return moves === undefined || !holds(moves) ? undefined : { moves, cost: costOf(problem, moves) };
};

interface LeastOver extends Least {
  /** The problems in which the least is reached. */
  readonly nearest: readonly CoverProblem[];
}

/** The least over all branches. Every cover is tried; where one fails, nothing is proven that its bound does not say. */
const leastOver = (
  question: DistanceQuestion,
  asked: readonly Asked[],
  solve: (problem: CoverProblem, below: number) => Least,
  again: (cover: Cover, bound: number) => Least,
): LeastOver => {
  let best = Infinity;
  let [proven, bound] = [true, Infinity];
  const answers: { readonly problem: CoverProblem; readonly least: Least }[] = [];
  for (const one of asked) {
    let least = solve(one.problem, best + 1);
    if (least.cover !== undefined && !question.holds(least.cover.moves)) {
      const cover = byWholeNumbers(one, question.holds);
      // The bound of a rounded branch stands; a rule that is not linear has none.
      const below = one.branch.rounded === undefined ? 0 : least.bound;
      least = cover === undefined ? { value: null, bound: below, proven: false } : again(cover, below);
    }
    bound = Math.min(bound, least.bound);
    if (!least.proven) proven = false;
    if (least.cover === undefined || least.value === null) continue;
    best = Math.min(best, least.value);
    answers.push({ problem: one.problem, least });
  }
  const nearest = answers.filter(({ least }) => least.value === best);
  const cover = nearest[0]?.least.cover;
  return {
    ...(cover === undefined ? {} : { cover }),
    value: cover === undefined ? null : best,
    bound: proven ? best : bound,
    // A search that stopped early has proven what its bound already says.
    proven: proven || (cover !== undefined && bound >= best),
    nearest: nearest.map(({ problem }) => problem),
  };
};

const askedOf = (question: DistanceQuestion): readonly Asked[] =>
  question.branches.map((branch) => ({ branch, problem: problemOf(branch, question.movers) }));

const leastMembersOver = (question: DistanceQuestion, budget: Budget): LeastOver =>
  leastOver(
    question,
    askedOf(question),
    (problem, below) => leastMembers(problem, budget, below),
    // Sorting is exact: what it gives is the least.
    (cover) => ({ cover, value: cover.moves.length, bound: cover.moves.length, proven: true }),
  );
const leastCostOver = (question: DistanceQuestion, budget: Budget): LeastOver =>
  leastOver(
    question,
    askedOf(question),
    (problem, below) => leastCost(problem, budget, below),
    (cover, bound) => ({ cover, value: cover.cost, bound, proven: cover.cost <= bound }),
  );

/** Fewest movers only. */
export const fewestMembers = (question: DistanceQuestion, budget: Budget): Least =>
  leastMembersOver(question, budget);

const keyOf = (moves: readonly ChosenMove[]): string => moves.map(({ seat }) => seat).join(',');

const bySeats = (a: readonly ChosenMove[], b: readonly ChosenMove[]): number => {
  for (const [at, { seat }] of a.entries()) {
    const difference = seat - (b[at]?.seat ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** The cheapest sets of `size` movers over these problems, each set of members once. */
const cheapestSets = (
  question: DistanceQuestion,
  problems: readonly CoverProblem[],
  size: number,
  budget: Budget,
): { readonly covers: readonly Cover[]; readonly complete: boolean } => {
  const byMembers = new Map<string, Cover>();
  let complete = true;
  for (const problem of problems) {
    const { covers, proven } = searchCovers(problem, {
      valueOf: ({ cost }) => cost,
      sizeMax: size,
      keep: CHEAPEST_MAX,
      budget,
    });
    if (!proven || covers.length >= CHEAPEST_MAX) complete = false;
    for (const { moves, cost } of covers) {
      const known = byMembers.get(keyOf(moves));
      if ((known === undefined || cost < known.cost) && question.holds(moves))
        byMembers.set(keyOf(moves), { moves, cost });
    }
  }
  const covers = [...byMembers.values()].sort((a, b) => a.cost - b.cost || bySeats(a.moves, b.moves));
  return { covers: covers.slice(0, CHEAPEST_MAX), complete };
};

/** Whether `size` movers do without this one, and whether they do with it; undefined where the budget ran out. */
const pivotalityBySearch = (
  problem: CoverProblem,
  seat: number,
  size: number,
  budget: Budget,
): Pivotality => {
  if (budget.left <= 0) return 'unknown';
  const others = problem.movers.filter((mover) => mover.seat !== seat);
  const without = leastMembers({ ...problem, movers: others }, budget, size + 1);
  if (without.value === null || without.value > size) return without.proven ? 'all' : 'unknown';
  const own = problem.movers.find((mover) => mover.seat === seat);
  let isKnown = true;
  for (const { gains } of own?.options ?? []) {
    const deficits = problem.deficits.map((deficit, part) => deficit - (gains[part] ?? 0));
    const rest = leastMembers({ deficits, movers: others }, budget, size);
    if (rest.value !== null && rest.value < size) return 'some';
    if (!rest.proven) isKnown = false;
  }
  return isKnown ? 'none' : 'unknown';
};

const merged = (one: Pivotality, other: Pivotality): Pivotality => {
  if (one === other) return one;
  return one === 'some' || other === 'some' || (one !== 'unknown' && other !== 'unknown')
    ? 'some'
    : 'unknown';
};

/** In which of the smallest sets each mover is; the ones not named are in none. */
const pivotalities = (
  problems: readonly CoverProblem[],
  size: number,
  listed: readonly Cover[],
  complete: boolean,
  budget: Budget,
): ReadonlyMap<number, Pivotality> => {
  const inside = new Map<number, number>();
  for (const { moves } of listed) for (const { seat } of moves) inside.set(seat, (inside.get(seat) ?? 0) + 1);
  if (complete)
    return new Map([...inside].map(([seat, times]) => [seat, times === listed.length ? 'all' : 'some']));
  let all: ReadonlyMap<number, Pivotality> | undefined;
  for (const problem of problems) {
    const part = onlyOpen(problem);
    const single = part === undefined ? undefined : singled(problem, part);
    // Where the others cannot be broken, one requirement has a closed form; else each mover is asked about.
    const closed =
      single !== undefined &&
      problem.movers.every(({ options }) =>
        options.every(({ gains }) => gains.every((gain, at) => gain >= 0 || at === part)),
      );
    const here = new Map<number, Pivotality>();
    const formula = closed ? singlePivotality(bestGains(single), single.deficits[0] ?? 0, size) : undefined;
    for (const { seat } of problem.movers) {
      const times = inside.get(seat) ?? 0;
      const isBetween = problems.length === 1 && times > 0 && times < listed.length;
      here.set(
        seat,
        formula?.get(seat) ??
          (closed ? 'none' : isBetween ? 'some' : pivotalityBySearch(problem, seat, size, budget)),
      );
    }
    const before: ReadonlyMap<number, Pivotality> | undefined = all;
    all =
      before === undefined
        ? here
        : new Map([...here].map(([seat, at]) => [seat, merged(at, before.get(seat) ?? 'none')]));
  }
  return all ?? new Map();
};

/** How far a rule is from holding, as seats and ways. */
export interface Nearest {
  /** Least number of movers; 0 when the rule holds, null when no number can do it or none was found. */
  readonly needed: number | null;
  readonly neededBound: number;
  readonly neededProven: boolean;
  /** Least cost of any set, whatever its size. */
  readonly cost: number | null;
  readonly costBound: number;
  readonly costProven: boolean;
  /** The cheapest set of least cost. */
  readonly costSet: Cover | undefined;
  /** The cheapest sets of least size, the first one first. */
  readonly cheapest: readonly Cover[];
  /** False when there are more sets of least size than are listed, or the search stopped early. */
  readonly cheapestComplete: boolean;
  readonly pivotality: ReadonlyMap<number, Pivotality>;
}

/**
 * Least number, least cost, the cheapest sets of least size and who is pivotal, within budgets of nodes: the first two
 * questions have one each, the listing and the pivotality a third.
 */
export const nearestMoves = (question: DistanceQuestion, stepsMax: number): Nearest => {
  const members = leastMembersOver(question, { left: stepsMax });
  const cost = leastCostOver(question, { left: stepsMax });
  const size = members.value;
  const listing: Budget = { left: stepsMax };
  const sets =
    size === null || size === 0
      ? { covers: [], complete: true }
      : cheapestSets(question, members.nearest, size, listing);
  const covers = sets.covers.length === 0 && members.cover !== undefined ? [members.cover] : sets.covers;
  const asking: Budget = { left: stepsMax };
  return {
    needed: size,
    neededBound: members.bound,
    neededProven: members.proven,
    cost: cost.value,
    costBound: cost.bound,
    costProven: cost.proven,
    costSet: cost.cover,
    cheapest: size === 0 ? [] : covers,
    cheapestComplete: sets.complete,
    pivotality:
      size === null || size === 0
        ? new Map()
        : pivotalities(members.nearest, size, sets.covers, sets.complete && sets.covers.length > 0, asking),
  };
};
