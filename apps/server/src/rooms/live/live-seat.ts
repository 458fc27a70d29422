import type { DocumentRights } from '@plenary/consensus';
import type { DraftRights, PresentUser } from '@plenary/drafting';
import type { LiveRights } from '@plenary/protocol';
import type { Viewer } from '../../viewer.ts';
import type { LiveLine } from './live-line.ts';

/** Somebody who has a live document open on one socket. */
export interface LiveSeat {
  readonly line: LiveLine;
  readonly viewer: Viewer;
  /** The client number leased to this page; absent for who may only read. */
  readonly client?: number;
  /** All client numbers of the account in this document. */
  readonly leases: ReadonlySet<number>;
  /** As others see them; absent for the public, which is not shown and sees nobody. */
  readonly user?: PresentUser;
  rights: LiveRights;
  /** The same as the gate wants it. */
  draftRights: DraftRights;
  /** Something was refused: nothing is taken until the document is opened anew. */
  isRefused: boolean;
  /** Since when frames are left out because the other end does not take them, in milliseconds of `now`. */
  behindSince?: number;
}

/** In whose name somebody writes: the delegation, or the office of those who conduct. */
export const delegationOf = (viewer: Viewer): string =>
  viewer.kind === 'public' ? '' : (viewer.member ?? viewer.kind);

export const liveRightsOf = ({ role, closed, opened }: DocumentRights, viewer: Viewer): LiveRights => ({
  role,
  delegation: delegationOf(viewer),
  person: viewer.kind === 'public' ? '' : viewer.account,
  closed,
  opened,
});

export const draftRightsOf = ({ closed, opened, ...rest }: LiveRights): DraftRights => ({
  ...rest,
  closed: new Set(closed),
  opened: new Set(opened),
});

const HUES = 360;

/** A colour for carets, the same for all of one delegation on every node. */
export const colourOf = (delegation: string): string => {
  let sum = 0;
  for (const sign of delegation) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % HUES;
  return `hsl(${sum} 65% 40%)`;
};
