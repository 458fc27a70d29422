import { votersOf, type Voter } from '../acts/decision-ballots.ts';
import type { BodyState, GroupId } from '../types.ts';
import type { GroupKind } from '../vocabulary.ts';

/** Where the members of a group sit in the list of members. */
export interface SeatedGroup {
  readonly group: GroupId;
  readonly kind: GroupKind;
  readonly seats: readonly number[];
}

/** Who sits in the body, looked up once for a whole board: members by id, groups by id without empty ones. */
export interface Room {
  readonly members: readonly Voter[];
  readonly groups: readonly SeatedGroup[];
}

export const roomOf = (body: BodyState): Room => {
  const members = votersOf(body);
  const seatOf = new Map(members.map(({ id }, seat) => [id, seat]));
  const groups = Object.values(body.groups)
    .map((group) => ({
      group: group.id,
      kind: group.kind,
      seats: group.members.flatMap((id) => seatOf.get(id) ?? []),
    }))
    .filter(({ seats }) => seats.length > 0)
    .sort((a, b) => (a.group < b.group ? -1 : 1));
  return { members, groups };
};
