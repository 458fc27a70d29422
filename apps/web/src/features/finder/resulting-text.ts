import type { DeliberationState, PackageChoice, SourcedParagraph } from '@plenary/consensus';
import { labelParagraphs, revisionHash, textHash } from '@plenary/text';

/** The text that a package would give, as a revision is issued: labels and hashes follow from the words. */
export const resultingText = (
  { revision }: DeliberationState,
  choices: readonly PackageChoice[],
): { readonly paragraphs: readonly SourcedParagraph[]; readonly hash: string } => {
  const by = new Map(choices.map((choice) => [choice.paragraph, choice]));
  const staying = (revision?.paragraphs ?? []).flatMap(({ pid, kind, level, text }) => {
    const choice = by.get(pid);
    if (choice?.outcome === 'leftOut') return [];
    return [{ source: pid, kind, level, text: choice?.words ?? text }];
  });
  const labels = labelParagraphs(staying);
  const paragraphs = staying.map((paragraph, at) => ({
    ...paragraph,
    label: labels[at] ?? '',
    hash: textHash(paragraph.text),
  }));
  return { paragraphs, hash: revisionHash(paragraphs.map(({ hash }) => hash)) };
};

/** The same as plain text, for whoever takes the words to the working text. */
export const plainText = ({ paragraphs }: ReturnType<typeof resultingText>): string =>
  paragraphs.map(({ text }) => text).join('\n\n');

/** The next symbol after the one in force: `/Rev.1`, then `/Rev.2` …; a proposal that a person may change. */
export const nextSymbol = (symbol: string): string => {
  const last = /^(.*\/Rev\.)(\d+)$/u.exec(symbol);
  return last === null ? `${symbol}/Rev.1` : `${last[1] ?? ''}${Number(last[2]) + 1}`;
};
