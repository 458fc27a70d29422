import { admitPublic, bindingMember, reasonRefusal, refuse } from '../admission.ts';
import { entryOf } from '../entry-of.ts';
import type { AdmitBodyAct } from './body-answer.ts';

/** ACT-14: any member may object to a rule, with a reason, until the announced instant inclusive. */
export const objectToRule: AdmitBodyAct<'objectToRule'> = (body, act, { actor, at }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const proposal = entryOf(body.ruleProposals, act.rule);
  if (proposal === undefined) return refuse('rule.notProposed', { rule: act.rule });
  if (at > proposal.objectionsUntil)
    return refuse('deadline.passed', { deadline: proposal.objectionsUntil, at });
  if (entryOf(proposal.objections, member) !== undefined) return refuse('objection.standing', { member });
  const refused = reasonRefusal(act.reason);
  if (refused !== undefined) return refused;
  return admitPublic({ type: 'ruleObjected', payload: { rule: act.rule, member, reason: act.reason } });
};
