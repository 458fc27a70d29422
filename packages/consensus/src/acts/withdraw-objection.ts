import { admitPublic, bindingMember, refuse } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { entryOf } from './entry-of.ts';
import { theDecision } from './judge-decision.ts';

/** ACT-34: an objection is withdrawn at any time before the outcome, also after the announced instant. */
export const withdrawObjection: AdmitAct<'withdrawObjection'> = (state, _act, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const decision = theDecision(state);
  if (entryOf(decision.objections, member) === undefined) return refuse('objection.none', { member });
  // SIL-2: what broke a silence is final.
  if (decision.rule.method === 'silence') return refuse('silence.final', { member });
  return admitPublic({ type: 'objectionWithdrawn', payload: { decision: decision.id, member } });
};
