import { clauseHolds, rowSums, type ChoiceModel, type DerivedChoice } from '../model/choice-model.ts';
import { excessOver, goalValue, type Caps, type Goal } from './goal.ts';

/** Rounds of improvement before a search from one start gives up. */
const ROUNDS_MAX = 400;
/** Pairs of swaps are tried only below so many pairs of options. */
const PAIRS_MAX = 600_000;

export interface Improvement {
  readonly goal: Goal;
  readonly caps: Caps;
  /** Whether pairs of swaps are tried where no single one helps. */
  readonly pairs: boolean;
}

/** Improves packages by the best single swap, then the best pair of swaps, until neither helps (engine-spec 5.2). */
export interface LocalSearch {
  /**
   * The options of every choice after improving those of the items. Passing caps less comes first, then the goal. All
   * clauses hold in the answer where they did in what was given.
   */
  readonly improve: (taken: Int32Array, improvement: Improvement) => Int32Array;
}

/** The choices that follow from each item, in their order. */
const dependentsOf = (
  items: number,
  derived: readonly DerivedChoice[],
): readonly (readonly DerivedChoice[])[] =>
  Array.from({ length: items }, (_, item) => {
    const moved = new Set([item]);
    return derived.filter(({ choice, from }) => {
      const follows = from.some((other) => moved.has(other));
      if (follows) moved.add(choice);
      return follows;
    });
  });

const clausesByOption = ({
  options,
  clauseStarts,
  literals,
}: ChoiceModel): readonly (readonly number[])[] => {
  const clauses: number[][] = Array.from({ length: options }, () => []);
  for (let clause = 0; clause < clauseStarts.length - 1; clause += 1)
    for (let at = clauseStarts[clause] ?? 0; at < (clauseStarts[clause + 1] ?? 0); at += 1) {
      const literal = literals[at] ?? 0;
      clauses[literal >= 0 ? literal : ~literal]?.push(clause);
    }
  return clauses;
};

/**
 * A local search over a model whose choices follow from its items. Only `usable` options are tried: 1 for those that
 * the domains leave at the root.
 */
export const localSearch = (
  model: ChoiceModel & { readonly derived: readonly DerivedChoice[] },
  usable: Uint8Array,
): LocalSearch => {
  const { items, groups, rows, costs, starts } = model;
  const dependents = dependentsOf(items, model.derived);
  const clausesOf = clausesByOption(model);
  let taken = new Int32Array(model.choices);
  let sums: Float64Array = new Float64Array(rows);
  // What was taken before, to go back: choice, option, choice, option …
  const back: number[] = [];

  const put = (choice: number, option: number): void => {
    const before = taken[choice] ?? 0;
    if (before === option) return;
    back.push(choice, before);
    taken[choice] = option;
    const [from, to] = [before * rows, option * rows];
    for (let row = 0; row < rows; row += 1)
      sums[row] = (sums[row] ?? 0) + (costs[to + row] ?? 0) - (costs[from + row] ?? 0);
  };
  const swap = (item: number, option: number): void => {
    put(item, option);
    for (const { choice, optionFor } of dependents[item] ?? []) put(choice, optionFor(taken));
  };
  const goBack = (to: number): void => {
    while (back.length > to) {
      const before = back.pop() ?? 0;
      const choice = back.pop() ?? 0;
      const [from, again] = [(taken[choice] ?? 0) * rows, before * rows];
      taken[choice] = before;
      for (let row = 0; row < rows; row += 1)
        sums[row] = (sums[row] ?? 0) + (costs[again + row] ?? 0) - (costs[from + row] ?? 0);
    }
  };
  /** Whether the clauses hold that what was moved since the last commit could have broken. */
  const holds = (): boolean => {
    for (let at = 0; at < back.length; at += 2) {
      const [choice, before] = [back[at] ?? 0, back[at + 1] ?? 0];
      for (const clause of clausesOf[before] ?? []) if (!clauseHolds(model, clause, taken)) return false;
      for (const clause of clausesOf[taken[choice] ?? 0] ?? [])
        if (!clauseHolds(model, clause, taken)) return false;
    }
    return true;
  };

  const improve = (given: Int32Array, { goal, caps, pairs }: Improvement): Int32Array => {
    taken = given.slice();
    sums = rowSums(model, taken);
    back.length = 0;
    let excess = excessOver(caps, sums, groups);
    let value = goalValue(goal, sums, groups);
    /** Swaps of the best move found in this round: item, option, item, option. */
    let best: readonly number[] = [];
    const isCapped = caps.ranks !== undefined || caps.rows.length > 0;
    const consider = (...moves: readonly number[]): void => {
      const passed = isCapped ? excessOver(caps, sums, groups) : 0;
      if (passed > excess) return;
      const reached = goalValue(goal, sums, groups);
      if ((passed === excess && reached >= value) || !holds()) return;
      excess = passed;
      value = reached;
      best = moves;
    };
    const eachSwap = (from: number, work: (item: number, option: number) => void): void => {
      for (let item = from; item < items; item += 1) {
        const now = taken[item];
        for (let option = starts[item] ?? 0; option < (starts[item + 1] ?? 0); option += 1) {
          if (option === now || usable[option] !== 1) continue;
          const mark = back.length;
          swap(item, option);
          work(item, option);
          goBack(mark);
        }
      }
    };
    const options = starts[items] ?? 0;
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      best = [];
      eachSwap(0, consider);
      if (best.length === 0 && pairs && options * options < 2 * PAIRS_MAX)
        eachSwap(0, (item, option) =>
          eachSwap(item + 1, (other, otherOption) => consider(item, option, other, otherOption)),
        );
      if (best.length === 0) break;
      for (let at = 0; at < best.length; at += 2) swap(best[at] ?? 0, best[at + 1] ?? 0);
      back.length = 0;
    }
    return taken;
  };
  return { improve };
};

/** The options of all choices that follow from those of the items. */
export const completed = (
  model: ChoiceModel & { readonly derived: readonly DerivedChoice[] },
  items: ArrayLike<number>,
): Int32Array => {
  const taken = new Int32Array(model.choices);
  for (let item = 0; item < model.items; item += 1) taken[item] = items[item] ?? 0;
  for (const { choice, optionFor } of model.derived) taken[choice] = optionFor(taken);
  return taken;
};
