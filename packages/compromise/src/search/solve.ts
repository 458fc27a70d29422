import { evaluatePackage, groupCosts, type GroupCosts } from '../answer/evaluate-package.ts';
import { orderByMilp, solveStageByMilp } from '../milp/milp-stage.ts';
import type { MilpSolver } from '../milp/milp-solver.ts';
import type { Acceptance } from '../model/acceptance.ts';
import { rowSums } from '../model/choice-model.ts';
import { compileProblem, type CompiledProblem, type Purpose, type RowCap } from '../model/compile-problem.ts';
import type { Choice, ProblemIndex } from '../problem/problem-index.ts';
import { dominatedOptions } from './dominated.ts';
import type { Caps } from './goal.ts';
import { completed } from './local-search.ts';
import {
  countStage,
  plannedStages,
  totalBound,
  type Objective,
  type PlannedStage,
  type StageName,
} from './objective.ts';
import { pricingOf } from './relaxation.ts';
import {
  closeByGuard,
  fieldOf,
  isFollowing,
  searchStage,
  stageOf,
  type Field,
  type Guard,
  type StageState,
} from './stage-search.ts';

/** Which package is looked for. */
export interface Question {
  readonly index: ProblemIndex;
  readonly acceptance: Acceptance;
  readonly objective: Exclude<Objective, 'nash'>;
  readonly allowance: { readonly n: bigint; readonly d: bigint };
  /** A package that must differ from this one. */
  readonly except?: Choice;
  /** Other than a package to decide on: where only something is counted, the objective says nothing. */
  readonly purpose?: Exclude<Purpose, 'structure'>;
  readonly costs?: GroupCosts;
}

/** What the search without a rule may take before the rule is counted: of the time, and in nodes. */
const RULELESS_PART = 0.25;
const RULELESS_NODES = 20_000;
/** Of the time that is left, what the search itself may take for a stage before the mixed-integer solver is asked. */
const OWN_PART = 0.4;

/** A mixed-integer solver that takes over where a rule that counts keeps the search from coming to an end. */
export interface HelpingSolver {
  readonly solver: MilpSolver;
  /** Nodes that the search itself tries first, in each stage; with 0 the solver is asked at once. */
  readonly afterNodes: number;
  /** It is asked under rules that do not count as well: for comparison. */
  readonly everywhere: boolean;
}

/** What a search may use, and when it has to come to an end. */
export interface SearchTools {
  readonly milp: HelpingSolver | undefined;
  /** Milliseconds left; infinite without a limit. */
  readonly timeLeft: () => number;
  readonly shouldStop: () => boolean;
}

/** How a package was found. */
export const METHODS = ['tree', 'milp', 'localSearch'] as const;
export type Method = (typeof METHODS)[number];

/** What one stage came to. */
export interface StageReport {
  readonly name: StageName;
  /** Of how many groups the figures are added, for `largestGroups`. */
  readonly groups?: number;
  /** Group figures in ten-thousandths, the total, or a count; null without a package, and for the order. */
  readonly value: number | null;
  /** No package has less, or more where members accept; null where that is not known. */
  readonly bound: number | null;
  readonly proven: boolean;
}

/** A search as it stands: whoever stops it reads the best package so far. */
export interface SolveState {
  status: 'open' | 'found' | 'infeasible';
  method: Method;
  stages: readonly StageReport[];
  /** The alternatives chosen, by place. */
  choice: Choice | undefined;
  nodes: number;
  /** Seats whose crossed red lines are counted, where a rule counts members. */
  lifting: readonly number[];
  /** The stage at work. */
  current: StageReport | undefined;
}

/** A search that has not begun. */
export const unsolved = (): SolveState => ({
  status: 'open',
  method: 'tree',
  stages: [],
  choice: undefined,
  nodes: 0,
  lifting: [],
  current: undefined,
});

interface Course {
  readonly field: Field;
  readonly tools: SearchTools;
  readonly state: SolveState;
  readonly guards: Guard[];
  readonly lifting: CompiledProblem['lifting'];
  /** A mixed-integer solver may help. */
  isHelped: boolean;
  caps: Caps;
}

const reportOf = ({ name, goal }: PlannedStage, stage: StageState, items: number): StageReport => {
  const isKnown = Number.isFinite(stage.bound);
  const shown = (value: number): number =>
    name === 'total' ? totalBound(value, items) : name === 'accepting' ? -value : value;
  return {
    name,
    ...(name === 'largestGroups' && goal.kind === 'largest' ? { groups: goal.k } : {}),
    value: stage.taken === undefined ? null : shown(stage.value),
    bound: isKnown ? shown(stage.bound) : null,
    proven: stage.done && stage.taken !== undefined,
  };
};

/** Seats that accept once their crossed red lines have gone, where the model says whose lines those are. */
const liftingIn = (lifting: CompiledProblem['lifting'], taken: Int32Array): readonly number[] =>
  lifting.flatMap(({ seat, option }) => (taken.includes(option) ? [seat] : []));

