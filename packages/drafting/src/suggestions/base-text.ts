import type { ParagraphKind } from '@plenary/text';
import type * as Y from 'yjs';
import type { Paragraph, PlacedRun } from '../model/paragraph.ts';
import { readDraft, type Draft } from '../model/reader.ts';
import { paragraphText } from '../model/paragraph-text.ts';
import { BASE_VIEW } from '../model/views.ts';

/** A paragraph reduced to what is said in it. */
export interface TextParagraph {
  readonly id: string;
  readonly kind: ParagraphKind;
  readonly level: number;
  readonly text: string;
}

/** The paragraphs of a draft in plain words. */
export const textParagraphs = (draft: Pick<Draft, 'paragraphs'>): readonly TextParagraph[] =>
  draft.paragraphs.map((paragraph) => ({
    id: paragraph.id,
    kind: paragraph.kind,
    level: paragraph.level,
    text: paragraphText(paragraph),
  }));

/** The text with every open suggestion left out: what binds, and what suggest-only people may not change. */
export const baseText = (doc: Y.Doc): readonly TextParagraph[] => textParagraphs(readDraft(doc, BASE_VIEW));

const fingerprintRun = ({ chars, embed, emphasis }: PlacedRun): readonly unknown[] => [
  chars ?? `${embed?.type ?? ''}:${embed?.id ?? ''}`,
  emphasis.join(),
];

/** Everything of a paragraph that people see, as one string: equal exactly when nothing of it changed. */
export const fingerprint = (paragraph: Paragraph): string => {
  const runs: (readonly unknown[])[] = [];
  for (const run of paragraph.runs) {
    if (run.width === 0) continue;
    const [words, emphasis] = fingerprintRun(run);
    const last = runs.at(-1);
    // How characters are cut into runs says how they were written, not what is seen.
    if (run.chars !== undefined && last?.[2] === true && last[1] === emphasis)
      runs[runs.length - 1] = [`${String(last[0])}${String(words)}`, emphasis, true];
    else runs.push([words, emphasis, run.chars !== undefined]);
  }
  return JSON.stringify([paragraph.id, paragraph.kind, paragraph.level, runs]);
};
