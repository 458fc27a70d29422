import { checkRuleAgainst } from '../rules/parse-rule.ts';
import { checkWeights } from '../rules/check-weights.ts';
import type { DecisionRule, Member, Refusal } from '../types.ts';
import { votingAttributes } from './voting-members.ts';

/** Attributes that a rule may read though no member declares them: these every ballot has or can be given. */
const ALWAYS_PRESENT = ['role', 'id', 'class', 'concerned'] as const;

/** ACT-13: a rule that reads what no member has, or weighs by what is no weight, would decide by accident. */
export const ruleApplies = (
  rule: DecisionRule,
  members: readonly Pick<Member, 'id' | 'attrs' | 'role' | 'class'>[],
): Refusal | undefined => {
  const present = new Set<string>(ALWAYS_PRESENT);
  for (const { attrs } of members)
    for (const [attr, value] of Object.entries(attrs)) if (value !== null) present.add(attr);
  return (
    checkRuleAgainst(rule, present) ??
    checkWeights(
      rule,
      members.map((member) => ({ id: member.id, attrs: votingAttributes(member) })),
    )
  );
};
