import type { RuleId } from '@plenary/consensus';
import type { ItemAdvice } from '../advice/alternatives-advice.ts';
import type { Objective } from '../search/objective.ts';
import type { Method, StageReport } from '../search/solve.ts';
import type { Explanation } from './explain-package.ts';
import type { Infeasibility } from './infeasibility.ts';
import type { PackageView } from './package-view.ts';

/** Everything that is known about the best package. */
export interface PackageAnswer {
  readonly objective: Objective;
  readonly rule: RuleId;
  /** `unknown` where the search was stopped before it met any package that holds. */
  readonly status: 'found' | 'infeasible' | 'unknown';
  /** No package is better by the objective; equal ones come later in the order of the alternatives. */
  readonly proven: boolean;
  /** Why the search was ended early; `cancelled` also where the package was proven, and only its explanation was not. */
  readonly stopped: 'time' | 'cancelled' | null;
  readonly method: Method;
  /** Value of the objective's first goal, and what no package goes below; null where there is none, or it is not known. */
  readonly value: number | null;
  readonly bound: number | null;
  /** (value − bound) / value, for showing; zero where the value is zero. */
  readonly gap: number | null;
  readonly stages: readonly StageReport[];
  readonly package: PackageView | null;
  readonly explanation: Explanation | null;
  readonly infeasibility: Infeasibility | null;
  /** For every item with more than two alternatives (engine-spec 5.3). */
  readonly advice: readonly ItemAdvice[];
  readonly nodes: number;
  readonly timeMs: number;
}
