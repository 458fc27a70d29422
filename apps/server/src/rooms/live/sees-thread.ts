import type { DocumentRole } from '@plenary/consensus';
import type { CommentThread } from '@plenary/db';
import type { Viewer } from '../../viewer.ts';
import { delegationOf } from './live-seat.ts';

/** What decides who reads a thread of comments. */
export type ThreadAudience = Pick<CommentThread, 'id' | 'visibility' | 'delegation'>;

/** Whether somebody who reads a document in this role reads a thread about its words. */
export const seesThread = (
  { visibility, delegation }: ThreadAudience,
  viewer: Viewer,
  role: DocumentRole,
): boolean => {
  switch (visibility) {
    case 'all':
      return true;
    case 'group':
      return viewer.kind !== 'public' && role !== 'read';
    case 'delegation':
      return viewer.kind !== 'public' && delegationOf(viewer) === delegation;
  }
};
