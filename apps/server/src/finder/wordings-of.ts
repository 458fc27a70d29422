import type { BodyState, Paragraph } from '@plenary/consensus';
import { bracketStances, type Wording } from '@plenary/compromise';
import { bracketWordings, textHash } from '@plenary/text';

/** Other words that a paragraph could have: each way to settle its brackets. */
export const wordingsOf =
  (body: BodyState, lang: string): ((paragraph: Paragraph) => readonly Wording[]) =>
  ({ text }) =>
    bracketWordings(text).map(({ words, sought, dropped }) => ({
      words,
      hash: textHash(words),
      adopts: [],
      stances: bracketStances(body, lang, { sought, dropped }),
    }));
