import { allClausesHold, rowSums, type ChoiceModel, type DerivedChoice } from '../model/choice-model.ts';
import { openDomains, type Domains } from './domains.ts';
import { excessOver, goalValue, type Caps, type Goal } from './goal.ts';
import { localSearch, type LocalSearch } from './local-search.ts';
import { pricingOf, relaxationOf, type Pricing, type Relaxation } from './relaxation.ts';

const ROOT_ITERATIONS = 600;
const ROOT_PATIENCE = 10;
const NODE_ITERATIONS = 12;
const NODE_PATIENCE = 3;
/** First step at the root and in nodes, in parts of the way to the target. */
const STEP = 1.2;
/** At the root a package is completed from the picks every so many steps. */
const COMPLETE_EVERY = 32;

/** A goal that is settled: no package with more than the limit is looked for any more. */
export interface Guard {
  readonly pricing: Pricing;
  readonly limit: number;
  readonly multipliers: Float64Array;
}

/** What the stages of one question share. Options closed outside a stage stay closed. */
export interface Field {
  readonly model: ChoiceModel;
  readonly domains: Domains;
  readonly relaxation: Relaxation;
  readonly local: LocalSearch | undefined;
}

/** A stage as it stands; it changes while the search runs, and whoever stops it early reads it as it is. */
export interface StageState {
  readonly goal: Goal;
  readonly caps: Caps;
  /** The best package so far: the option of every choice. */
  taken: Int32Array | undefined;
  /** Its value; infinite without one. */
  value: number;
  /** No package has less. */
  bound: number;
  nodes: number;
  /** The search came to its end: the value is the least, or there is no package. */
  done: boolean;
  /** What settling this stage leaves behind. */
  guard: Guard | undefined;
}

const isFollowing = (
  model: ChoiceModel,
): model is ChoiceModel & { readonly derived: readonly DerivedChoice[] } => model.derived !== undefined;

/** The field of a model, with these options closed and all that follows drawn; undefined where nothing is left. */
export const fieldOf = (model: ChoiceModel, closed: readonly number[]): Field | undefined => {
  const domains = openDomains(model);
  for (const option of closed) if (!domains.remove(option)) return undefined;
  if (!domains.propagate()) return undefined;
  return {
    model,
    domains,
    relaxation: relaxationOf(model, domains),
    local: isFollowing(model) ? localSearch(model, domains.open.slice()) : undefined,
  };
};

/** A stage before its search, with a package to start from where there is one. */
export const stageOf = ({ model }: Field, goal: Goal, caps: Caps, start?: Int32Array): StageState => ({
  goal,
  caps,
  taken: start,
  value: start === undefined ? Infinity : goalValue(goal, rowSums(model, start), model.groups),
  bound: -Infinity,
  nodes: 0,
  done: false,
  guard: undefined,
});

/** Takes a package where it holds everything and is better; false where it is not. */
const offer = ({ model }: Field, state: StageState, taken: ArrayLike<number>): boolean => {
  const sums = rowSums(model, taken);
  const value = goalValue(state.goal, sums, model.groups);
  if (value >= state.value || excessOver(state.caps, sums, model.groups) > 0 || !allClausesHold(model, taken))
    return false;
  state.taken = Int32Array.from(taken);
  state.value = value;
  return true;
};

const offerImproved = (field: Field, state: StageState, taken: Int32Array, pairs: boolean): void => {
  offer(field, state, taken);
  if (field.local === undefined || !allClausesHold(field.model, taken)) return;
  offer(field, state, field.local.improve(taken, { goal: state.goal, caps: state.caps, pairs }));
};

const openOptions = ({ model, domains }: Field, choice: number): number[] => {
  const found: number[] = [];
  for (let option = model.starts[choice] ?? 0; option < (model.starts[choice + 1] ?? 0); option += 1)
    if (domains.open[option] === 1) found.push(option);
  return found;
};

