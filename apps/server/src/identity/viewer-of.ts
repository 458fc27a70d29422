import type { Actor } from '@plenary/consensus';
import type { Session } from '@plenary/db';

export interface Viewer {
  readonly session?: string;
  readonly actor?: Actor;
}

/** Somebody who is not signed in. */
export const anonymous: Viewer = {};

/** The actor of a session: what enters the record is the opaque id of the account and whose side it is on. */
export const viewerOf = ({ id, account }: Session): Viewer => ({
  session: id,
  actor: {
    kind: account.kind,
    person: account.id,
    ...(account.member === undefined ? {} : { member: account.member }),
    ...(account.kind === 'delegate' ? { mayBind: account.mayBind } : {}),
  },
});
