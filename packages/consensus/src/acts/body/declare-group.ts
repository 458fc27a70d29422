import { parseInstant } from '../../rules/instant.ts';
import { admitPublic, conductRefusal, idRefusal, limitRefusal, refuse } from '../admission.ts';
import { entryOf } from '../entry-of.ts';
import { ACT_LIMITS } from '../limits.ts';
import type { AdmitBodyAct } from './body-answer.ts';

const isDate = (text: string): boolean =>
  text.length === 10 && parseInstant(`${text}T00:00:00.000Z`) !== undefined;

/** ACT-11: a group lists admitted members, with the date on which that held and its source. */
export const declareGroup: AdmitBodyAct<'declareGroup'> = (body, { group }, { actor }) => {
  const refused = conductRefusal(actor, 'secretariat', 'operator') ?? idRefusal(group.id);
  if (refused !== undefined) return refused;
  const isNew = entryOf(body.groups, group.id) === undefined;
  if (isNew && Object.keys(body.groups).length >= ACT_LIMITS.GROUPS_MAX) return limitRefusal('GROUPS_MAX');
  if (new Set(group.members).size !== group.members.length)
    return refuse('group.duplicate', { group: group.id });
  const strangers = group.members.filter((id) => entryOf(body.members, id) === undefined);
  if (strangers.length > 0) return refuse('member.unknown', { members: strangers });
  const observers = group.members.filter((id) => entryOf(body.members, id)?.role !== 'member');
  if (observers.length > 0) return refuse('group.observers', { group: group.id, members: observers });
  if (group.chair !== undefined && !group.members.includes(group.chair))
    return refuse('group.chairOutside', { group: group.id, member: group.chair });
  if (!isDate(group.asOf)) return refuse('group.noDate', { group: group.id });
  if (group.source.trim() === '') return refuse('group.noSource', { group: group.id });
  return admitPublic({ type: 'groupDeclared', payload: { group } });
};
