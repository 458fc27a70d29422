import { alternativesAdvice } from './advice/alternatives-advice.ts';
import { constraintCore } from './answer/constraint-core.ts';
import { evaluatePackage, groupCosts, worstOf } from './answer/evaluate-package.ts';
import {
  comparedWith,
  explainPackage,
  type ComparedPackage,
  type Explanation,
} from './answer/explain-package.ts';
import { infeasibility, type Infeasibility } from './answer/infeasibility.ts';
import type { PackageAnswer } from './answer/package-answer.ts';
import { viewOf } from './answer/package-view.ts';
import type { MilpSolver } from './milp/milp-solver.ts';
import { acceptanceOf } from './model/acceptance.ts';
import type { PackageProblem } from './problem/package-problem.ts';
import type { PackageRefusal } from './problem/package-refusal.ts';
import { problemIndex, type Choice } from './problem/problem-index.ts';
import type { Objective } from './search/objective.ts';
import {
  solve,
  unsolved,
  type Question,
  type SearchTools,
  type SolveState,
  type StageReport,
} from './search/solve.ts';
import { byProduct, byWorst, improveBySwaps, swapFigures, type Comparison } from './search/swap-search.ts';

/** Milliseconds that the search for the package may take unless told otherwise; explaining may take as much again. */
export const PACKAGE_TIME_MS = 10_000;
/** Nodes that a stage under a rule that counts may take before a mixed-integer solver is asked. */
const MILP_AFTER_NODES = 4_000;
/** How far `capped` may leave the least worst figure behind, as n/d, unless told otherwise. */
export const PACKAGE_ALLOWANCE = { n: 1n, d: 20n } as const;

export interface PackageOptions {
  readonly objective?: Objective;
  /** For `capped`: ε as n/d, zero or more. */
  readonly allowance?: { readonly n: bigint; readonly d: bigint };
  readonly timeMs?: number;
  /** Whether the other packages of an explanation are looked for, and what stands in the way where nothing holds. */
  readonly explained?: boolean;
}

/** What a search needs of the world; none of it decides anything. */
export interface PackageTools {
  /** Milliseconds of any clock that does not go back. */
  readonly now: () => number;
  /** Asked often; true ends the search with what it has. */
  readonly shouldStop?: () => boolean;
  /** Helps under rules that count, where the search itself does not come to an end. */
  readonly milp?: MilpSolver;
  /** Nodes of a stage after which it is asked; with 0 it is asked at once. */
  readonly milpAfterNodes?: number;
}

/** What the search is at. */
export const SEARCH_PHASES = ['package', 'nextBest', 'leastTotal', 'redLines', 'accepting', 'done'] as const;
export type SearchPhase = (typeof SEARCH_PHASES)[number];

export interface PackageProgress {
  readonly done: boolean;
  readonly phase: SearchPhase;
  /** Stages of the package that are settled, and the one at work. */
  readonly stages: readonly StageReport[];
  readonly nodes: number;
  readonly timeMs: number;
}

/** A search that goes on step by step, so that whoever runs it can tell how far it is, and stop. */
export interface PackageSearch {
  /** Does at most so many pieces of work, each of which ends soon. */
  readonly step: (steps: number) => PackageProgress;
  /** The best that is known now; after the last step, the answer. */
  readonly answer: () => PackageAnswer;
}

export type StartedSearch =
  | { readonly ok: true; readonly search: PackageSearch }
  | { readonly ok: false; readonly refusal: PackageRefusal };

/** Everything that changes while a search runs. */
interface Course {
  phase: SearchPhase;
  main: SolveState;
  stopped: PackageAnswer['stopped'];
  /** The package by swaps, where the objective or a tolerance asks for one. */
  swapped: Choice | undefined;
  nextBest: ComparedPackage | null;
  leastTotal: ComparedPackage | null;
  infeasibility: Infeasibility | null;
  nodes: number;
}

