import { pendingAmendments, type DeliberationState, type TabledAmendment } from '@plenary/consensus';

/** An amendment by its id, with the hash of its words. */
export type CommentedAmendment = Pick<TabledAmendment, 'id' | 'hash'>;

/** Amendments on which a comment can still have an effect: those that nothing has become of, in the order of submission. */
export const commentedAmendments = (
  deliberation: DeliberationState | undefined,
): readonly CommentedAmendment[] => (deliberation === undefined ? [] : pendingAmendments(deliberation));
