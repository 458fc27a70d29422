import { groupCosts, type GroupCosts } from '../answer/evaluate-package.ts';
import { acceptanceOf, type Acceptance } from '../model/acceptance.ts';
import type { PackageProblem } from '../problem/package-problem.ts';
import type { PackageRefusal } from '../problem/package-refusal.ts';
import { problemIndex, type Choice, type ProblemIndex } from '../problem/problem-index.ts';
import type { Objective } from './objective.ts';
import type { Question } from './solve.ts';
import { byProduct, byWorst, swapFigures, type Comparison, type SwapFigures } from './swap-search.ts';

/** What does not change while a package is looked for. */
export interface SearchSetting {
  readonly index: ProblemIndex;
  readonly acceptance: Acceptance;
  readonly costs: GroupCosts;
  readonly objective: Objective;
  readonly question: Question;
  /** The package is found by swaps: the objective or a tolerance asks for that. */
  readonly bySwaps: boolean;
  readonly isTolerant: boolean;
  readonly figuresOf: (choice: Choice) => SwapFigures;
  readonly compare: Comparison;
}

export type SettingAnswer =
  | { readonly ok: true; readonly setting: SearchSetting }
  | { readonly ok: false; readonly refusal: PackageRefusal };

/** Puts a problem in order for the search; refused where its rule cannot be put into rows. */
export const searchSetting = (
  problem: PackageProblem,
  objective: Objective,
  allowance: Question['allowance'],
): SettingAnswer => {
  const index = problemIndex(problem);
  const accepted = acceptanceOf(problem.rule, index.members);
  if (!accepted.ok) return accepted;
  const { acceptance } = accepted;
  const costs = groupCosts(index);
  const isTolerant = problem.members.some(({ tolerance }) => tolerance !== undefined);
  // Only swaps and explanations need these figures: the search by stages has its own.
  let swapping: SearchSetting['figuresOf'] | undefined;
  return {
    ok: true,
    setting: {
      index,
      acceptance,
      costs,
      objective,
      question: {
        index,
        acceptance,
        costs,
        allowance,
        objective: objective === 'nash' ? 'minMax' : objective,
      },
      isTolerant,
      bySwaps: objective === 'nash' || isTolerant,
      figuresOf: (choice) => (swapping ??= swapFigures(index, costs, acceptance))(choice),
      compare: objective === 'nash' ? byProduct(index, costs) : byWorst,
    },
  };
};