/** Takes what a stage has found so far into the state of the whole. */
const noteStage = (
  { field, state, lifting }: Course,
  stage: StageState,
  nodes: number,
  report: StageReport,
): void => {
  state.nodes = nodes + stage.nodes;
  state.current = report;
  if (stage.taken === undefined) return;
  state.choice = Array.from(stage.taken.subarray(0, field.model.items));
  state.lifting = liftingIn(lifting, stage.taken);
};

/** Searches a stage; false where it is left to the mixed-integer solver. */
function* searchItself(course: Course, stage: StageState, note: () => void): Generator<undefined, boolean> {
  const { field, guards, tools } = course;
  const helper = course.isHelped ? tools.milp : undefined;
  const [mark, stopAt] = [field.domains.mark(), tools.timeLeft() * (1 - OWN_PART)];
  const search = searchStage(field, stage, guards);
  while (search.next().done !== true) {
    note();
    if (helper !== undefined && (stage.nodes > helper.afterNodes || tools.timeLeft() < stopAt)) {
      field.domains.undo(mark);
      return false;
    }
    yield;
  }
  note();
  return true;
}

/** Runs one stage by whoever can; false where it did not come to its end. */
function* runStage(course: Course, planned: PlannedStage, stage: StageState): Generator<undefined, boolean> {
  const { field, tools, state } = course;
  const [before, { items }] = [state.nodes, field.model];
  const note = (): void => noteStage(course, stage, before, reportOf(planned, stage, items));
  if (state.method === 'tree' && (yield* searchItself(course, stage, note))) return stage.done;
  if (tools.milp !== undefined) {
    state.method = 'milp';
    yield;
    const isAnswered = solveStageByMilp(field, stage, tools.milp.solver, limitsOf(tools));
    note();
    if (isAnswered) return stage.done;
  }
  // A solver whose numbers do not hold is not asked again.
  state.method = 'tree';
  course.isHelped = false;
  yield* searchItself(course, stage, note);
  return stage.done;
}

const limitsOf = ({ timeLeft, shouldStop }: SearchTools) => ({ timeMs: timeLeft(), shouldStop });

/** The value of a settled stage, with what the objective allows above it. */
const limitOf = ({ allowance }: PlannedStage, value: number): number =>
  allowance === undefined ? value : Number((BigInt(value) * (allowance.n + allowance.d)) / allowance.d);

/** The caps with the value of a settled stage among them. */
const cappedBy = (
  { field: { model }, caps }: Course,
  { goal }: PlannedStage,
  stage: StageState,
  limit: number,
): Caps => {
  if (goal.kind === 'rows') {
    // A goal of several rows tells them apart: where it has its least value, so has each of them.
    const sums = rowSums(model, stage.taken ?? []);
    const held = goal.weights.map(({ row }): RowCap => ({ row, cap: sums[row] ?? 0 }));
    return { ...caps, rows: [...caps.rows, ...held] };
  }
  const before = (caps.ranks ?? []).slice(0, goal.k - 1);
  const last = limit - before.reduce((sum, rank) => sum + rank, 0);
  return { ...caps, ranks: [...before, ...Array.from({ length: model.groups - before.length }, () => last)] };
};

/** What a settled stage leaves for the next: a cap, and a guard that closes what would pass it. */
const settle = (course: Course, planned: PlannedStage, stage: StageState): void => {
  const { model, relaxation } = course.field;
  const limit = limitOf(planned, stage.value);
  const pricing = stage.guard?.pricing ?? pricingOf(relaxation, model.groups, planned.goal, stage.caps);
  const multipliers = stage.guard?.multipliers ?? relaxation.start(pricing);
  const guard: Guard = { pricing, multipliers, limit };
  course.caps = cappedBy(course, planned, stage, limit);
  course.guards.unshift(guard);
  if (!closeByGuard(course.field, guard))
    throw new RangeError('a package that holds was closed by its own guard');
};

/**
 * Of equally good packages the one with the lowest alternatives, in the order of the items. The search itself settles
 * that with the last stage; after a mixed-integer solver it is asked for.
 */
function* runOrder(course: Course, last: StageState): Generator<undefined, void> {
  const { field, tools, state } = course;
  const report = (proven: boolean): StageReport => ({ name: 'order', value: null, bound: null, proven });
  const before = state.nodes;
  const stage = { ...stageOf(field, last.goal, course.caps, { start: last.taken, ordered: true }) };
  if (last.guard === undefined && tools.milp !== undefined) {
    yield;
    orderByMilp(field, stage, tools.milp.solver, () => limitsOf(tools));
    noteStage(course, stage, before, report(stage.done));
  } else stage.done = last.guard !== undefined;
  if (!stage.done) {
    // Nobody could say: the search looks through all packages that hold what is settled.
    const search = searchStage(field, stage, course.guards);
    while (search.next().done !== true) {
      noteStage(course, stage, before, report(false));
      yield;
    }
    noteStage(course, stage, before, report(true));
  }
  state.stages = [...state.stages, report(stage.done)];
  state.current = undefined;
}