/** The cheapest two open options of a choice. */
const cheapestTwo = (field: Field, choice: number): readonly [number, number] => {
  const { reduced } = field.relaxation;
  let [first, second] = [-1, -1];
  for (const option of openOptions(field, choice)) {
    if (first < 0 || (reduced[option] ?? 0) < (reduced[first] ?? 0)) [first, second] = [option, first];
    else if (second < 0 || (reduced[option] ?? 0) < (reduced[second] ?? 0)) second = option;
  }
  return [first, second];
};

/**
 * Completes a package from the picks: choices in descending margin between their two cheapest options, items first,
 * each at its cheapest option that leaves a way; undefined where that runs into a dead end.
 */
const completePicks = (field: Field): Int32Array | undefined => {
  const { model, domains, relaxation } = field;
  const reduced = relaxation.reduced.slice();
  const order = Array.from(relaxation.openChoices.subarray(0, relaxation.undecided()), (choice) => {
    const [first, second] = cheapestTwo(field, choice);
    return { choice, margin: (reduced[second] ?? 0) - (reduced[first] ?? 0) };
  }).sort(
    (a, b) =>
      Number(a.choice >= model.items) - Number(b.choice >= model.items) ||
      b.margin - a.margin ||
      a.choice - b.choice,
  );
  const start = domains.mark();
  const settle = (choice: number): boolean =>
    openOptions(field, choice)
      .sort((a, b) => (reduced[a] ?? 0) - (reduced[b] ?? 0) || a - b)
      .some((option) => {
        const mark = domains.mark();
        if (domains.take(option) && domains.propagate()) return true;
        domains.undo(mark);
        return false;
      });
  const isWhole = order.every(({ choice }) => domains.count[choice] === 1 || settle(choice));
  const taken = isWhole
    ? Int32Array.from({ length: model.choices }, (_, choice) => openOptions(field, choice)[0] ?? 0)
    : undefined;
  domains.undo(start);
  return taken;
};

/**
 * Closes options whose priced cost takes the bound above the limit. The relaxation holds the last value; false where
 * nothing is left. Something closed means a refresh.
 */
const closeAbove = ({ model, domains, relaxation }: Field, value: number, limit: number): boolean => {
  const { reduced, picks, openChoices } = relaxation;
  const margin = relaxation.margin();
  const count = relaxation.undecided();
  const mark = domains.mark();
  for (let at = 0; at < count; at += 1) {
    const choice = openChoices[at] ?? 0;
    const least = reduced[picks[choice] ?? 0] ?? 0;
    for (let option = model.starts[choice] ?? 0; option < (model.starts[choice + 1] ?? 0); option += 1)
      if (
        domains.open[option] === 1 &&
        option !== picks[choice] &&
        Math.ceil(value + (reduced[option] ?? 0) - least - margin) > limit &&
        !domains.remove(option)
      )
        return false;
  }
  if (!domains.propagate()) return false;
  if (domains.mark() > mark) relaxation.refresh();
  return true;
};

/** Holds a node to what is settled: its multipliers after a few steps; undefined where nothing in it can hold. */
const heldToGuards = (
  field: Field,
  guards: readonly Guard[],
  from: readonly Float64Array[],
): readonly Float64Array[] | undefined => {
  const { relaxation } = field;
  const held: Float64Array[] = [];
  for (const [at, { pricing, limit }] of guards.entries()) {
    const start = from[at];
    if (start === undefined) continue;
    const { value, multipliers } = relaxation.ascend(pricing, start, {
      iterations: NODE_ITERATIONS,
      target: () => limit + 1,
      step: STEP,
      patience: NODE_PATIENCE,
    });
    const last = relaxation.evaluate(pricing, multipliers);
    if (Math.ceil(Math.min(value, last) - relaxation.margin()) > limit) return undefined;
    if (!closeAbove(field, last, limit)) return undefined;
    held.push(multipliers);
  }
  return held;
};

/**
 * The choice to branch on: where taking one or the other of the two cheapest options moves the priced rows most, less
 * what the relaxation already sees. Undefined where all is settled.
 */
