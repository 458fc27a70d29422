import { ACTOR_KINDS, type Actor } from '@plenary/consensus';
import type { Json } from './act-forms.ts';
import { Failed } from './report.ts';

const FIELDS = ['kind', 'member', 'person', 'mayBind'];

/** The actor of an envelope. Throws `Failed` when it is none that acts. */
export const actorOf = (json: Json): Actor => {
  const kind = ACTOR_KINDS.find((known) => known === json['kind']);
  const { member, person, mayBind } = json;
  if (
    kind === undefined ||
    Object.keys(json).some((field) => !FIELDS.includes(field)) ||
    (member !== undefined && typeof member !== 'string') ||
    (person !== undefined && typeof person !== 'string') ||
    (mayBind !== undefined && typeof mayBind !== 'boolean')
  )
    throw new Failed({ problem: 'actor' });
  return {
    kind,
    ...(member === undefined ? {} : { member }),
    ...(person === undefined ? {} : { person }),
    ...(mayBind === undefined ? {} : { mayBind }),
  };
};
