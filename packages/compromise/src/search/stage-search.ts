import { allClausesHold, rowSums, type ChoiceModel } from '../model/choice-model.ts';
import { openDomains, type Domains } from './domains.ts';
import { excessOver, goalValue, type Caps, type Goal } from './goal.ts';
import { localSearch, type FollowingModel, type LocalSearch } from './local-search.ts';
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
  /** Of packages with the same value the one with the lowest alternatives is wanted, in the order of the items. */
  readonly ordered: boolean;
  /** The search came to its end: the value is the least, or there is no package. */
  done: boolean;
  /** What settling this stage leaves behind. */
  guard: Guard | undefined;
}

/** Whether every choice of a model follows from its items. */
export const isFollowing = (model: ChoiceModel): model is FollowingModel => model.derived !== undefined;

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
export const stageOf = (
  { model }: Field,
  goal: Goal,
  caps: Caps,
  { start, ordered }: { readonly start: Int32Array | undefined; readonly ordered: boolean },
): StageState => ({
  goal,
  caps,
  ordered,
  taken: start,
  value: start === undefined ? Infinity : goalValue(goal, rowSums(model, start), model.groups),
  bound: -Infinity,
  nodes: 0,
  done: false,
  guard: undefined,
});

/** Whether the items of one package have lower alternatives than those of another, at the first difference. */
const comesBefore = (items: number, one: ArrayLike<number>, other: ArrayLike<number>): boolean => {
  for (let item = 0; item < items; item += 1)
    if (one[item] !== other[item]) return (one[item] ?? 0) < (other[item] ?? 0);
  return false;
};

/** Whether the lowest alternatives that are still open come before those of the best package. */
const mayComeBefore = ({ model, domains }: Field, taken: ArrayLike<number>): boolean => {
  for (let item = 0; item < model.items; item += 1) {
    let lowest = model.starts[item] ?? 0;
    while (domains.open[lowest] !== 1) lowest += 1;
    if (lowest !== taken[item]) return lowest < (taken[item] ?? 0);
  }
  return false;
};

/** Takes a package where it holds everything and is better; false where it is not. */
const offer = ({ model }: Field, state: StageState, taken: ArrayLike<number>): boolean => {
  const sums = rowSums(model, taken);
  const value = goalValue(state.goal, sums, model.groups);
  const isBetter =
    value < state.value ||
    (state.ordered &&
      value === state.value &&
      state.taken !== undefined &&
      comesBefore(model.items, taken, state.taken));
  if (!isBetter || excessOver(state.caps, sums, model.groups) > 0 || !allClausesHold(model, taken))
    return false;
  state.taken = Int32Array.from(taken);
  state.value = value;
  return true;
};

/** The least value that is of no use any more, for what is open now. */
const uselessFrom = (field: Field, state: StageState): number =>
  state.ordered && state.taken !== undefined && mayComeBefore(field, state.taken)
    ? state.value + 1
    : state.value;

const offerImproved = (field: Field, state: StageState, taken: Int32Array, pairs: boolean): void => {
  offer(field, state, taken);
  if (field.local === undefined || !allClausesHold(field.model, taken)) return;
  offer(field, state, field.local.improve(taken, { goal: state.goal, caps: state.caps, pairs }));
};

/** How much more the second cheapest option of an undecided choice costs than the cheapest. */
const marginAt = ({ slotStarts, reduced }: Relaxation, at: number): number => {
  let [first, second] = [Infinity, Infinity];
  for (let slot = slotStarts[at] ?? 0; slot < (slotStarts[at + 1] ?? 0); slot += 1) {
    const cost = reduced[slot] ?? 0;
    if (cost < first) [first, second] = [cost, first];
    else if (cost < second) second = cost;
  }
  return second - first;
};

