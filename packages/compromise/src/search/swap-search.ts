import { stanceIndex } from '@plenary/consensus';
import type { GroupCosts } from '../answer/evaluate-package.ts';
import { acceptanceHolds, type Acceptance } from '../model/acceptance.ts';
import { holdsIn } from '../problem/condition-formula.ts';
import type { Choice, ProblemIndex } from '../problem/problem-index.ts';

const OBJECT = stanceIndex('object');
/** Rounds of improvement from one start. */
const ROUNDS_MAX = 400;
/** Pairs of swaps are tried only below so many pairs of alternatives. */
const PAIRS_MAX = 100_000;

/** What swaps are compared by: the figures of a package, without the words that explain them. */
export interface SwapFigures {
  /** In ten-thousandths, by group; zero for one without weight. */
  readonly groups: Float64Array;
  readonly total: number;
  readonly departures: number;
  /** Conflicts and needs that are broken. */
  readonly broken: number;
  /** Members whose acceptance counts and who refuse, where the rule does not hold; zero where it does. */
  readonly refusing: number;
}

/** Figures of any package of a problem, quickly; tolerances count. */
export const swapFigures = (
  index: ProblemIndex,
  costs: GroupCosts,
  acceptance: Acceptance,
): ((choice: Choice) => SwapFigures) => {
  const { alternatives, members, stances, conditionals, groups, conflicts, needs, bases } = index;
  const width = alternatives.length;
  const dissatisfaction = new Float64Array(stances.length);
  for (let at = 0; at < stances.length; at += 1) dissatisfaction[at] = index.costs[stances[at] ?? 0] ?? 0;
  const holders = new Set(acceptance.kind === 'veto' ? acceptance.holders : []);
  const counts = (seat: number): boolean =>
    acceptance.kind === 'veto'
      ? holders.has(seat)
      : acceptance.ways.some((rows) => rows.some(({ gains }) => (gains[seat] ?? 0) !== 0));
  const counted = members.map((_, seat) => counts(seat));
  const isChosen = new Uint8Array(width);
  const own = new Float64Array(members.length);
  const red = new Int32Array(members.length);
  return (choice) => {
    isChosen.fill(0);
    own.fill(0);
    red.fill(0);
    const figures = new Float64Array(groups.length);
    let departures = 0;
    for (const [item, alternative] of choice.entries()) {
      isChosen[alternative] = 1;
      if (alternative !== bases[item]) departures += 1;
      for (let group = 0; group < groups.length; group += 1)
        figures[group] = (figures[group] ?? 0) + (costs.ofAlternative[group * width + alternative] ?? 0);
      for (let seat = 0, at = alternative; seat < members.length; seat += 1, at += width) {
        own[seat] = (own[seat] ?? 0) + (dissatisfaction[at] ?? 0);
        if (stances[at] === OBJECT) red[seat] = (red[seat] ?? 0) + 1;
      }
    }
    for (const [place, { seat, alternative, stance, fallback, formula }] of conditionals.entries()) {
      if (isChosen[alternative] !== 1 || holdsIn(formula, (other) => isChosen[other] === 1)) continue;
      own[seat] = (own[seat] ?? 0) + (index.costs[fallback] ?? 0) - (index.costs[stance] ?? 0);
      red[seat] = (red[seat] ?? 0) + Number(fallback === OBJECT) - Number(stance === OBJECT);
      for (let group = 0; group < groups.length; group += 1)
        figures[group] = (figures[group] ?? 0) + (costs.ofUnmet[group]?.[place] ?? 0);
    }
    const accepts = (seat: number): boolean =>
      red[seat] === 0 && (own[seat] ?? 0) <= (members[seat]?.tolerance ?? Infinity);
    let [total, refusing, broken] = [0, 0, 0];
    for (const [seat, { weight }] of members.entries()) {
      total += weight * (own[seat] ?? 0);
      if (counted[seat] === true && !accepts(seat)) refusing += 1;
    }
    for (const [a, b] of conflicts) if (isChosen[a] === 1 && isChosen[b] === 1) broken += 1;
    for (const [a, b] of needs) if (isChosen[a] === 1 && isChosen[b] !== 1) broken += 1;
    const holds = acceptanceHolds(acceptance, accepts);
    // A rule that cannot hold is one step further than all its members.
    return { groups: figures, total, departures, broken, refusing: holds ? 0 : refusing + 1 };
  };
};

