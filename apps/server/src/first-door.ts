import type { Instant } from '@plenary/consensus';
import type { IdentityStore } from '@plenary/db';
import type { DoorLink } from './greeting.ts';
import type { Identity } from './identity/identity.ts';
import { enterPath } from './routes/invitations.ts';

/**
 * The way in where nobody else could give one: a one-use link for the secretariat, as long as nobody of it has a
 * password or an open session. Whoever starts the service reads it, and nobody else.
 */
export const firstDoor = async (
  { linkForSeat }: Pick<Identity, 'linkForSeat'>,
  { canComeIn }: Pick<IdentityStore, 'canComeIn'>,
  now: Instant,
): Promise<readonly DoorLink[]> => {
  if (await canComeIn('secretariat', now)) return [];
  const { token } = await linkForSeat({ kind: 'secretariat', mayBind: false, displayName: 'Secretariat' });
  return [{ name: 'Secretariat', path: enterPath(token) }];
};
