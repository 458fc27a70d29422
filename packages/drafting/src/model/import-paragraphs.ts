import type { ParagraphKind } from '@plenary/text';
import type * as Y from 'yjs';
import { NO_EDITS } from './edits.ts';
import { writeEdits } from './write-edits.ts';
import { record } from './recorder.ts';
import { readDraft } from './reader.ts';
import { BASE_VIEW } from './views.ts';

/** A paragraph of an issued or imported text. */
export interface SourceParagraph {
  /** Its permanent id where it has one already. */
  readonly id?: string;
  readonly kind: ParagraphKind;
  readonly level: number;
  readonly text: string;
}

/** Writes paragraphs behind all others, in one transaction: how a working text begins. Gives their ids. */
export const importParagraphs = (
  doc: Y.Doc,
  paragraphs: readonly SourceParagraph[],
  newId: () => string,
  origin: unknown = null,
): readonly string[] => {
  const draft = readDraft(doc, BASE_VIEW);
  let after = draft.paragraphs.at(-1)?.id;
  const created = paragraphs.map(({ id = newId(), kind, level, text }) => {
    const creation = { id, kind, level, after, content: [{ chars: text, emphasis: [] }] };
    after = id;
    return creation;
  });
  record(doc, newId, origin, (recorder) =>
    writeEdits(draft, recorder, { mode: 'edit' }, { ...NO_EDITS, created }),
  );
  return created.map(({ id }) => id);
};