/** Open options of an undecided choice by ascending cost, then by place. */
const optionsByCost = ({ slotStarts, slotOptions, reduced }: Relaxation, at: number): readonly number[] => {
  const slots: number[] = [];
  for (let slot = slotStarts[at] ?? 0; slot < (slotStarts[at + 1] ?? 0); slot += 1) slots.push(slot);
  return slots
    .sort((a, b) => (reduced[a] ?? 0) - (reduced[b] ?? 0) || a - b)
    .map((slot) => slotOptions[slot] ?? 0);
};

/**
 * Completes a package from the picks: choices in descending margin between their two cheapest options, items first,
 * each at its cheapest option that leaves a way; undefined where that runs into a dead end.
 */
const completePicks = ({ model, domains, relaxation }: Field): Int32Array | undefined => {
  const order = Array.from({ length: relaxation.undecided() }, (_, at) => ({
    choice: relaxation.choices[at] ?? 0,
    margin: marginAt(relaxation, at),
    options: optionsByCost(relaxation, at),
  })).sort(
    (a, b) =>
      Number(a.choice >= model.items) - Number(b.choice >= model.items) ||
      b.margin - a.margin ||
      a.choice - b.choice,
  );
  const start = domains.mark();
  const settle = (options: readonly number[]): boolean =>
    options.some((option) => {
      if (domains.open[option] !== 1) return false;
      const mark = domains.mark();
      if (domains.take(option) && domains.propagate()) return true;
      domains.undo(mark);
      return false;
    });
  const isWhole = order.every(({ choice, options }) => domains.count[choice] === 1 || settle(options));
  const taken = isWhole ? settled(model, domains) : undefined;
  domains.undo(start);
  return taken;
};

/** The options of all choices, each of which has one left. */
const settled = ({ choices, starts }: ChoiceModel, { open }: Domains): Int32Array => {
  const taken = new Int32Array(choices);
  for (let choice = 0; choice < choices; choice += 1) {
    let option = starts[choice] ?? 0;
    while (open[option] !== 1) option += 1;
    taken[choice] = option;
  }
  return taken;
};

/**
 * Closes options whose priced cost takes the bound above the limit. The relaxation holds the last value; false where
 * nothing is left. Something closed means a refresh.
 */
