import type { Paragraph, ParagraphId } from '@plenary/consensus';
import { wordingsRefusal, type Wording } from '@plenary/compromise';
import { refused } from '../refused.ts';

/**
 * The other words of paragraphs, worked out one paragraph after the other with a pause between them: for a long text with
 * many amendments it takes seconds, in which the service goes on. Stops as soon as there are more than a search takes on.
 * @throws Refused `finder.tooMuch`
 */
export const gatheredWordings = async (
  paragraphs: readonly Paragraph[],
  wordingsOf: (paragraph: Paragraph) => readonly Wording[],
  pause: () => Promise<unknown>,
): Promise<ReadonlyMap<ParagraphId, readonly Wording[]>> => {
  const gathered = new Map<ParagraphId, readonly Wording[]>();
  const counts: number[] = [];
  // Each has at least the words that it has: a text that is too long is told before any word is worked out.
  const tooLong = wordingsRefusal(paragraphs.map(() => 0));
  if (tooLong !== undefined) throw refused(tooLong.code, tooLong.facts);
  for (const paragraph of paragraphs) {
    const wordings = wordingsOf(paragraph);
    gathered.set(paragraph.pid, wordings);
    counts.push(wordings.filter(({ hash }) => hash !== paragraph.hash).length);
    const tooMuch = wordingsRefusal(counts);
    if (tooMuch !== undefined) throw refused(tooMuch.code, tooMuch.facts);
    await pause();
  }
  return gathered;
};
