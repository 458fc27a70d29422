import type { BodyState, Group, GroupId, MemberId } from '../types.ts';
import { refuse, type Refused } from './admission.ts';
import { entryOf } from './entry-of.ts';

/** ACT-25: a declared group for which this member may speak now: its chair when it named one, else any of its members. */
export const groupSpokenFor = (
  body: Pick<BodyState, 'groups'>,
  id: GroupId,
  member: MemberId,
): { readonly group: Group } | { readonly refused: Refused } => {
  const group = entryOf(body.groups, id);
  if (group === undefined) return { refused: refuse('group.unknown', { group: id }) };
  if (!group.members.includes(member)) return { refused: refuse('group.notMember', { group: id }) };
  return group.chair !== undefined && group.chair !== member
    ? { refused: refuse('group.notChair', { group: id, chair: group.chair }) }
    : { group };
};

/** The groups for which a member may speak now, by their ids. */
export const groupsSpokenFor = (body: Pick<BodyState, 'groups'>, member: MemberId): readonly Group[] =>
  Object.values(body.groups).filter((group) => 'group' in groupSpokenFor(body, group.id, member));
