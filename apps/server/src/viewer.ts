import type { Actor, ActorKind, MemberId, Onlooker } from '@plenary/consensus';

/** Who makes a request, always from the session and never from the message. */
export type Viewer =
  | { readonly kind: 'public' }
  | {
      readonly kind: ActorKind;
      readonly account: string;
      readonly session: string;
      readonly member?: MemberId;
      readonly mayBind: boolean;
    };

export const PUBLIC: Viewer = { kind: 'public' };

/** The viewer as the rules of visibility know them. */
export const onlooker = (viewer: Viewer): Onlooker =>
  viewer.kind === 'public' || viewer.member === undefined
    ? { kind: viewer.kind }
    : { kind: viewer.kind, member: viewer.member };

/** The viewer as an actor of the record; `person` is the opaque id of the account. */
export const actorOf = (viewer: Exclude<Viewer, { kind: 'public' }>): Actor => ({
  kind: viewer.kind,
  ...(viewer.member === undefined ? {} : { member: viewer.member }),
  person: viewer.account,
  ...(viewer.kind === 'delegate' ? { mayBind: viewer.mayBind } : {}),
});
