import { admitPublic, bindingMember } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { heldOn, isSameStance, stanceRefusal, stanceTaken } from './stance-taken.ts';

/** ACT-23: a sounding is for the own delegation, the chair and the secretariat; it enters no public figure. */
export const giveSounding: AdmitAct<'giveSounding'> = (state, act, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const refused = stanceRefusal(state, act);
  if (refused !== undefined) return refused;
  const { member } = binding;
  if (isSameStance(heldOn(state.soundings, act.item, member), act)) return admitPublic();
  const payload = { member, ...stanceTaken(act) };
  return { admitted: true, events: [{ type: 'soundingGiven', payload, audience: `own:${member}` }] };
};
