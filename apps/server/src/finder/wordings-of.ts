import type { BodyState, DeliberationState, Paragraph } from '@plenary/consensus';
import { amendmentWordings, bracketStances, type Wording } from '@plenary/compromise';
import { wordsWith } from '@plenary/tabling';
import { bracketWordings, textHash } from '@plenary/text';

/** Other words that a paragraph could have: those of amendments on the table, and each way to settle its brackets. */
export const wordingsOf =
  (body: BodyState, deliberation: DeliberationState): ((paragraph: Paragraph) => readonly Wording[]) =>
  (paragraph) => {
    const tabled = amendmentWordings(body, deliberation, paragraph, {
      hashOf: textHash,
      wordsWith: (amendments) => wordsWith(deliberation, amendments, paragraph.pid),
    });
    const known = new Set(tabled.map(({ words }) => words));
    const lang = deliberation.revision?.lang ?? 'en';
    const settled = bracketWordings(paragraph.text)
      .filter(({ words }) => !known.has(words))
      .map(({ words, sought, dropped }) => ({
        words,
        hash: textHash(words),
        adopts: [],
        stances: bracketStances(body, lang, { sought, dropped }),
      }));
    return [...tabled, ...settled];
  };
