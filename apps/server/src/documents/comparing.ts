import {
  BASE_VIEW,
  compareDrafts,
  readDraft,
  removals,
  workingLabels,
  type Authorship,
  type ComparedParagraph,
  type Labels,
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

const answered = ({ id, change, moved, words }: ComparedParagraph, label: string): Compared => ({
  id,
  label,
  change,
  moved,
  words: words.map(({ change: what, chars, by }) => ({
    change: what,
    chars,
    ...(by === undefined ? {} : { by: byOf(by) }),
  })),
});

/**
 * Two moments of one document: words are known by who wrote them and not by how they look. A paragraph has the label of
 * the later moment, or the one it had, beside those of the revision in force.
 */
export const compareMoments = (
  before: Y.Doc,
  after: Y.Doc,
  history: WrittenHistory,
  issued: Labels,
): readonly Compared[] => {
  const writer = writerIn(history);
  const remover = removals(after, { authorOf: writer });
  const [then, now] = [readDraft(before, BASE_VIEW), readDraft(after, BASE_VIEW)];
  const [old, labels] = [workingLabels(then, issued), workingLabels(now, issued)];
  return compareDrafts(then, now, { writer, remover }).map((paragraph) =>
    answered(paragraph, labels.get(paragraph.id) ?? old.get(paragraph.id) ?? ''),
  );
};

/** A text as it is compared by its words alone. */
export interface PlainParagraph {
  readonly id: string;
  readonly label: string;
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
    const paragraph = after[next ?? -1] ?? before[old ?? -1];
    return {
      id: paragraph?.id ?? '',
      label: paragraph?.label ?? '',
      change: fate === 'moved' && changed ? 'changed' : FATES[fate],
      moved: fate === 'moved',
      words,
    };
  });
