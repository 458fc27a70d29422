import type { InviteRequest } from '@plenary/protocol';
import { mayDo } from '../policies/policy-table.ts';
import type { Viewer } from '../viewer.ts';

/** Delegates and observers stand for a member of the body, everyone else for none. */
export const standsForMember = (kind: InviteRequest['kind']): boolean =>
  kind === 'delegate' || kind === 'observer';

/** Who may invite whom, by the table of rights: anyone, or into one's own delegation only. */
export const mayInvite = (
  viewer: Viewer,
  { kind, member }: Pick<InviteRequest, 'kind' | 'member'>,
): boolean => {
  if (mayDo(viewer, 'invite')) return true;
  if (viewer.kind === 'public' || !mayDo(viewer, 'inviteOwnDelegation')) return false;
  return kind === 'delegate' && member !== undefined && member === viewer.member;
};
