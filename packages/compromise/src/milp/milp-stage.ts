import { allClausesHold, rowSums, type ChoiceModel } from '../model/choice-model.ts';
import { excessOver, goalValue, type Caps } from '../search/goal.ts';
import type { Field, StageState } from '../search/stage-search.ts';
import { milpModel } from './milp-model.ts';
import type { MilpLimits, MilpSolver } from './milp-solver.ts';

/** What floating point may have moved the bound of a solver by. */
const marginOf = (value: number): number => Math.max(1e-6, Math.abs(value) * 1e-9);

/** Items whose alternatives are ordered by one question: so many combinations keep the costs small and exact. */
const ORDER_COMBINATIONS_MAX = 2 ** 16;

/** The options that a solver has taken; undefined where its numbers do not hold when they are counted again. */
const takenFrom = ({ model, domains }: Field, values: Float64Array, caps: Caps): Int32Array | undefined => {
  const taken = new Int32Array(model.choices).fill(-1);
  for (let option = 0; option < model.options; option += 1)
    if ((values[option] ?? 0) > 0.5) taken[model.choiceOf[option] ?? 0] = option;
  const holds =
    taken.every((option) => option >= 0 && domains.open[option] === 1) &&
    allClausesHold(model, taken) &&
    excessOver(caps, rowSums(model, taken), model.groups) === 0;
  return holds ? taken : undefined;
};

/**
 * Makes a goal least by a mixed-integer solver. True where the state says all there is to say; false where the solver
 * gave nothing that holds when counted again, so that somebody else has to look.
 */
export const solveStageByMilp = (
  field: Field,
  state: StageState,
  solver: MilpSolver,
  limits: MilpLimits,
): boolean => {
  const { model, domains } = field;
  const answer = solver.solve(
    milpModel(model, { goal: state.goal, caps: state.caps, open: domains.open, clauses: [] }),
    limits,
  );
  state.nodes += 1;
  if (answer.status === 'infeasible') {
    state.done = state.taken === undefined;
    return state.done;
  }
  const taken = answer.values === undefined ? undefined : takenFrom(field, answer.values, state.caps);
  if (taken !== undefined) {
    const value = goalValue(state.goal, rowSums(model, taken), model.groups);
    if (value < state.value) {
      state.taken = taken;
      state.value = value;
    }
  }
  // A limited answer has no bound (engine-spec 5.2).
  if (answer.status === 'stopped') return true;
  if (taken === undefined) return false;
  const bound = Math.ceil(answer.bound - marginOf(answer.bound));
  state.bound = Math.min(state.value, Math.max(state.bound, bound));
  state.done = state.bound === state.value;
  return state.done;
};

/** Blocks of items whose combinations of alternatives can be told apart by one whole number each. */
const blocksOf = ({ items, starts }: ChoiceModel): readonly (readonly number[])[] => {
  const blocks: number[][] = [];
  let combinations = Infinity;
  for (let item = 0; item < items; item += 1) {
    const own = (starts[item + 1] ?? 0) - (starts[item] ?? 0);
    combinations *= own;
    if (combinations > ORDER_COMBINATIONS_MAX) {
      blocks.push([]);
      combinations = own;
    }
    blocks.at(-1)?.push(item);
  }
  return blocks;
};

/** Costs that order the combinations of a block by its first item, then its second, and so on. */
const orderCosts = ({ options, starts }: ChoiceModel, block: readonly number[]): Float64Array => {
  const costs = new Float64Array(options);
  let place = 1;
  for (const item of [...block].reverse()) {
    const [from, to] = [starts[item] ?? 0, starts[item + 1] ?? 0];
    for (let option = from; option < to; option += 1) costs[option] = (option - from) * place;
    place *= to - from;
  }
  return costs;
};

/**
 * Of the packages that hold all caps the one with the lowest alternatives, from one that does. First it is asked whether
 * there is any other; mostly there is none. False where the solver did not come to an end.
 */
export const orderByMilp = (
  field: Field,
  state: StageState,
  solver: MilpSolver,
  limitsNow: () => MilpLimits,
): boolean => {
  const { model, domains } = field;
  const { taken: known, caps } = state;
  if (known === undefined) return false;
  const costs = (block: readonly number[]): Float64Array => orderCosts(model, block);
  state.nodes += 1;
  const other = solver.solve(
    milpModel(model, {
      goal: new Float64Array(model.options),
      caps,
      open: domains.open,
      clauses: [Array.from(known.subarray(0, model.items), (option) => ~option)],
    }),
    limitsNow(),
  );
  if (other.status === 'infeasible') {
    state.done = true;
    return true;
  }
  const open = domains.open.slice();
  for (const block of blocksOf(model)) {
    state.nodes += 1;
    const answer = solver.solve(
      milpModel(model, { goal: costs(block), caps, open, clauses: [] }),
      limitsNow(),
    );
    const taken = answer.status === 'optimal' ? takenFrom(field, answer.values, caps) : undefined;
    if (taken === undefined) return false;
    state.taken = taken;
    for (const item of block)
      for (let option = model.starts[item] ?? 0; option < (model.starts[item + 1] ?? 0); option += 1)
        open[option] = option === taken[item] ? 1 : 0;
  }
  state.done = true;
  return true;
};