const branchingChoice = (field: Field): number | undefined => {
  const { model, relaxation } = field;
  const { weights, rowScales, reduced, openChoices } = relaxation;
  const { rows, costs } = model;
  let importance = 0;
  for (let row = 0; row < rows; row += 1) importance += Math.abs(weights[row] ?? 0) * (rowScales[row] ?? 0);
  let [best, chosen] = [-Infinity, -1];
  for (let at = 0; at < relaxation.undecided(); at += 1) {
    const choice = openChoices[at] ?? 0;
    const [first, second] = cheapestTwo(field, choice);
    let square = 0;
    for (let row = 0; row < rows; row += 1) {
      const difference = (costs[first * rows + row] ?? 0) - (costs[second * rows + row] ?? 0);
      const scale = rowScales[row] ?? 1;
      square += ((Math.abs(weights[row] ?? 0) * difference * difference) / scale) * importance;
    }
    const score = Math.sqrt(square) - 2 * ((reduced[second] ?? 0) - (reduced[first] ?? 0));
    if (score > best) {
      best = score;
      chosen = choice;
    }
  }
  return chosen < 0 ? undefined : chosen;
};

interface Frame {
  /** Where the trail stood before the node. */
  readonly mark: number;
  /** Whole: no package in it has less. */
  readonly bound: number;
  readonly multipliers: Float64Array;
  readonly held: readonly Float64Array[];
  readonly options: readonly number[];
  next: number;
}

/** What no package in the open nodes goes below. */
const leastBound = (stack: readonly Frame[], value: number): number =>
  stack.reduce((least, { bound }) => Math.min(least, bound), value);

/** One node: what is left to branch on, or undefined where it is done with. */
const nodeOf = (
  field: Field,
  state: StageState,
  pricing: Pricing,
  guards: readonly Guard[],
  parent: Pick<Frame, 'multipliers' | 'held'>,
  mark: number,
): Frame | undefined => {
  const { domains, relaxation } = field;
  const isWorse = (value: number): boolean => Math.ceil(value - relaxation.margin()) >= state.value;
  relaxation.refresh();
  const first = relaxation.ascend(pricing, parent.multipliers, {
    iterations: NODE_ITERATIONS,
    target: () => state.value,
    step: STEP,
    patience: NODE_PATIENCE,
  });
  if (isWorse(first.value)) return undefined;
  const held = heldToGuards(field, guards, parent.held);
  if (held === undefined) return undefined;
  const value = relaxation.evaluate(pricing, first.multipliers);
  if (isWorse(value) || !closeAbove(field, value, state.value - 1)) return undefined;
  const bound = relaxation.evaluate(pricing, first.multipliers);
  if (isWorse(bound)) return undefined;
  const least = Math.ceil(bound - relaxation.margin());
  const picked = relaxation.picks.slice();
  if (offer(field, state, picked)) {
    offerImproved(field, state, picked, true);
    if (isWorse(bound)) return undefined;
  } else if (state.taken === undefined) {
    const whole = completePicks(field);
    if (whole !== undefined) offerImproved(field, state, whole, false);
  }
  const choice = branchingChoice(field);
  if (choice === undefined) return undefined;
  const { reduced } = relaxation;
  const costs = reduced.slice();
  const options = openOptions(field, choice).sort((a, b) => (costs[a] ?? 0) - (costs[b] ?? 0) || a - b);
  return { mark, bound: least, multipliers: first.multipliers, held, options, next: 0 };
};

/** The root: many steps of the relaxation, with packages completed on the way. */
const multipliersAtRoot = (field: Field, state: StageState, pricing: Pricing): Float64Array => {
  const { relaxation } = field;
  relaxation.refresh();
  const complete = (pairs: boolean): void => {
    const whole = completePicks(field);
    if (whole !== undefined) offerImproved(field, state, whole, pairs);
  };
  const { value, multipliers } = relaxation.ascend(pricing, relaxation.start(pricing), {
    iterations: ROOT_ITERATIONS,
    target: () => state.value,
    step: STEP,
    patience: ROOT_PATIENCE,
    afterStep: (iteration) => {
      if (iteration % COMPLETE_EVERY === 0) complete(false);
    },
  });
  state.bound = Math.ceil(value - relaxation.margin());
  relaxation.evaluate(pricing, multipliers);
  complete(true);
  if (state.taken !== undefined) offerImproved(field, state, state.taken, true);
  return multipliers;
};

