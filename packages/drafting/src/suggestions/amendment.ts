import type { ParagraphKind } from '@plenary/text';
import type * as Y from 'yjs';
import { longestInOrder } from '../model/longest-in-order.ts';
import { readDraft } from '../model/reader.ts';
import { BASE_VIEW, viewWith } from '../model/views.ts';
import { textParagraphs, type TextParagraph } from './base-text.ts';

/** One change of an amendment against the text as it stands. */
export type AmendmentChange =
  /** The paragraph reads so. */
  | { readonly paragraph: string; readonly new: string }
  | { readonly paragraph: string; readonly delete: true }
  /** The paragraph stands after that one; null: before all. */
  | { readonly paragraph: string; readonly moveAfter: string | null }
  | { readonly paragraph: string; readonly kind: ParagraphKind; readonly level: number }
  /** A new paragraph after that one; null: before all. */
  | {
      readonly after: string | null;
      readonly kind: ParagraphKind;
      readonly level: number;
      readonly insert: string;
    };

/** What these suggestions, taken together and without all others, change in the text: ready to be tabled. */
export const amendmentChanges = (doc: Y.Doc, suggestions: readonly string[]): readonly AmendmentChange[] =>
  textChanges(
    textParagraphs(readDraft(doc, BASE_VIEW)),
    textParagraphs(readDraft(doc, viewWith(new Set(suggestions)))),
  );

/** The changes that lead from one text to another with the same permanent ids. */
export const textChanges = (
  before: readonly TextParagraph[],
  after: readonly TextParagraph[],
): readonly AmendmentChange[] => {
  const old = new Map(before.map((paragraph) => [paragraph.id, paragraph]));
  const kept = new Set(after.map(({ id }) => id));
  const places = new Map(before.map(({ id }, at) => [id, at]));
  const staying = longestInOrder(after.flatMap(({ id }) => places.get(id) ?? []));
  const changes: AmendmentChange[] = [];
  after.forEach((paragraph, at) => {
    const { id, kind, level, text } = paragraph;
    const previous = after[at - 1]?.id ?? null;
    const earlier = old.get(id);
    if (earlier === undefined) {
      changes.push({ after: previous, kind, level, insert: text });
      return;
    }
    if (!staying.has(places.get(id) ?? -1)) changes.push({ paragraph: id, moveAfter: previous });
    if (earlier.kind !== kind || earlier.level !== level) changes.push({ paragraph: id, kind, level });
    if (earlier.text !== text) changes.push({ paragraph: id, new: text });
  });
  for (const { id } of before) if (!kept.has(id)) changes.push({ paragraph: id, delete: true });
  return changes;
};
