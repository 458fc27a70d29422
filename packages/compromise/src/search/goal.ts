import type { RowCap } from '../model/compile-problem.ts';

/** What a stage makes least. */
export type Goal =
  /** The sum of the k largest figures of groups; with k = 1 the worst. */
  | { readonly kind: 'largest'; readonly k: number }
  /** A weighted sum of rows. */
  | { readonly kind: 'rows'; readonly weights: readonly RowWeight[] };

export interface RowWeight {
  readonly row: number;
  readonly weight: number;
}

/** What must not be passed while a goal is made least. */
export interface Caps {
  /**
   * The figures of the groups in descending order must not sum to more than these do, for the largest, the two largest
   * and so on; in descending order, one for each group. Absent where groups are not capped.
   */
  readonly ranks: readonly number[] | undefined;
  readonly rows: readonly RowCap[];
}

/** Figures of the groups in descending order, written into `into`. */
const sortDown = (sums: ArrayLike<number>, groups: number, into: Float64Array): void => {
  // Insertion: groups are few, and mostly in the order of before.
  for (let at = 0; at < groups; at += 1) {
    const figure = sums[at] ?? 0;
    let place = at;
    while (place > 0 && (into[place - 1] ?? 0) < figure) {
      into[place] = into[place - 1] ?? 0;
      place -= 1;
    }
    into[place] = figure;
  }
};

/** Value of a goal for sums of rows, the groups first. */
export const goalValue = (goal: Goal, sums: ArrayLike<number>, groups: number): number => {
  if (goal.kind === 'rows') {
    let value = 0;
    for (const { row, weight } of goal.weights) value += weight * (sums[row] ?? 0);
    return value;
  }
  if (goal.k === 1) {
    let worst = 0;
    for (let group = 0; group < groups; group += 1) worst = Math.max(worst, sums[group] ?? 0);
    return worst;
  }
  const figures = new Float64Array(groups);
  sortDown(sums, groups, figures);
  let value = 0;
  for (let at = 0; at < goal.k; at += 1) value += figures[at] ?? 0;
  return value;
};

/** By how much the ranks are passed: the most that any sum of largest figures exceeds theirs. */
const excessOverRanks = (ranks: readonly number[], sums: ArrayLike<number>, groups: number): number => {
  const [first, last] = [ranks[0] ?? 0, ranks[groups - 1] ?? 0];
  let excess = 0;
  if (first === last) {
    // One cap for all: what exceeds it adds up, in any order.
    for (let group = 0; group < groups; group += 1) excess += Math.max(0, (sums[group] ?? 0) - first);
    return excess;
  }
  const figures = new Float64Array(groups);
  sortDown(sums, groups, figures);
  let over = 0;
  for (let at = 0; at < groups; at += 1) {
    over += (figures[at] ?? 0) - (ranks[at] ?? 0);
    excess = Math.max(excess, over);
  }
  return excess;
};

/** By how much the caps are passed; zero where they hold. */
export const excessOver = ({ ranks, rows }: Caps, sums: ArrayLike<number>, groups: number): number => {
  let excess = ranks === undefined ? 0 : excessOverRanks(ranks, sums, groups);
  for (const { row, cap } of rows) excess += Math.max(0, (sums[row] ?? 0) - cap);
  return excess;
};
