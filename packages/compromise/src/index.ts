export { assessPackage, type PackageAssessment } from './answer/assess-package.ts';
export type { ItemAdvice } from './advice/alternatives-advice.ts';
export { FIGURE_UNIT } from './answer/evaluate-package.ts';
export type {
  ComparedPackage,
  Explanation,
  LeastSatisfied,
  SecondAlternative,
} from './answer/explain-package.ts';
export type { Infeasibility, RedLine } from './answer/infeasibility.ts';
export type { PackageAnswer } from './answer/package-answer.ts';
export type { ChosenAlternative, GroupFigure, PackageView } from './answer/package-view.ts';
export { amendmentLeaving, amendmentWordings } from './deliberation/amendment-wordings.ts';
export { bracketStances, type BracketParties } from './deliberation/bracket-stances.ts';
export {
  adoptsOf,
  alternativeFor,
  packageQuestion,
  wordingsRefusal,
  type PackageQuestion,
  type PackageScope,
  type QuestionAnswer,
  type QuestionParts,
  type QuestionRefusal,
} from './deliberation/package-question.ts';
export { openInScope, type AlternativeMeaning } from './deliberation/paragraph-items.ts';
export type { Wording } from './deliberation/wording.ts';
export type { TabledWords, UnweighedAmendment, UnweighedReason } from './deliberation/whole-amendments.ts';
export type { MilpAnswer, MilpLimits, MilpModel, MilpSolver } from './milp/milp-solver.ts';
export {
  PACKAGE_ALLOWANCE,
  PACKAGE_TIME_MS,
  packageSearch,
  type PackageOptions,
  type PackageProgress,
  type PackageSearch,
  type PackageTools,
  type StartedSearch,
} from './package-search.ts';
export { DISSATISFACTION, type Dissatisfaction } from './problem/dissatisfaction.ts';
export { PACKAGE_LIMITS } from './problem/package-limits.ts';
export type {
  Alternative,
  AlternativeId,
  PackageCondition,
  PackageGroup,
  PackageItem,
  PackageMember,
  PackageProblem,
  PackageStance,
  SettledFate,
} from './problem/package-problem.ts';
export {
  PACKAGE_EXPECTED,
  PACKAGE_REFUSALS,
  type PackageExpected,
  type PackageRefusal,
  type PackageRefusalCode,
} from './problem/package-refusal.ts';
export { parseProblem, type ParsedProblem } from './problem/parse-problem.ts';
export { OBJECTIVES, STAGE_NAMES, type Objective, type StageName } from './search/objective.ts';
export { SEARCH_PHASES, type SearchPhase } from './search/search-course.ts';
export { METHODS, type Method, type StageReport } from './search/solve.ts';
