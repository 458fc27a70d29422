import type { InviteRequest } from '@plenary/protocol';
import type { Account } from '@plenary/db';

/** What an invitation needs beside the right to give it: delegates and observers stand for a member, others for none. */
export const standsForMember = (kind: InviteRequest['kind']): boolean =>
  kind === 'delegate' || kind === 'observer';

/**
 * Who may invite whom. The secretariat invites anyone; a delegate who may bind a delegation invites into that
 * delegation; nobody else invites.
 */
export const mayInvite = (
  account: Pick<Account, 'kind' | 'member' | 'mayBind'>,
  invitation: Pick<InviteRequest, 'kind' | 'member'>,
): boolean => {
  switch (account.kind) {
    case 'secretariat':
      return true;
    case 'delegate':
      return (
        account.mayBind &&
        account.member !== undefined &&
        invitation.kind === 'delegate' &&
        invitation.member === account.member
      );
    case 'observer':
    case 'chair':
    case 'operator':
    case 'deadline':
      return false;
    default:
      return account.kind satisfies never;
  }
};
