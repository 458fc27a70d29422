/** Texts and amendments of any size that look like a negotiation, the same on every run. */
import {
  amendableText,
  type AmendableText,
  type Amendment,
  type Operation,
  type TextOperation,
} from '@plenary/text';
import { draws } from './draws.ts';

const COMMON = 'the of and to in on for with shall should States their as by that all or an'.split(' ');
const WORDS_PER_PARAGRAPH = 60;

/** A text of so many paragraphs of about sixty words: common words, and rarer ones that few paragraphs share. */
export const drawnText = (paragraphs: number, seed = 7): AmendableText => {
  const draw = draws(seed);
  const word = (): string =>
    draw(2) === 0 ? (COMMON[draw(COMMON.length)] ?? 'the') : `word${draw(paragraphs * 4)}`;
  return amendableText(
    'en',
    Array.from({ length: paragraphs }, (_, at) => ({
      id: `p${at + 1}`,
      kind: 'operative',
      level: 0,
      text: `${Array.from({ length: WORDS_PER_PARAGRAPH + draw(9) }, word).join(' ')}.`,
    })),
  );
};

/** So many amendments: one to three changes of a paragraph each, one in thirty to whole paragraphs. */
export const drawnAmendments = (text: AmendableText, count: number, seed = 11): readonly Amendment[] => {
  const draw = draws(seed);
  const ids = [...text.paragraphs.keys()];
  const structural = (number: number): Operation => {
    const [paragraph, after] = [ids[draw(ids.length)] ?? '', ids[draw(ids.length)] ?? ''];
    const kind = draw(3);
    if (kind === 0) return { type: 'deleteParagraph', paragraph };
    if (kind === 1 && after !== paragraph) return { type: 'moveParagraph', paragraph, after };
    const ins = ['Further', ' requests', ' a', ' report', ` ${number}.`];
    return { type: 'insertParagraph', paragraph: `n${number}`, after, kind: 'operative', level: 0, ins };
  };
  const textual = (number: number): readonly TextOperation[] => {
    const paragraph = ids[draw(ids.length)] ?? '';
    const tokens = text.paragraphs.get(paragraph)?.tokens ?? [];
    const operations: TextOperation[] = [];
    let from = draw(8);
    for (let change = 0; change <= draw(3) && from < tokens.length - 6; change += 1) {
      const removed = draw(4);
      const came = removed === 0 ? 1 + draw(4) : draw(4);
      operations.push({
        type: 'text',
        paragraph,
        left: tokens[from - 1]?.id ?? 0,
        del: tokens.slice(from, from + removed).map(({ id }) => id),
        ins: Array.from({ length: came }, (_, at) => ` new${number % 97}-${at}`),
      });
      from += removed + 3 + draw(12);
    }
    return operations;
  };
  return Array.from({ length: count }, (_, at): Amendment => {
    const number = at + 1;
    const operations = draw(30) === 0 ? [structural(number)] : textual(number);
    return { number, base: 0, by: [`S${draw(193)}`], operations };
  });
};
