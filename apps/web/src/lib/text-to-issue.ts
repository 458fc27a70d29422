import type { SourcedParagraph } from '@plenary/consensus';
import { labelParagraphs, revisionHash, textHash } from '@plenary/text';

/** Paragraphs as a revision issues them: plain numbers and hashes follow from the words. */
export const textToIssue = (
  words: readonly Pick<SourcedParagraph, 'source' | 'kind' | 'level' | 'text'>[],
): { readonly paragraphs: readonly SourcedParagraph[]; readonly hash: string } => {
  const labels = labelParagraphs(words);
  const paragraphs = words.map(({ source, kind, level, text }, at) => ({
    source,
    kind,
    level,
    text,
    label: labels[at] ?? '',
    hash: textHash(text),
  }));
  return { paragraphs, hash: revisionHash(paragraphs.map(({ hash }) => hash)) };
};
