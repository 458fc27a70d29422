import { admitPublic, bindingMember, reasonRefusal, refuse } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { entryOf } from './entry-of.ts';
import { theDecision } from './judge-decision.ts';

/** ACT-32: a member objects to the adoption, with a reason, until the announced instant inclusive. */
export const object: AdmitAct<'object'> = (state, { reason }, { actor, at, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const decision = theDecision(state);
  if (at > decision.objectionsUntil)
    return refuse('deadline.passed', { deadline: decision.objectionsUntil, at });
  if (entryOf(decision.objections, member) !== undefined) return refuse('objection.standing', { member });
  return (
    reasonRefusal(reason) ??
    admitPublic({ type: 'objected', payload: { decision: decision.id, member, reason } })
  );
};
