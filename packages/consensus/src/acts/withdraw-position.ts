import { admitPublic, bindingMember, refuse } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { heldOn } from './stance-taken.ts';

/** Also a stale position can be withdrawn: it is still shown as last known. */
export const withdrawPosition: AdmitAct<'withdrawPosition'> = (state, { item }, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  if (heldOn(state.positions, item, member) === undefined) return refuse('position.none', { item });
  return admitPublic({ type: 'positionWithdrawn', payload: { member, item } });
};
