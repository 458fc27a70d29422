import type { PlenaryAct } from '@plenary/consensus';
import { labelParagraphs, revisionHash, textHash } from '@plenary/text';
import { refused } from '../refused.ts';

/**
 * Labels and hashes of a text that is imported or issued are what its words give: they enter the record for good, and everyone who
 * checks it computes them again.
 * @throws Refused `text.notItsLabel` or `text.notItsHash`, with the number of the paragraph, 0 for the whole
 */
export const checkWords = (act: PlenaryAct): void => {
  if (act.type !== 'importText' && act.type !== 'issueRevision') return;
  const labels = labelParagraphs(act.paragraphs);
  for (const [index, { label, text, hash }] of act.paragraphs.entries()) {
    const expected = labels[index] ?? '';
    if (label !== expected) throw refused('text.notItsLabel', { paragraph: index + 1, expected });
    if (hash !== textHash(text)) throw refused('text.notItsHash', { paragraph: index + 1 });
  }
  if (act.hash !== revisionHash(act.paragraphs.map(({ hash }) => hash)))
    throw refused('text.notItsHash', { paragraph: 0 });
};
