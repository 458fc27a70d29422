import { standingOf, type BodyState, type MemberId } from '@plenary/consensus';
import type { IdentityStore } from '@plenary/db';
import type { WayIn } from '../notices/correspondence.ts';
import { enterPath } from '../routes/invitations.ts';
import type { Identity } from './identity.ts';

/**
 * ACC-60: a link that opens the account of an organization that is accredited, once; undefined where its account has a
 * password already, or where it is accredited no more by the time the letter is written.
 */
export const wayIntoSeat = async (
  {
    people,
    identity,
    body,
  }: {
    readonly people: Pick<IdentityStore, 'accountBySeat'>;
    readonly identity: Pick<Identity, 'linkForSeat'>;
    readonly body: () => Promise<BodyState | undefined>;
  },
  organization: MemberId,
): Promise<WayIn | undefined> => {
  const state = await body();
  if (state === undefined || standingOf(state, organization) === undefined) return undefined;
  const account = await people.accountBySeat('observer', organization);
  if (account?.passwordHash !== undefined) return undefined;
  const displayName = state.members[organization]?.names['en'] ?? organization;
  const { token, expiresAt } = await identity.linkForSeat({
    kind: 'observer',
    member: organization,
    mayBind: false,
    displayName,
  });
  return { path: enterPath(token), until: expiresAt };
};
