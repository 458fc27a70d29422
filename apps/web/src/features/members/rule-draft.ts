import {
  parseRule,
  ruleApplies,
  votingMembers,
  type BodyState,
  type DecisionRule,
  type Refusal,
} from '@plenary/consensus';

/** A rule as it is typed: what would be proposed, or why it cannot be; `notJson` before it can be read at all. */
export type RuleDraft =
  | { readonly ok: true; readonly rule: DecisionRule }
  | { readonly ok: false; readonly problem: 'notJson' }
  | { readonly ok: false; readonly problem: 'refused'; readonly refusal: Refusal };

const refused = (refusal: Refusal): RuleDraft => ({ ok: false, problem: 'refused', refusal });

/** Reads a definition and tries it on the members of the body, as the service will when it is proposed. */
export const readRuleDraft = (definition: string, body: BodyState): RuleDraft => {
  let value: unknown;
  try {
    value = JSON.parse(definition);
  } catch {
    return { ok: false, problem: 'notJson' };
  }
  const parsed = parseRule(value);
  if (!parsed.ok) return refused(parsed.refusal);
  const { rule } = parsed;
  if (Object.hasOwn(body.rules, rule.id) || Object.hasOwn(body.ruleProposals, rule.id))
    return refused({ code: 'rule.duplicate', facts: { rules: [rule.id] } });
  const refusal = ruleApplies(rule, votingMembers(body));
  return refusal === undefined ? { ok: true, rule } : refused(refusal);
};
