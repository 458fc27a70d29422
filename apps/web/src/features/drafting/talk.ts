import type { CommentAnchor } from '@plenary/drafting';

/** Words that somebody is about to say something about. */
export interface Talk {
  readonly anchor: CommentAnchor;
  readonly quote: string;
}