/**
 * Makes the goal of a stage least within its caps by branch and bound, depth first (engine-spec 5.2). Each step of the
 * generator is a node, or a stretch of the root. The state holds the best package, and a bound, at any moment. When it
 * is done, what the stage closed is open again.
 */
export function* searchStage(
  field: Field,
  state: StageState,
  guards: readonly Guard[],
): Generator<undefined, void> {
  const { model, domains, relaxation } = field;
  const pricing = pricingOf(relaxation, model.groups, state.goal, state.caps);
  const root = multipliersAtRoot(field, state, pricing);
  yield;
  const rootMark = domains.mark();
  const stack: Frame[] = [];
  const enter = (frame: Frame | undefined, mark: number): void => {
    state.nodes += 1;
    if (frame === undefined) domains.undo(mark);
    else stack.push(frame);
  };
  enter(
    nodeOf(
      field,
      state,
      pricing,
      guards,
      { multipliers: root, held: guards.map((guard) => guard.multipliers) },
      rootMark,
    ),
    rootMark,
  );
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    state.bound = Math.max(state.bound, leastBound(stack, state.value));
    const option = top.options[top.next];
    if (option === undefined || top.bound >= state.value) {
      domains.undo(top.mark);
      stack.pop();
      continue;
    }
    top.next += 1;
    const mark = domains.mark();
    if (domains.take(option) && domains.propagate())
      enter(nodeOf(field, state, pricing, guards, top, mark), mark);
    else domains.undo(mark);
    yield;
  }
  domains.undo(rootMark);
  state.bound = state.value;
  state.done = true;
  state.guard = { pricing, limit: state.value, multipliers: root };
}

/** Closes for good what cannot be part of a package within the limit of a guard; false where nothing is left. */
export const closeByGuard = (field: Field, { pricing, limit, multipliers }: Guard): boolean => {
  field.relaxation.refresh();
  return closeAbove(field, field.relaxation.evaluate(pricing, multipliers), limit);
};

/**
 * The first package in the order of the items and their alternatives that holds all caps and guards: of equally good
 * packages the one with the lowest alternatives. The state holds it when the search is done.
 */
export function* searchFirst(
  field: Field,
  state: StageState,
  guards: readonly Guard[],
): Generator<undefined, void> {
  const { model, domains, relaxation } = field;
  const rootMark = domains.mark();
  interface Step {
    readonly mark: number;
    readonly held: readonly Float64Array[];
    readonly options: readonly number[];
    next: number;
  }
  const stack: Step[] = [];
  /** False once the package is found. */
  const enter = (from: readonly Float64Array[], mark: number): boolean => {
    state.nodes += 1;
    relaxation.refresh();
    const held = heldToGuards(field, guards, from);
    if (held === undefined) {
      domains.undo(mark);
      return true;
    }
    let choice = 0;
    while (choice < model.choices && domains.count[choice] === 1) choice += 1;
    if (choice < model.choices) {
      stack.push({ mark, held, options: openOptions(field, choice), next: 0 });
      return true;
    }
    const taken = Int32Array.from({ length: model.choices }, (_, each) => openOptions(field, each)[0] ?? 0);
    domains.undo(mark);
    if (excessOver(state.caps, rowSums(model, taken), model.groups) > 0 || !allClausesHold(model, taken))
      return true;
    state.taken = taken;
    return false;
  };
  let isOpen = enter(
    guards.map((guard) => guard.multipliers),
    rootMark,
  );
  for (let top = stack.at(-1); isOpen && top !== undefined; top = stack.at(-1)) {
    const option = top.options[top.next];
    if (option === undefined) {
      domains.undo(top.mark);
      stack.pop();
      continue;
    }
    top.next += 1;
    const mark = domains.mark();
    if (domains.take(option) && domains.propagate()) isOpen = enter(top.held, mark);
    else domains.undo(mark);
    yield;
  }
  domains.undo(rootMark);
  state.done = true;
}