/** What a group could suffer at most: every item settled in the way that it likes least. */
const worstPossible = (index: ProblemIndex, costs: GroupCosts): readonly number[] => {
  const width = index.alternatives.length;
  return index.groups.map((_, group) => {
    let sum = 0;
    for (const [item] of index.bases.entries()) {
      let most = 0;
      for (let at = index.starts[item] ?? 0; at < (index.starts[item + 1] ?? 0); at += 1)
        most = Math.max(most, costs.ofAlternative[group * width + at] ?? 0);
      sum += most;
    }
    return sum + (costs.ofUnmet[group] ?? []).reduce((all, change) => all + Math.max(0, change), 0);
  });
};

/** How two packages compare: negative where the first is better. */
export type Comparison = (one: SwapFigures, other: SwapFigures) => number;

const byHolding: Comparison = (one, other) => one.broken - other.broken || one.refusing - other.refusing;

/**
 * PKG-9: for `nash` a package is better by the product, over the groups with weight, of one more than what separates it
 * from the worst that the group could suffer; then by the total.
 */
export const byProduct = (index: ProblemIndex, costs: GroupCosts): Comparison => {
  const worst = worstPossible(index, costs);
  const product = ({ groups }: SwapFigures): bigint =>
    index.groups.reduce(
      (all, { weight }, group) =>
        weight === 0 ? all : all * BigInt((worst[group] ?? 0) - (groups[group] ?? 0) + 1),
      1n,
    );
  return (one, other) => {
    const holding = byHolding(one, other);
    if (holding !== 0) return holding;
    const [a, b] = [product(one), product(other)];
    return a === b ? one.total - other.total : a > b ? -1 : 1;
  };
};

/** By the worst group, then the total, then the departures, after what must hold. */
export const byWorst: Comparison = (one, other) =>
  byHolding(one, other) ||
  Math.max(0, ...one.groups) - Math.max(0, ...other.groups) ||
  one.total - other.total ||
  one.departures - other.departures;

/** A search by swaps as it stands. */
export interface SwapState {
  choice: Choice;
  figures: SwapFigures;
  /** Packages looked at. */
  tried: number;
}

/**
 * Improves a package by the best single swap, then by the best pair of swaps, until neither helps. Whoever stops the
 * generator reads the best so far. Nothing is proven (engine-spec 5.1, 5.2).
 */
export function* improveBySwaps(
  index: ProblemIndex,
  figuresOf: (choice: Choice) => SwapFigures,
  compare: Comparison,
  state: SwapState,
): Generator<undefined, void> {
  const { starts, bases, alternatives } = index;
  function* swaps(
    choice: Choice,
    from: number,
  ): Generator<{ readonly choice: Choice; readonly item: number }> {
    for (const item of bases.keys()) {
      if (item < from) continue;
      for (let at = starts[item] ?? 0; at < (starts[item + 1] ?? 0); at += 1)
        if (at !== choice[item])
          yield { item, choice: choice.map((own, place) => (place === item ? at : own)) };
    }
  }
  const consider = (choice: Choice): void => {
    const figures = figuresOf(choice);
    state.tried += 1;
    if (compare(figures, state.figures) >= 0) return;
    state.choice = choice;
    state.figures = figures;
  };
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const start = state.choice;
    for (const single of swaps(start, 0)) consider(single.choice);
    yield;
    if (state.choice === start && alternatives.length ** 2 < 2 * PAIRS_MAX)
      for (const first of swaps(start, 0)) {
        for (const second of swaps(first.choice, first.item + 1)) consider(second.choice);
        yield;
      }
    if (state.choice === start) return;
  }
}