/**
 * Starts looking for the best package of a problem (engine-spec 5). Refused where the rule cannot be put into rows. The
 * answer depends on nothing but the problem and the options, unless the search is stopped by time or by hand.
 */
export const packageSearch = (
  problem: PackageProblem,
  options: PackageOptions,
  tools: PackageTools,
): StartedSearch => {
  const {
    objective = 'minMax',
    allowance = PACKAGE_ALLOWANCE,
    timeMs = PACKAGE_TIME_MS,
    explained = true,
  } = options;
  const { now, shouldStop = () => false, milp, milpAfterNodes = MILP_AFTER_NODES } = tools;
  const index = problemIndex(problem);
  const accepted = acceptanceOf(problem.rule, index.members);
  if (!accepted.ok) return accepted;
  const { acceptance } = accepted;
  const costs = groupCosts(index);
  const figuresOf = swapFigures(index, costs, acceptance);
  const isTolerant = problem.members.some(({ tolerance }) => tolerance !== undefined);
  const bySwaps = objective === 'nash' || isTolerant;
  const compare: Comparison = objective === 'nash' ? byProduct(index, costs) : byWorst;
  const question: Question = {
    index,
    acceptance,
    costs,
    allowance,
    objective: objective === 'nash' ? 'minMax' : objective,
  };
  const began = now();
  let ended: number | undefined;
  let deadline = began + timeMs;
  const course: Course = {
    phase: 'package',
    main: unsolved(),
    stopped: null,
    swapped: undefined,
    nextBest: null,
    leastTotal: null,
    infeasibility: null,
    nodes: 0,
  };
  const searchTools: SearchTools = {
    milp: milp === undefined ? undefined : { solver: milp, afterNodes: milpAfterNodes },
    shouldStop,
    timeLeft: () => Math.max(0, deadline - now()),
  };

  /** Runs a piece of the search; false where time or somebody stopped it. */
  function* within(work: Generator<undefined, void>): Generator<undefined, boolean> {
    for (;;) {
      if (shouldStop()) course.stopped = 'cancelled';
      if (course.stopped === 'cancelled' || now() >= deadline) return false;
      if (work.next().done === true) return true;
      yield;
    }
  }
  /** A side question, with its share of the time for explaining. */
  function* asked(of: Partial<Question>, phase: SearchPhase): Generator<undefined, SolveState> {
    course.phase = phase;
    deadline = now() + timeMs / 2;
    const state = unsolved();
    yield* within(solve({ ...question, ...of }, searchTools, state));
    course.nodes += state.nodes;
    return state;
  }
  const bestChoice = (): Choice | undefined =>
    course.swapped ?? (isTolerant ? undefined : course.main.choice);

  function* findBySwaps(): Generator<undefined, void> {
    const starts = [course.main.choice, index.bases].filter((choice) => choice !== undefined);
    let best: { readonly choice: Choice; readonly figures: ReturnType<typeof figuresOf> } | undefined;
    for (const choice of starts) {
      const state = { choice, figures: figuresOf(choice), tried: 0 };
      yield* within(improveBySwaps(index, figuresOf, compare, state));
      course.nodes += state.tried;
      if (best === undefined || compare(state.figures, best.figures) < 0) best = state;
    }
    if (best?.figures.broken === 0 && best.figures.refusing === 0) course.swapped = best.choice;
  }
  function* findInfeasibility(): Generator<undefined, void> {
    const core = constraintCore(index);
    // Where more support can harm, giving up red lines is no way to anything.
    const canLift =
      core === undefined &&
      (acceptance.kind === 'veto' || (acceptance.monotone && acceptance.ways.length > 0));
    const lines = canLift ? yield* asked({ purpose: 'countRedLines' }, 'redLines') : undefined;
    const accepting =
      core === undefined ? yield* asked({ purpose: 'countAccepting' }, 'accepting') : undefined;
    course.infeasibility = infeasibility(index, costs, acceptance, {
      core,
      lines:
        lines?.choice === undefined
          ? undefined
          : { choice: lines.choice, lifting: lines.lifting, proven: lines.stages[0]?.proven === true },
      accepting:
        accepting?.choice === undefined
          ? undefined
          : { choice: accepting.choice, proven: accepting.stages[0]?.proven === true },
    });
  }
  function* findOthers(choice: Choice): Generator<undefined, void> {
    if (!bySwaps) {
      const next = yield* asked({ except: choice }, 'nextBest');
      if (next.choice !== undefined)
        course.nextBest = comparedWith(index, costs, choice, next.choice, next.status === 'found');
    }
    const least =
      objective === 'leastTotal' && !bySwaps
        ? course.main
        : yield* asked({ objective: 'leastTotal' }, 'leastTotal');
    if (least.choice !== undefined)
      course.leastTotal = comparedWith(index, costs, choice, least.choice, least.status === 'found');
  }
  function* work(): Generator<undefined, void> {
    const isDone = yield* within(solve(question, searchTools, course.main));
    course.nodes += course.main.nodes;
    const isOpen = !isDone || course.main.status === 'open';
    if (isOpen && course.stopped === null) course.stopped = 'time';
    if (bySwaps && course.main.status !== 'infeasible') {
      if (isOpen) deadline = now() + timeMs / 2;
      yield* findBySwaps();
    }
    if (!explained || course.stopped === 'cancelled') return;
    const choice = bestChoice();
    if (course.main.status === 'infeasible') yield* findInfeasibility();
    else if (choice !== undefined) yield* findOthers(choice);
  }

  const stagesNow = (): readonly StageReport[] => {
    const { stages, current } = course.main;
    return current === undefined ? stages : [...stages, current];
  };

  const running = work();
  const step = (steps: number): PackageProgress => {
    for (let at = 0; at < steps && course.phase !== 'done'; at += 1)
      if (running.next().done === true) {
        course.phase = 'done';
        ended = now();
      }
    return {
      done: course.phase === 'done',
      phase: course.phase,
      stages: stagesNow(),
      nodes: Math.max(course.nodes, course.main.nodes),
      timeMs: (ended ?? now()) - began,
    };
  };

  /** Value and bound of the goal that the objective is about. */
  const mainGoal = (choice: Choice | undefined): Pick<PackageAnswer, 'value' | 'bound' | 'gap'> => {
    if (objective === 'nash' || choice === undefined) return { value: null, bound: null, gap: null };
    const isTotal =
      objective === 'leastTotal' ||
      objective === 'capped' ||
      index.groups.every(({ weight }) => weight === 0);
    const name = isTotal ? 'total' : 'worstGroup';
    const figures = evaluatePackage(index, choice, costs);
    const value = isTotal ? figures.total : worstOf(figures.groups);
    const bound = stagesNow().find((stage) => stage.name === name)?.bound ?? null;
    return { value, bound, gap: bound === null ? null : value === 0 ? 0 : (value - bound) / value };
  };
  const explanationOf = (choice: Choice): Explanation => ({
    ...explainPackage(index, costs, figuresOf, choice),
    nextBest: course.nextBest,
    leastTotal: course.leastTotal,
  });
  const answer = (): PackageAnswer => {
    const { main } = course;
    const choice = bestChoice();
    return {
      objective,
      rule: problem.rule.id,
      status: main.status === 'infeasible' ? 'infeasible' : choice === undefined ? 'unknown' : 'found',
      proven: main.status === 'infeasible' || (main.status === 'found' && !bySwaps),
      stopped: course.stopped,
      method: bySwaps && main.status !== 'infeasible' ? 'localSearch' : main.method,
      ...mainGoal(choice),
      stages: stagesNow(),
      package: choice === undefined ? null : viewOf(index, costs, choice),
      explanation: choice === undefined ? null : explanationOf(choice),
      infeasibility: course.infeasibility,
      advice: alternativesAdvice(index, choice ?? index.bases),
      nodes: Math.max(course.nodes, main.nodes),
      timeMs: (ended ?? now()) - began,
    };
  };
  return { ok: true, search: { step, answer } };
};
