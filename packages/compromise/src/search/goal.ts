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

/** Figures of the groups in descending order. */
export const descending = (sums: ArrayLike<number>, groups: number): Float64Array => {
  const figures = new Float64Array(groups);
  for (let group = 0; group < groups; group += 1) figures[group] = sums[group] ?? 0;
  // Insertion: groups are few, and mostly in the order of before.
  for (let at = 1; at < groups; at += 1) {
    const figure = figures[at] ?? 0;
    let place = at;
    while (place > 0 && (figures[place - 1] ?? 0) < figure) {
      figures[place] = figures[place - 1] ?? 0;
      place -= 1;
    }
    figures[place] = figure;
  }
  return figures;
};

/** Value of a goal for sums of rows, the groups first. */
export const goalValue = (goal: Goal, sums: ArrayLike<number>, groups: number): number => {
  if (goal.kind === 'rows')
    return goal.weights.reduce((value, { row, weight }) => value + weight * (sums[row] ?? 0), 0);
  if (goal.k === 1) {
    let worst = 0;
    for (let group = 0; group < groups; group += 1) worst = Math.max(worst, sums[group] ?? 0);
    return worst;
  }
  const figures = descending(sums, groups);
  let value = 0;
  for (let at = 0; at < goal.k; at += 1) value += figures[at] ?? 0;
  return value;
};

/** By how much the caps are passed; zero where they hold. */
export const excessOver = ({ ranks, rows }: Caps, sums: ArrayLike<number>, groups: number): number => {
  let excess = 0;
  for (const { row, cap } of rows) excess += Math.max(0, (sums[row] ?? 0) - cap);
  if (ranks === undefined) return excess;
  const figures = descending(sums, groups);
  let [most, sum, allowed] = [0, 0, 0];
  for (let at = 0; at < groups; at += 1) {
    sum += figures[at] ?? 0;
    allowed += ranks[at] ?? 0;
    most = Math.max(most, sum - allowed);
  }
  return excess + most;
};