const closeAbove = ({ domains, relaxation }: Field, value: number, limit: number): boolean => {
  const { reduced, slotStarts, slotOptions, picks, choices } = relaxation;
  const [margin, count, mark] = [relaxation.margin(), relaxation.undecided(), domains.mark()];
  for (let at = 0; at < count; at += 1) {
    const [from, to, pick] = [slotStarts[at] ?? 0, slotStarts[at + 1] ?? 0, picks[choices[at] ?? 0]];
    let least = Infinity;
    for (let slot = from; slot < to; slot += 1) least = Math.min(least, reduced[slot] ?? 0);
    for (let slot = from; slot < to; slot += 1) {
      const option = slotOptions[slot] ?? 0;
      if (option === pick || Math.ceil(value + (reduced[slot] ?? 0) - least - margin) <= limit) continue;
      if (!domains.remove(option)) return false;
    }
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
 * The undecided choice to branch on, by place: where taking one or the other of the two cheapest options moves the
 * priced rows most, less what the relaxation already sees. Negative where all is settled.
 */
const branchingPlace = ({ model, relaxation }: Field): number => {
  const { weights, rowScales, reduced, slotStarts, slotOptions } = relaxation;
  const { rows, costs } = model;
  let importance = 0;
  for (let row = 0; row < rows; row += 1) importance += Math.abs(weights[row] ?? 0) * (rowScales[row] ?? 0);
  let [best, chosen] = [-Infinity, -1];
  for (let at = 0; at < relaxation.undecided(); at += 1) {
    let [first, second] = [-1, -1];
    for (let slot = slotStarts[at] ?? 0; slot < (slotStarts[at + 1] ?? 0); slot += 1) {
      const cost = reduced[slot] ?? 0;
      if (first < 0 || cost < (reduced[first] ?? 0)) [first, second] = [slot, first];
      else if (second < 0 || cost < (reduced[second] ?? 0)) second = slot;
    }
    const [one, other] = [(slotOptions[first] ?? 0) * rows, (slotOptions[second] ?? 0) * rows];
    let square = 0;
    for (let row = 0; row < rows; row += 1) {
      const weight = weights[row] ?? 0;
      if (weight === 0) continue;
      const difference = (costs[one + row] ?? 0) - (costs[other + row] ?? 0);
      square += (Math.abs(weight) * difference * difference) / (rowScales[row] ?? 1);
    }
    const score = Math.sqrt(square * importance) - ((reduced[second] ?? 0) - (reduced[first] ?? 0));
    if (score > best) {
      best = score;
      chosen = at;
    }
  }
  return chosen;
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

/** What no package in the nodes that are still open goes below. */
const leastBound = (stack: readonly Frame[], value: number): number =>
  stack.reduce(
    (least, { bound, next, options }) => (next < options.length ? Math.min(least, bound) : least),
    value,
  );

/** One node: what is left to branch on, or undefined where it is done with. */
const nodeOf = (
  field: Field,
  state: StageState,
  pricing: Pricing,
  guards: readonly Guard[],
  parent: Pick<Frame, 'multipliers' | 'held'>,
  mark: number,
): Frame | undefined => {
  const { relaxation } = field;
  const isUseless = (value: number): boolean =>
    Math.ceil(value - relaxation.margin()) >= uselessFrom(field, state);
  relaxation.refresh();
  const first = relaxation.ascend(pricing, parent.multipliers, {
    iterations: NODE_ITERATIONS,
    target: () => uselessFrom(field, state),
    step: STEP,
    patience: NODE_PATIENCE,
  });
  if (isUseless(first.value)) return undefined;
  const held = heldToGuards(field, guards, parent.held);
  if (held === undefined) return undefined;
  const value = relaxation.evaluate(pricing, first.multipliers);
  if (isUseless(value) || !closeAbove(field, value, uselessFrom(field, state) - 1)) return undefined;
  const bound = relaxation.evaluate(pricing, first.multipliers);
  if (isUseless(bound)) return undefined;
  const least = Math.ceil(bound - relaxation.margin());
  const picked = relaxation.picks.slice();
  if (offer(field, state, picked)) {
    offerImproved(field, state, picked, true);
    if (isUseless(bound)) return undefined;
  } else if (state.taken === undefined) {
    const whole = completePicks(field);
    if (whole !== undefined) offerImproved(field, state, whole, false);
  }
  const place = branchingPlace(field);
  if (place < 0) return undefined;
  const options = optionsByCost(relaxation, place);
  return { mark, bound: least, multipliers: first.multipliers, held, options, next: 0 };
};

/** The root: many steps of the relaxation, with packages completed on the way; the first one at once. */
function* searchRoot(field: Field, state: StageState, pricing: Pricing): Generator<undefined, Float64Array> {
  const { relaxation } = field;
  const complete = (pairs: boolean): void => {
    const whole = completePicks(field);
    if (whole !== undefined) offerImproved(field, state, whole, pairs);
  };
  const start = relaxation.start(pricing);
  relaxation.refresh();
  relaxation.evaluate(pricing, start);
  complete(false);
  yield;
  const { value, multipliers } = relaxation.ascend(pricing, start, {
    iterations: ROOT_ITERATIONS,
    target: () => state.value,
    step: STEP,
    patience: ROOT_PATIENCE,
    afterStep: (iteration) => {
      if (iteration % COMPLETE_EVERY === COMPLETE_EVERY - 1) complete(false);
    },
  });
  state.bound = Math.ceil(value - relaxation.margin());
  relaxation.evaluate(pricing, multipliers);
  complete(true);
  if (state.taken !== undefined) offerImproved(field, state, state.taken, true);
  yield;
  return multipliers;
}

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
  const root = yield* searchRoot(field, state, pricing);
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
    if (option === undefined || top.bound >= state.value + Number(state.ordered)) {
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
