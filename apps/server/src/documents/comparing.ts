import {
  BASE_VIEW,
  compareDrafts,
  readDraft,
  removals,
  type Authorship,
  type ComparedParagraph,
} from '@plenary/drafting';
import type { DocumentComparisonAnswer } from '@plenary/protocol';
import { compareRevisions } from '@plenary/text';
import type * as Y from 'yjs';
import { writerIn, type WrittenHistory } from './written-history.ts';

type Compared = DocumentComparisonAnswer['paragraphs'][number];

const byOf = ({ person, delegation, at, row }: Authorship) => ({
  person,
  delegation,
  at: new Date(at).toISOString(),
  row,
});

const answered = ({ id, change, moved, words }: ComparedParagraph): Compared => ({
  id,
  change,
  moved,
  words: words.map(({ change: what, chars, by }) => ({
    change: what,
    chars,
    ...(by === undefined ? {} : { by: byOf(by) }),
  })),
});

/** Two moments of one document: words are known by who wrote them and not by how they look. */
export const compareMoments = (before: Y.Doc, after: Y.Doc, history: WrittenHistory): readonly Compared[] => {
  const writer = writerIn(history);
  const remover = removals(after, { authorOf: writer });
  return compareDrafts(readDraft(before, BASE_VIEW), readDraft(after, BASE_VIEW), { writer, remover }).map(
    answered,
  );
};

/** A text as it is compared by its words alone. */
export interface PlainParagraph {
  readonly id: string;
  readonly text: string;
}

const CHANGES = { same: 'same', added: 'inserted', removed: 'deleted' } as const;
const FATES = { same: 'same', changed: 'changed', moved: 'same', added: 'new', removed: 'gone' } as const;

/** Two texts of which one at least is a revision. */
export const compareTexts = (
  before: readonly PlainParagraph[],
  after: readonly PlainParagraph[],
): readonly Compared[] =>
  compareRevisions(before, after).map(({ fate, old, next, segments }) => {
    const words = segments.map(({ type, text }) => ({ change: CHANGES[type], chars: text }));
    const changed = words.some(({ change }) => change !== 'same');
    return {
      id: after[next ?? -1]?.id ?? before[old ?? -1]?.id ?? '',
      change: fate === 'moved' && changed ? 'changed' : FATES[fate],
      moved: fate === 'moved',
      words,
    };
  });
