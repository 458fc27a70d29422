import { constraintCore } from '../answer/constraint-core.ts';
import { comparedWith, type ComparedPackage } from '../answer/explain-package.ts';
import { infeasibility, type Infeasibility } from '../answer/infeasibility.ts';
import type { Choice } from '../problem/problem-index.ts';
import type { SearchSetting } from './search-setting.ts';
import {
  solve,
  unsolved,
  type HelpingSolver,
  type Question,
  type SearchTools,
  type SolveState,
  type StageReport,
} from './solve.ts';
import { improveBySwaps, type SwapFigures } from './swap-search.ts';

/** What the search is at. */
export const SEARCH_PHASES = ['package', 'nextBest', 'leastTotal', 'redLines', 'accepting', 'done'] as const;
export type SearchPhase = (typeof SEARCH_PHASES)[number];

/** What may end a search, and what helps it. */
export interface SearchLimits {
  readonly now: () => number;
  readonly shouldStop: () => boolean;
  readonly milp: HelpingSolver | undefined;
  readonly timeMs: number;
  readonly explained: boolean;
}

/** A search as it stands; everything in it may change between two steps. */
export interface SearchCourse {
  phase: SearchPhase;
  readonly main: SolveState;
  stopped: 'time' | 'cancelled' | null;
  /** The package by swaps, where the objective or a tolerance asks for one. */
  swapped: Choice | undefined;
  nextBest: ComparedPackage | null;
  leastTotal: ComparedPackage | null;
  infeasibility: Infeasibility | null;
  nodes: number;
  /** When the piece of work that is being done has to end. */
  deadline: number;
}

/** A course before its first step. */
export const courseFrom = ({ now, timeMs }: SearchLimits): SearchCourse => ({
  phase: 'package',
  main: unsolved(),
  stopped: null,
  swapped: undefined,
  nextBest: null,
  leastTotal: null,
  infeasibility: null,
  nodes: 0,
  deadline: now() + timeMs,
});

/** Stages of the package that are settled, and the one at work. */
export const stagesOf = ({ main }: SearchCourse): readonly StageReport[] =>
  main.current === undefined ? main.stages : [...main.stages, main.current];

/** The best package that is known, if any. */
export const bestOf = ({ isTolerant }: SearchSetting, { swapped, main }: SearchCourse): Choice | undefined =>
  swapped ?? (isTolerant ? undefined : main.choice);

interface Work {
  readonly setting: SearchSetting;
  readonly limits: SearchLimits;
  readonly course: SearchCourse;
}
type Pieces<T> = Generator<undefined, T>;

const toolsOf = ({ limits: { milp, shouldStop, now }, course }: Work): SearchTools => ({
  milp,
  shouldStop,
  timeLeft: () => Math.max(0, course.deadline - now()),
});

/** Runs a piece of work to its end; false where time or somebody stopped it. */
function* within({ limits, course }: Work, piece: Pieces<void>): Pieces<boolean> {
  for (;;) {
    if (limits.shouldStop()) course.stopped = 'cancelled';
    if (course.stopped === 'cancelled' || limits.now() >= course.deadline) return false;
    if (piece.next().done === true) return true;
    yield;
  }
}

/** A side question, with its share of the time for explaining. */
function* asked(work: Work, of: Partial<Question>, phase: SearchPhase): Pieces<SolveState> {
  const { course, limits, setting } = work;
  course.phase = phase;
  course.deadline = limits.now() + limits.timeMs / 2;
  const state = unsolved();
  yield* within(work, solve({ ...setting.question, ...of }, toolsOf(work), state));
  course.nodes += state.nodes;
  return state;
}

/** Swaps from what the stages found, and from the base; the better of the two, where it holds. */
function* findBySwaps(work: Work): Pieces<void> {
  const { course } = work;
  const { index, figuresOf, compare } = work.setting;
  let best: { readonly choice: Choice; readonly figures: SwapFigures } | undefined;
  for (const choice of [course.main.choice, index.bases]) {
    if (choice === undefined) continue;
    const state = { choice, figures: figuresOf(choice), tried: 0 };
    yield* within(work, improveBySwaps(index, figuresOf, compare, state));
    course.nodes += state.tried;
    if (best === undefined || compare(state.figures, best.figures) < 0) best = state;
  }
  if (best?.figures.broken === 0 && best.figures.refusing === 0) course.swapped = best.choice;
}

/** What stands in the way where nothing holds. */
function* findInfeasibility(work: Work): Pieces<void> {
  const { index, costs, acceptance } = work.setting;
  const core = constraintCore(index);
  // Where more support can harm, giving up red lines is no way to anything.
  const canLift =
    core === undefined && (acceptance.kind === 'veto' || (acceptance.monotone && acceptance.ways.length > 0));
  const lines = canLift ? yield* asked(work, { purpose: 'countRedLines' }, 'redLines') : undefined;
  const accepting =
    core === undefined ? yield* asked(work, { purpose: 'countAccepting' }, 'accepting') : undefined;
  work.course.infeasibility = infeasibility(index, costs, acceptance, { core, lines, accepting });
}

/** The packages that ours is compared with. */
function* findOthers(work: Work, choice: Choice): Pieces<void> {
  const { course } = work;
  const { index, costs, objective, bySwaps } = work.setting;
  const compared = ({ choice: other, status }: SolveState): ComparedPackage | null =>
    other === undefined ? null : comparedWith(index, costs, choice, other, status === 'found');
  if (!bySwaps) course.nextBest = compared(yield* asked(work, { except: choice }, 'nextBest'));
  const isLeast = objective === 'leastTotal' && !bySwaps;
  course.leastTotal = compared(
    isLeast ? course.main : yield* asked(work, { objective: 'leastTotal' }, 'leastTotal'),
  );
}

/** The whole search: the package by stages, then by swaps where asked for, then what explains it. */
export function* searchWork(
  setting: SearchSetting,
  limits: SearchLimits,
  course: SearchCourse,
): Pieces<void> {
  const work: Work = { setting, limits, course };
  const { main } = course;
  const isDone = yield* within(work, solve(setting.question, toolsOf(work), main));
  course.nodes += main.nodes;
  const isOpen = !isDone || main.status === 'open';
  if (isOpen && course.stopped === null) course.stopped = 'time';
  if (setting.bySwaps && main.status !== 'infeasible') {
    if (isOpen) course.deadline = limits.now() + limits.timeMs / 2;
    yield* findBySwaps(work);
  }
  if (!limits.explained || course.stopped === 'cancelled') return;
  const choice = bestOf(setting, course);
  if (main.status === 'infeasible') yield* findInfeasibility(work);
  else if (choice !== undefined) yield* findOthers(work, choice);
}
