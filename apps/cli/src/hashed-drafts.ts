import { labelParagraphs, revisionHash, textHash, type DraftParagraph } from '@plenary/text';

/** Paragraphs as they are issued: with id, label and hash, and the hash of the whole. */
export const hashedDrafts = (drafts: readonly DraftParagraph[]) => {
  const labels = labelParagraphs(drafts);
  const paragraphs = drafts.map(({ kind, level, marker, text, line }, index) => ({
    id: `p${index + 1}`,
    kind,
    level,
    label: labels[index] ?? '',
    marker,
    text,
    line,
    hash: textHash(text),
  }));
  return { paragraphs, hash: revisionHash(paragraphs.map(({ hash }) => hash)) };
};
