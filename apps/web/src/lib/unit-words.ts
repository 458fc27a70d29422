import { paragraphOf, unitChanges, type DeliberationState, type Division } from '@plenary/consensus';
import { shownChanges, type ShownChange } from '@plenary/tabling';
import type { WordSegment } from '@plenary/text';
import { cutSegments, cutWords } from './cut-words.ts';

const segmentsOf = (change: ShownChange): readonly WordSegment[] => {
  switch (change.type) {
    case 'words':
      return cutSegments(change.segments);
    case 'delete':
      return [{ type: 'removed', text: cutWords(change.text, { first: false, last: true }) }];
    case 'insert':
      return [{ type: 'added', text: change.text }];
    case 'move':
      return [{ type: 'same', text: cutWords(change.text, { first: false, last: true }) }];
  }
};

/**
 * The words of what a division can put separately: of a paragraph as it stands, of a change of an amendment with what goes
 * and comes, and with the changes that stand and fall with it. Nothing where the amendment has other words by now.
 */
export const unitWords = (
  state: DeliberationState,
  { item, textHash }: Pick<Division, 'item' | 'textHash'>,
  unit: string,
): readonly (readonly WordSegment[])[] => {
  const amendment = state.amendments[item];
  if (amendment === undefined) {
    const paragraph = paragraphOf(state, unit);
    return paragraph === undefined
      ? []
      : [[{ type: 'same', text: cutWords(paragraph.text, { first: false, last: true }) }]];
  }
  if (amendment.hash !== textHash) return [];
  const shown = shownChanges(state, item);
  const own = unitChanges(amendment, unit);
  return shown.flatMap((change, at) => {
    const written = amendment.changes[at];
    return written !== undefined && own.includes(written) ? [segmentsOf(change)] : [];
  });
};
