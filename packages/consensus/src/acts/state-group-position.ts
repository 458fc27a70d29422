import { admitPublic, bindingMember, limitRefusal, refuse } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { entryOf } from './entry-of.ts';
import { ACT_LIMITS } from './limits.ts';
import { stanceRefusal, stanceTaken } from './stance-taken.ts';

/** ACT-25: a group speaks through its chair when it named one, else through any of its members. */
export const stateGroupPosition: AdmitAct<'stateGroupPosition'> = (state, act, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const group = entryOf(body.groups, act.group);
  if (group === undefined) return refuse('group.unknown', { group: act.group });
  if (!group.members.includes(member)) return refuse('group.notMember', { group: group.id });
  if (group.chair !== undefined && group.chair !== member)
    return refuse('group.notChair', { group: group.id, chair: group.chair });
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
