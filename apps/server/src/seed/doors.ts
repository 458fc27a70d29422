import type { BodyState, MemberId } from '@plenary/consensus';
import type { DoorLink } from '../greeting.ts';
import type { Identity, Seat } from '../identity/identity.ts';
import { enterPath } from '../routes/invitations.ts';

/** Seats of the demonstration for which a link is printed at every start. */
const SEATS: readonly { readonly kind: Seat['kind']; readonly member?: MemberId; readonly name: string }[] = [
  { kind: 'secretariat', name: 'Secretariat' },
  { kind: 'chair', name: 'Chair' },
  { kind: 'delegate', member: 'BRA', name: 'Delegation' },
  { kind: 'delegate', member: 'CHN', name: 'Delegation' },
  { kind: 'delegate', member: 'FJI', name: 'Delegation' },
  { kind: 'delegate', member: 'FRA', name: 'Delegation' },
  { kind: 'delegate', member: 'KEN', name: 'Delegation' },
  { kind: 'delegate', member: 'USA', name: 'Delegation' },
  { kind: 'observer', member: 'OBS-YOUTH', name: 'Observer' },
];

/** A fresh one-use link for each door of the demonstration; their accounts are made the first time. */
export const doorLinks = (identity: Identity, body: BodyState): Promise<readonly DoorLink[]> =>
  Promise.all(
    SEATS.filter(({ member }) => member === undefined || body.members[member] !== undefined).map(
      async ({ kind, member, name }) => {
        const of = member === undefined ? name : `${name}: ${body.members[member]?.names['en'] ?? member}`;
        const seat: Seat = {
          kind,
          mayBind: kind === 'delegate',
          displayName: of,
          ...(member === undefined ? {} : { member }),
        };
        const { token } = await identity.linkForSeat(seat);
        return { name: of, path: enterPath(token) };
      },
    ),
  );
