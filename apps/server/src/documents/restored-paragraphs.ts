import { BASE_VIEW, readDraft, textParagraphs, type TextParagraph } from '@plenary/drafting';
import type { DocumentStore } from '@plenary/db';
import type * as Y from 'yjs';
import { documentAt } from './document-at.ts';

/** Restores of a document that are looked at, from the last one back: each needs the text of three moments. */
export const RESTORES_LOOKED_AT_MAX = 100;
/** Documents whose restores are remembered. */
const DOCUMENTS_MAX = 32;

/** What a row of a log says it restored. */
export interface RowRestore {
  readonly row: number;
  readonly paragraph: string;
  readonly moment: number;
}

/** A paragraph that reads, since a row, as it did at a moment, and did not before that row. */
export interface Restored {
  /** The row that restored it. */
  readonly row: number;
  readonly paragraph: string;
  /** The row whose words it has again, and when that was: milliseconds since 1970. */
  readonly moment: number;
  readonly momentAt: number;
}

const paragraphIn = (doc: Y.Doc, id: string): TextParagraph | undefined =>
  textParagraphs(readDraft(doc, BASE_VIEW)).find((paragraph) => paragraph.id === id);

const readsAlike = (a: TextParagraph | undefined, b: TextParagraph | undefined): boolean =>
  a?.text === b?.text && a?.kind === b?.kind && a?.level === b?.level;

/**
 * Which of the restores that were said in a log are true. Whoever writes in a text could say anything beside the words:
 * what did not bring back the words of that moment is an edit like any other. What was looked at once is remembered.
 */
export const restoredParagraphs = (store: DocumentStore) => {
  const kept = new Map<number, Map<string, Restored | undefined>>();

  const look = async (
    document: number,
    { row, paragraph, moment }: RowRestore,
  ): Promise<Restored | undefined> => {
    if (moment >= row) return undefined;
    const past = await documentAt(store, document, moment);
    const wanted = paragraphIn(past.doc, paragraph);
    past.doc.destroy();
    const before = await documentAt(store, document, row - 1);
    const stood = paragraphIn(before.doc, paragraph);
    before.doc.destroy();
    if (wanted === undefined || readsAlike(stood, wanted)) return undefined;
    const after = await documentAt(store, document, row);
    const stands = paragraphIn(after.doc, paragraph);
    after.doc.destroy();
    return readsAlike(stands, wanted) ? { row, paragraph, moment, momentAt: past.at } : undefined;
  };

  return async (
    document: number,
    sittings: readonly { readonly restores: readonly RowRestore[] }[],
  ): Promise<readonly Restored[]> => {
    const known = kept.get(document) ?? new Map<string, Restored | undefined>();
    // What was used last is dropped last.
    kept.delete(document);
    kept.set(document, known);
    const [oldest] = kept.keys();
    if (kept.size > DOCUMENTS_MAX && oldest !== undefined) kept.delete(oldest);
    const out: Restored[] = [];
    for (const said of sittings.flatMap(({ restores }) => restores).slice(-RESTORES_LOOKED_AT_MAX)) {
      const name = `${said.row} ${said.paragraph} ${said.moment}`;
      if (!known.has(name)) known.set(name, await look(document, said));
      const found = known.get(name);
      if (found !== undefined) out.push(found);
    }
    return out;
  };
};