/** Guards of the rows that the rule asks for: what cannot reach them is left out early. */
const ruleGuards = (field: Field, rowCaps: readonly RowCap[]): Guard[] =>
  rowCaps.map(({ row, cap }) => {
    const pricing = pricingOf(
      field.relaxation,
      field.model.groups,
      { kind: 'rows', weights: [{ row, weight: 1 }] },
      { ranks: undefined, rows: [] },
    );
    return { pricing, limit: cap, multipliers: field.relaxation.start(pricing) };
  });

/** The problem without the alternatives that cannot be part of a best package. */
const presolved = ({ model, removed }: CompiledProblem, purpose: Purpose): Field | undefined => {
  const field = fieldOf(model, removed);
  // What is counted elsewhere does not prefer the lesser total.
  if (field === undefined || purpose !== 'decide') return field;
  const dominated = dominatedOptions(model, field.domains.open);
  return dominated.length === 0 ? field : fieldOf(model, [...removed, ...dominated]);
};

/**
 * Without any rule first: where the best package of all has the rule's consent, nothing is better under the rule, and
 * nobody need count. True where that settles the question. Takes no more than a part of the time.
 */
function* solveWithoutRule(
  question: Question,
  tools: SearchTools,
  state: SolveState,
): Generator<undefined, boolean> {
  const free = unsolved();
  const search = solve({ ...question, acceptance: { kind: 'veto', holders: [] } }, tools, free);
  const stopAt = tools.timeLeft() * (1 - RULELESS_PART);
  const holds = (choice: Choice | undefined): choice is Choice =>
    choice !== undefined && evaluatePackage(question.index, choice, question.costs).feasible;
  let last: Choice | undefined;
  while (search.next().done !== true) {
    state.nodes = free.nodes;
    // What happens to have the consent of the rule is a package to begin with.
    if (free.choice !== last && holds(free.choice)) state.choice = free.choice;
    last = free.choice;
    if (free.nodes > RULELESS_NODES || tools.timeLeft() < stopAt) return false;
    yield;
  }
  state.nodes = free.nodes;
  if (free.status !== 'infeasible' && !holds(free.choice)) return false;
  state.status = free.status;
  state.stages = free.stages;
  state.choice = free.choice;
  return true;
}

/**
 * Looks for the best package, stage by stage (engine-spec 5.2). Each step of the generator is a piece of work that ends
 * soon; the state can be read between any two. Under a rule that counts, a stage that the search does not settle goes to
 * the mixed-integer solver, where there is one.
 */
export function* solve(
  question: Question,
  tools: SearchTools,
  state: SolveState,
): Generator<undefined, void> {
  const { index, acceptance, objective, allowance, except, purpose = 'decide' } = question;
  const costs = question.costs ?? groupCosts(index);
  if (purpose === 'decide' && acceptance.kind === 'counted')
    if (yield* solveWithoutRule({ ...question, costs }, tools, state)) return;
  const compiled = compileProblem(index, { purpose, acceptance, except, costs });
  const field = presolved(compiled, purpose);
  if (field === undefined) {
    state.status = 'infeasible';
    return;
  }
  const { model } = field;
  const course: Course = {
    field,
    tools,
    state,
    guards: ruleGuards(field, compiled.rowCaps),
    lifting: compiled.lifting,
    isHelped:
      tools.milp?.everywhere === true || acceptance.kind === 'counted' || purpose === 'countAccepting',
    caps: { ranks: undefined, rows: compiled.rowCaps },
  };
  if (course.isHelped && tools.milp?.afterNodes === 0) state.method = 'milp';
  const plan =
    purpose === 'decide'
      ? plannedStages(objective, { groups: model.groups, items: model.items, allowance })
      : [countStage(purpose, compiled.countRow)];
  let last: StageState | undefined;
  for (const [at, planned] of plan.entries()) {
    const stage = stageOf(field, planned.goal, course.caps, {
      start: last?.taken ?? startFrom(field, state.choice),
      ordered: at === plan.length - 1,
    });
    const isDone = yield* runStage(course, planned, stage);
    if (isDone && stage.taken === undefined) {
      state.status = 'infeasible';
      return;
    }
    state.stages = [...state.stages, reportOf(planned, stage, model.items)];
    state.current = undefined;
    if (!isDone) return;
    settle(course, planned, stage);
    last = stage;
  }
  if (last === undefined) return;
  yield* runOrder(course, last);
  state.status = 'found';
}

/** A package that is known to hold, with what follows from it. */
const startFrom = ({ model }: Field, choice: Choice | undefined): Int32Array | undefined =>
  choice === undefined || !isFollowing(model) ? undefined : completed(model, choice);
