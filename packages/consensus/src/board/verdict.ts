import { evaluateRule } from '../rules/evaluate.ts';
import { STANCES_PER_SLOT } from '../tallies/tally-plan.ts';
import type { Missing } from '../types.ts';
import type { BoardPlan } from './board-plan.ts';
import { robustness, standingRobustness, type Robustness } from './robustness.ts';
import type { StandingItem } from './standing-item.ts';

/** What the rule makes of an item as it stands. */
export interface Verdict {
  readonly holds: boolean;
  readonly missing: readonly Missing[];
  readonly sturdy: Robustness | null;
}

/** By the closures of the rule where it has them, else member by member. */
export const verdictOn = (
  { rule, compiled, first, gains, flags }: BoardPlan,
  { deciding, ballots }: StandingItem,
): Verdict => {
  const outcome = compiled?.outcome(deciding.sums, first * STANCES_PER_SLOT);
  const result = outcome === 'adopted' ? undefined : evaluateRule(rule, ballots, flags);
  const holds = outcome === 'adopted' || result?.outcome === 'adopted';
  const sturdy =
    compiled === undefined
      ? robustness(rule, ballots, flags, holds)
      : standingRobustness(compiled, deciding.sums, first, holds);
  return { holds, missing: result?.missing ?? [], sturdy: gains ? sturdy : null };
};
