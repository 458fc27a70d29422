import type { DeliberationState } from '@plenary/consensus';
import { revisionHash, textHash } from '@plenary/text';
import { Failed, type Facts } from './report.ts';

/** VER-8: the hash of every paragraph is that of its words, and that of each revision is over all of them. */
export const checkTexts = ({ revision, revisions }: DeliberationState): Facts => {
  for (const { paragraphs, hash: whole } of revisions) {
    for (const { pid, text, hash } of paragraphs)
      if (textHash(text) !== hash) throw new Failed({ problem: 'words', paragraph: pid });
    if (revisionHash(paragraphs.map(({ hash }) => hash)) !== whole) throw new Failed({ problem: 'revision' });
  }
  return { paragraphs: revision?.paragraphs.length ?? 0 };
};
