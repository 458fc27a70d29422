import type { Ballot, DecisionRule, Refusal } from '../types.ts';
import { eligibleBallots } from './evaluate.ts';
import { ruleWeights } from './parse-rule.ts';
import { memberWeights, WeightFault, type MissingWeights } from './weights.ts';

/**
 * Refuses a rule that weighs by something which is no number, or less than zero, for one of these members. Called
 * before such a rule comes to decide: evaluating it would be a fault of ours. Who lacks the attribute weighs nothing,
 * or is refused too where shares are published (WGT-8).
 */
export const checkWeights = (
  rule: DecisionRule,
  members: readonly Pick<Ballot, 'id' | 'attrs'>[],
  { missing = 'none' }: { readonly missing?: MissingWeights } = {},
): Refusal | undefined => {
  const ballots = members.map(({ id, attrs }): Ballot => ({ id, attrs, position: 'none' }));
  try {
    for (const weight of ruleWeights(rule)) memberWeights(weight, eligibleBallots(rule, ballots), missing);
    return undefined;
  } catch (error) {
    if (error instanceof WeightFault) return { code: 'rule.notAWeight', facts: { path: error.path } };
    throw error;
  }
};
