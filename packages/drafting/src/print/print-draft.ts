import { formatBrackets, printedLabel } from '@plenary/text';
import { bracketTree, type Attributions } from '../brackets/bracket-text.ts';
import type { Draft } from '../model/reader.ts';
import { noteNumbers, type Labels } from './labels.ts';

export interface PrintOptions {
  readonly labels: Labels;
  /** Language of the text, for the way labels are printed. */
  readonly lang: string;
  /** Who holds which bracket, from the record. */
  readonly attributions: Attributions;
}

/**
 * The working text as plain text: a paragraph a block with its label before it, brackets with their heads, notes at the
 * end with their numbers. What a view leaves out is not printed.
 */
export const printDraft = (draft: Draft, { labels, lang, attributions }: PrintOptions): string => {
  const numbers = noteNumbers(draft);
  const printed = (id: string): string => printedLabel(labels.get(id) ?? '', lang);
  const blocks = draft.paragraphs.map((paragraph) => {
    const text = formatBrackets(
      bracketTree(draft, paragraph, {
        attributions,
        label: printed,
        note: (id) => (numbers.has(id) ? `(${numbers.get(id)})` : ''),
      }),
    );
    const number = numbers.get(paragraph.id);
    const mark = paragraph.kind === 'note' ? `(${number ?? 0})` : printed(paragraph.id);
    return {
      isNote: paragraph.kind === 'note',
      number: number ?? 0,
      line: mark === '' ? text : `${mark} ${text}`,
    };
  });
  const notes = blocks.filter(({ isNote }) => isNote).toSorted((a, b) => a.number - b.number);
  return [...blocks.filter(({ isNote }) => !isNote), ...notes].map(({ line }) => `${line}\n`).join('\n');
};
