import { addSeconds } from '../../rules/instant.ts';
import { parseRule } from '../../rules/parse-rule.ts';
import {
  admitPublic,
  conductRefusal,
  idRefusal,
  limitRefusal,
  refuse,
  secondsRefusal,
} from '../admission.ts';
import { entryOf } from '../entry-of.ts';
import { ACT_LIMITS } from '../limits.ts';
import { ruleApplies } from '../rule-applies.ts';
import { votingMembers } from '../voting-members.ts';
import type { AdmitBodyAct } from './body-answer.ts';
import { bodiesFrom } from './body-at.ts';

/** ACT-12: a new rule is announced with a time for objections, before anything can be decided under it. */
export const proposeRule: AdmitBodyAct<'proposeRule'> = (body, act, { actor, at }) => {
  const { rule, objectionSeconds } = act;
  const refused =
    conductRefusal(actor, 'chair', 'secretariat') ??
    idRefusal(rule.id) ??
    secondsRefusal(objectionSeconds, 'OBJECTION_SECONDS_MAX');
  if (refused !== undefined) return refused;
  if (entryOf(body.rules, rule.id) !== undefined || entryOf(body.ruleProposals, rule.id) !== undefined)
    return refuse('rule.duplicate', { rules: [rule.id] });
  if (Object.keys(body.rules).length + Object.keys(body.ruleProposals).length >= ACT_LIMITS.RULES_MAX)
    return limitRefusal('RULES_MAX');
  const parsed = parseRule(rule);
  if (!parsed.ok) return { admitted: false, refusal: parsed.refusal };
  const refusal = ruleApplies(parsed.rule, votingMembers(body));
  if (refusal !== undefined) return { admitted: false, refusal };
  // BOD-51: nor with attributes that are announced.
  for (const later of bodiesFrom(body, at).slice(1)) {
    const then = ruleApplies(parsed.rule, votingMembers(later));
    if (then !== undefined) return { admitted: false, refusal: then };
  }
  return admitPublic({
    type: 'ruleProposed',
    payload: { rule: parsed.rule, objectionsUntil: addSeconds(at, objectionSeconds) },
  });
};
