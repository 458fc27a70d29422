import type { DeliberationState } from '@plenary/consensus';
import { revisionHash, textHash } from '@plenary/text';
import { Failed, type Facts } from './report.ts';

/** VER-8: the hash of every paragraph is that of its words, and that of the revision is over all of them. */
export const checkTexts = ({ revision }: DeliberationState): Facts => {
  if (revision === undefined) return { paragraphs: 0 };
  for (const { pid, text, hash } of revision.paragraphs)
    if (textHash(text) !== hash) throw new Failed({ problem: 'words', paragraph: pid });
  if (revisionHash(revision.paragraphs.map(({ hash }) => hash)) !== revision.hash)
    throw new Failed({ problem: 'revision' });
  return { paragraphs: revision.paragraphs.length };
};
