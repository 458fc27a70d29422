import { isBeingAmended, isTaken } from '../acts/amendments/amendment-records.ts';
import { entryOf } from '../acts/entry-of.ts';
import type { DeliberationState, ParagraphId } from '../types.ts';

/**
 * ORD-45: paragraphs that come next as amended, in the order of the text: amendments to them were taken since the revision in
 * force was issued, none is pending any more, and they are not agreed. Whether one is put, or agreed ad referendum without
 * a vote, is for the chair; the whole text comes after them.
 */
export const paragraphsAsAmended = (state: DeliberationState): readonly ParagraphId[] => {
  const { revision, amendments, marks } = state;
  const amended = new Set(
    (revision?.amendedBy ?? []).flatMap((id) => {
      const amendment = entryOf(amendments, id);
      if (amendment === undefined || !isTaken(amendment)) return [];
      return amendment.changes.map((change) => ('insert' in change ? change.pid : change.paragraph));
    }),
  );
  return (revision?.paragraphs ?? []).flatMap(({ pid }) => {
    const status = entryOf(marks, pid)?.status;
    const isAgreed = status === 'agreedAdRef' || status === 'adopted';
    return amended.has(pid) && !isAgreed && !isBeingAmended(state, pid) ? pid : [];
  });
};
