import { admitPublic, bindingMember } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { heldOn, isSameStance, stanceRefusal, stanceTaken } from './stance-taken.ts';

export const statePosition: AdmitAct<'statePosition'> = (state, act, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const refused = stanceRefusal(state, act);
  if (refused !== undefined) return refused;
  const { member } = binding;
  // ACT-22: saying the same again is in order and changes nothing, so that a message sent twice does no harm.
  if (isSameStance(heldOn(state.positions, act.item, member), act)) return admitPublic();
  return admitPublic({ type: 'positionStated', payload: { member, ...stanceTaken(act) } });
};
