import { alignParagraphs, type ParagraphAlignment } from './align-paragraphs.ts';
import { ascendingRun, type TokenPair } from './common-tokens.ts';
import { compareWords, type WordSegment } from './compare-words.ts';

/** A paragraph of one of two texts that are compared; with ids on both sides, ids say which is which. */
export interface ComparedParagraph {
  readonly id?: string;
  readonly label?: string;
  readonly text: string;
}

/** What became of one paragraph between two texts. */
export interface ParagraphComparison {
  readonly fate: 'same' | 'changed' | 'moved' | 'added' | 'removed';
  /** Place in the old text; absent for what was added. */
  readonly old?: number;
  /** Place in the new text; absent for what was removed. */
  readonly next?: number;
  readonly segments: readonly WordSegment[];
}

/** Pairs by id; those out of the longest order that both sides share have moved. */
const alignById = (
  old: readonly ComparedParagraph[],
  next: readonly ComparedParagraph[],
): ParagraphAlignment => {
  const there = new Map(next.map(({ id }, at) => [id, at]));
  const pairs = old.flatMap(({ id }, at): readonly TokenPair[] => {
    const other = there.get(id);
    return other === undefined ? [] : [[at, other]];
  });
  const inOrder = new Set(ascendingRun(pairs).map(([at]) => at));
  return pairs
    .map(([at, other]) => ({ old: at, next: other, isMoved: !inOrder.has(at), similarity: 1 }))
    .sort((a, b) => a.next - b.next);
};

/**
 * CMP-5: two texts side by side, paragraph by paragraph in the order of the new one, with what was removed where it
 * stood. Paragraphs are told by their ids where all have one, else by their words.
 */
export const compareRevisions = (
  old: readonly ComparedParagraph[],
  next: readonly ComparedParagraph[],
): readonly ParagraphComparison[] => {
  const hasIds = [...old, ...next].every(({ id }) => id !== undefined);
  const alignment = hasIds
    ? alignById(old, next)
    : alignParagraphs(
        old.map(({ text }) => text),
        next.map(({ text }) => text),
      );
  const oldOf = new Map(alignment.map((pair) => [pair.next, pair]));
  const stays = new Map(alignment.map((pair) => [pair.old, pair]));
  const rows: ParagraphComparison[] = [];
  let shown = 0;
  /** What stood before this place in the old text and is gone. */
  const removedBefore = (place: number): void => {
    for (; shown < place; shown += 1)
      if (!stays.has(shown))
        rows.push({
          fate: 'removed',
          old: shown,
          segments: [{ type: 'removed', text: old[shown]?.text ?? '' }],
        });
  };
  next.forEach(({ text }, at) => {
    const pair = oldOf.get(at);
    if (pair === undefined)
      return void rows.push({ fate: 'added', next: at, segments: [{ type: 'added', text }] });
    if (!pair.isMoved) removedBefore(pair.old);
    const before = old[pair.old]?.text ?? '';
    const fate = pair.isMoved ? 'moved' : before === text ? 'same' : 'changed';
    return void rows.push({ fate, old: pair.old, next: at, segments: compareWords(before, text) });
  });
  removedBefore(old.length);
  return rows;
};
