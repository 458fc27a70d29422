import { admitPublic, bindingMember, limitRefusal } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { ACT_LIMITS } from './limits.ts';
import { groupSpokenFor } from './spoken-for.ts';
import { stanceRefusal, stanceTaken } from './stance-taken.ts';

/** ACT-25: a group speaks through its chair when it named one, else through any of its members. */
export const stateGroupPosition: AdmitAct<'stateGroupPosition'> = (state, act, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const spoken = groupSpokenFor(body, act.group, member);
  if ('refused' in spoken) return spoken.refused;
  const { group } = spoken;
  const refused = stanceRefusal(state, act);
  if (refused !== undefined) return refused;
  const made = Object.keys(state.groupStatements).length;
  if (made >= ACT_LIMITS.GROUP_STATEMENTS_MAX) return limitRefusal('GROUP_STATEMENTS_MAX');
  return admitPublic({
    type: 'groupPositionStated',
    payload: {
      id: `g${made + 1}`,
      group: group.id,
      speaker: member,
      // The group as it is now: who joins it later is not spoken for.
      members: group.members,
      ...stanceTaken(act),
    },
  });
};
