import { clauseHolds, rowSums, type ChoiceModel, type DerivedChoice } from '../model/choice-model.ts';
import { excessOver, goalValue, type Caps, type Goal } from './goal.ts';

/** Rounds of improvement before a search from one start gives up. */
const ROUNDS_MAX = 400;
/** Pairs of swaps are tried only below so many pairs of options. */
const PAIRS_MAX = 600_000;

/** A model whose choices all follow from its items. */
export type FollowingModel = ChoiceModel & { readonly derived: readonly DerivedChoice[] };

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
const dependentsOf = ({ items, derived }: FollowingModel): readonly (readonly DerivedChoice[])[] =>
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

/** A package on the bench: what is taken, the sums of its rows, and the way back. */
interface Bench {
  readonly model: FollowingModel;
  readonly taken: Int32Array;
  readonly sums: Float64Array;
  readonly swap: (item: number, option: number) => void;
  readonly mark: () => number;
  readonly goBack: (mark: number) => void;
  readonly commit: () => void;
  /** Whether the clauses hold that what was moved since the last commit could have broken. */
  readonly holds: () => boolean;
}

const benchOf = (
  model: FollowingModel,
  dependents: readonly (readonly DerivedChoice[])[],
  clausesOf: readonly (readonly number[])[],
  given: Int32Array,
): Bench => {
  const { rows, costs } = model;
  const taken = given.slice();
  const sums = rowSums(model, taken);
  // Choice and the option before, one after another.
  const back: number[] = [];
  const put = (choice: number, option: number): void => {
    const [from, to] = [(taken[choice] ?? 0) * rows, option * rows];
    taken[choice] = option;
    for (let row = 0; row < rows; row += 1)
      sums[row] = (sums[row] ?? 0) + (costs[to + row] ?? 0) - (costs[from + row] ?? 0);
  };
  const move = (choice: number, option: number): void => {
    if (taken[choice] === option) return;
    back.push(choice, taken[choice] ?? 0);
    put(choice, option);
  };
  return {
    model,
    taken,
    sums,
    swap: (item, option) => {
      move(item, option);
      for (const { choice, optionFor } of dependents[item] ?? []) move(choice, optionFor(taken));
    },
    mark: () => back.length,
    goBack: (mark) => {
      while (back.length > mark) {
        const before = back.pop() ?? 0;
        put(back.pop() ?? 0, before);
      }
    },
    commit: () => {
      back.length = 0;
    },
    holds: () => {
      for (let at = 0; at < back.length; at += 2) {
        const now = taken[back[at] ?? 0] ?? 0;
        for (const clause of clausesOf[back[at + 1] ?? 0] ?? [])
          if (!clauseHolds(model, clause, taken)) return false;
        for (const clause of clausesOf[now] ?? []) if (!clauseHolds(model, clause, taken)) return false;
      }
      return true;
    },
  };
};

/**
 * Least values that a goal can have after a first swap and another one, without making the second: sums after the
 * first are in place. Early out at the limit. Only for goals that are one worst group or a sum of rows.
 */
const quickValue =
  ({ groups, rows, costs }: ChoiceModel, goal: Goal) =>
  (sums: Float64Array, from: number, to: number, limit: number): number => {
    const [before, after] = [from * rows, to * rows];
    if (goal.kind === 'rows') {
      let value = 0;
      for (const { row, weight } of goal.weights)
        value += weight * ((sums[row] ?? 0) + (costs[after + row] ?? 0) - (costs[before + row] ?? 0));
      return value;
    }
    let worst = 0;
    for (let group = 0; group < groups && worst < limit; group += 1) {
      const figure = (sums[group] ?? 0) + (costs[after + group] ?? 0) - (costs[before + group] ?? 0);
      if (figure > worst) worst = figure;
    }
    return worst;
  };

/**
 * A local search over a model whose choices follow from its items. Only `usable` options are tried: 1 for those that
 * the domains leave at the root.
 */
export const localSearch = (model: FollowingModel, usable: Uint8Array): LocalSearch => {
  const { items, groups, starts } = model;
  const dependents = dependentsOf(model);
  const clausesOf = clausesByOption(model);
  const isAlone = dependents.map((own) => own.length === 0);
  const options = starts[items] ?? 0;

  const improve = (given: Int32Array, { goal, caps, pairs }: Improvement): Int32Array => {
    const bench = benchOf(model, dependents, clausesOf, given);
    const { taken, sums } = bench;
    const isCapped = caps.ranks !== undefined || caps.rows.length > 0;
    const isQuick = goal.kind === 'rows' || goal.k === 1;
    const quick = quickValue(model, goal);
    let excess = isCapped ? excessOver(caps, sums, groups) : 0;
    let value = goalValue(goal, sums, groups);
    /** Swaps of the best move of this round: item, option, item, option. */
    let best: readonly number[] = [];
    const consider = (moves: readonly number[]): void => {
      const passed = isCapped ? excessOver(caps, sums, groups) : 0;
      if (passed > excess) return;
      const reached = goalValue(goal, sums, groups);
      if ((passed === excess && reached >= value) || !bench.holds()) return;
      excess = passed;
      value = reached;
      best = moves;
    };
    const eachOption = (from: number, work: (item: number, option: number) => void): void => {
      for (let item = from; item < items; item += 1)
        for (let option = starts[item] ?? 0; option < (starts[item + 1] ?? 0); option += 1)
          if (option !== taken[item] && usable[option] === 1) work(item, option);
    };
    const trying = (item: number, option: number, work: () => void): void => {
      const mark = bench.mark();
      bench.swap(item, option);
      work();
      bench.goBack(mark);
    };
    /** Where nothing is passed and nothing follows, a swap that would not help need not be made. */
    const isHopeless = (item: number, option: number): boolean =>
      isQuick &&
      excess === 0 &&
      isAlone[item] === true &&
      quick(sums, taken[item] ?? 0, option, value) >= value;
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      best = [];
      eachOption(0, (item, option) => {
        if (!isHopeless(item, option)) trying(item, option, () => consider([item, option]));
      });
      if (best.length === 0 && pairs && options * options < 2 * PAIRS_MAX)
        eachOption(0, (item, option) =>
          trying(item, option, () =>
            eachOption(item + 1, (other, second) => {
              if (!isHopeless(other, second))
                trying(other, second, () => consider([item, option, other, second]));
            }),
          ),
        );
      if (best.length === 0) break;
      for (let at = 0; at < best.length; at += 2) bench.swap(best[at] ?? 0, best[at + 1] ?? 0);
      bench.commit();
    }
    return taken;
  };
  return { improve };
};

/** The options of all choices that follow from those of the items. */
export const completed = (model: FollowingModel, items: ArrayLike<number>): Int32Array => {
  const taken = new Int32Array(model.choices);
  for (let item = 0; item < model.items; item += 1) taken[item] = items[item] ?? 0;
  for (const { choice, optionFor } of model.derived) taken[choice] = optionFor(taken);
  return taken;
};
