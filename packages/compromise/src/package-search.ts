import { alternativesAdvice } from './advice/alternatives-advice.ts';
import { evaluatePackage, worstOf } from './answer/evaluate-package.ts';
import { explainPackage } from './answer/explain-package.ts';
import type { PackageAnswer } from './answer/package-answer.ts';
import { viewOf } from './answer/package-view.ts';
import type { MilpSolver } from './milp/milp-solver.ts';
import type { PackageProblem } from './problem/package-problem.ts';
import type { PackageRefusal } from './problem/package-refusal.ts';
import type { Choice } from './problem/problem-index.ts';
import type { Objective } from './search/objective.ts';
import {
  bestOf,
  courseFrom,
  searchWork,
  stagesOf,
  type SearchCourse,
  type SearchLimits,
  type SearchPhase,
} from './search/search-course.ts';
import { searchSetting, type SearchSetting } from './search/search-setting.ts';
import type { StageReport } from './search/solve.ts';

/** Milliseconds that the search for the package may take unless told otherwise; explaining may take as much again. */
export const PACKAGE_TIME_MS = 10_000;
/** How far `capped` may leave the least worst figure behind, as n/d, unless told otherwise. */
export const PACKAGE_ALLOWANCE = { n: 1n, d: 20n } as const;
/** Nodes that a stage under a rule that counts may take before a mixed-integer solver is asked. */
const MILP_AFTER_NODES = 8_000;

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
  /** It is asked whatever the rule: for comparison. */
  readonly milpEverywhere?: boolean;
}

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

/** Value and bound of the goal that the objective is about. */
const mainGoal = (
  { index, costs, objective }: SearchSetting,
  course: SearchCourse,
  choice: Choice | undefined,
): Pick<PackageAnswer, 'value' | 'bound' | 'gap'> => {
  if (objective === 'nash' || choice === undefined) return { value: null, bound: null, gap: null };
  const isTotal =
    objective === 'leastTotal' || objective === 'capped' || index.groups.every(({ weight }) => weight === 0);
  const figures = evaluatePackage(index, choice, costs);
  const value = isTotal ? figures.total : worstOf(figures.groups);
  const name = isTotal ? 'total' : 'worstGroup';
  const bound = stagesOf(course).find((stage) => stage.name === name)?.bound ?? null;
  return { value, bound, gap: bound === null ? null : value === 0 ? 0 : (value - bound) / value };
};

/** The course as an answer. */
const answerFrom = (setting: SearchSetting, course: SearchCourse, timeMs: number): PackageAnswer => {
  const { index, costs, objective, bySwaps, figuresOf } = setting;
  const { main, nextBest, leastTotal } = course;
  const choice = bestOf(setting, course);
  const isInfeasible = main.status === 'infeasible';
  return {
    objective,
    rule: index.problem.rule.id,
    status: isInfeasible ? 'infeasible' : choice === undefined ? 'unknown' : 'found',
    proven: isInfeasible || (main.status === 'found' && !bySwaps),
    stopped: course.stopped,
    method: bySwaps && !isInfeasible ? 'localSearch' : main.method,
    ...mainGoal(setting, course, choice),
    stages: stagesOf(course),
    package: choice === undefined ? null : viewOf(index, costs, choice),
    explanation:
      choice === undefined
        ? null
        : { ...explainPackage(index, costs, figuresOf, choice), nextBest, leastTotal },
    infeasibility: course.infeasibility,
    advice: alternativesAdvice(index, choice ?? index.bases),
    nodes: Math.max(course.nodes, main.nodes),
    timeMs,
  };
};

/**
 * Starts looking for the best package of a problem (engine-spec 5). Refused where the rule cannot be put into rows. The
 * answer depends on nothing but the problem and the options, unless the search is stopped by time or by hand.
 */
export const packageSearch = (
  problem: PackageProblem,
  {
    objective = 'minMax',
    allowance = PACKAGE_ALLOWANCE,
    timeMs = PACKAGE_TIME_MS,
    explained = true,
  }: PackageOptions,
  {
    now,
    shouldStop = () => false,
    milp,
    milpAfterNodes = MILP_AFTER_NODES,
    milpEverywhere = false,
  }: PackageTools,
): StartedSearch => {
  const answered = searchSetting(problem, objective, allowance);
  if (!answered.ok) return answered;
  const { setting } = answered;
  const limits: SearchLimits = {
    now,
    shouldStop,
    milp:
      milp === undefined
        ? undefined
        : { solver: milp, afterNodes: milpAfterNodes, everywhere: milpEverywhere },
    timeMs,
    explained,
  };
  const began = now();
  let ended: number | undefined;
  const course = courseFrom(limits);
  const running = searchWork(setting, limits, course);
  const elapsed = (): number => (ended ?? now()) - began;
  const step = (steps: number): PackageProgress => {
    for (let at = 0; at < steps && course.phase !== 'done'; at += 1)
      if (running.next().done === true) {
        course.phase = 'done';
        ended = now();
      }
    return {
      done: course.phase === 'done',
      phase: course.phase,
      stages: stagesOf(course),
      nodes: Math.max(course.nodes, course.main.nodes),
      timeMs: elapsed(),
    };
  };
  return { ok: true, search: { step, answer: () => answerFrom(setting, course, elapsed()) } };
};
