import { liveTokens, standingParagraphs } from './amendable-text.ts';
import type { AmendableParagraph, AmendableText, Amendment, Operation } from './model.ts';
import type { TokenId } from './token-id.ts';

/** Weights in tenths, engine specification 1.11. */
const PUNCTUATION = 1;
const FIGURE = 40;
const PARAGRAPH_DELETED = 100;
const PARAGRAPH_PLACED = 50;
/** A word in so few paragraphs that (N + 1)/(f + 1) exceeds the first number weighs the second. */
const RARITY: readonly (readonly [number, number])[] = [
  [64, 30],
  [16, 20],
  [4, 10],
];
const EVERYWHERE = 3;

const WORD = /[\p{L}\p{N}]/u;
const DIGIT = /\p{Nd}/u;
const bare = (token: string): string => token.trim().toLowerCase();

/** Words of force by primary language tag and weight; `FORCE_WORDS` of `@plenary/text/force-words` unless a body has its own. */
export type ForceWords = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Force words of a language with their weights in tenths; none where the language has no list. */
const forceOf = (lists: ForceWords, language: string): ReadonlyMap<string, number> => {
  const primary = language.split('-')[0] ?? '';
  return new Map(
    Object.entries(Object.hasOwn(lists, primary) ? (lists[primary] ?? {}) : {}).flatMap(([weight, words]) =>
      words.map((word): [string, number] => [word, Number(weight) * 10]),
    ),
  );
};

/** How far an amendment is removed from the text, with what it is made of. */
export interface RemovalDistance {
  /** Sum of all weights, in tenths. */
  readonly tenths: number;
  /** |new − old| over the numbers that it replaces one by one, in millionths; breaks ties of distance. */
  readonly numberShift: bigint;
  /** Words that it takes away; breaks ties after that. */
  readonly wordsRemoved: number;
  readonly trace: readonly RemovalTerm[];
}

/** One operation's share of a distance, in tenths. */
export interface RemovalTerm {
  readonly operation: Operation['type'];
  readonly paragraph: string;
  readonly tenths: number;
  /** The words that weigh most, with their weights, heaviest first. */
  readonly heaviest: readonly { readonly word: string; readonly tenths: number }[];
}

const HEAVIEST_SHOWN = 3;
const MILLION = 1_000_000n;

/** Arabic digits, of either form, as those that are counted with. */
const latinDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 15));

/** A number as written in a text, in millionths; undefined for anything else. Thousands are not grouped. */
const numberIn = (token: string): bigint | undefined => {
  const match = /^([0-9]{1,15})(?:[.,]([0-9]{1,6}))?$/.exec(latinDigits(token.trim()));
  return match === null
    ? undefined
    : BigInt(match[1] ?? '0') * MILLION + BigInt((match[2] ?? '').padEnd(6, '0'));
};

/** |new − old| where the range and what comes have the same count of numbers. */
const shiftBetween = (gone: readonly string[], came: readonly string[]): bigint => {
  const [old, next] = [gone, came].map((words) => words.flatMap((word) => numberIn(word) ?? []));
  if (old === undefined || next === undefined || old.length !== next.length) return 0n;
  return old.reduce((sum, number, at) => {
    const shift = (next[at] ?? number) - number;
    return sum + (shift < 0n ? -shift : shift);
  }, 0n);
};

/** Paragraphs are never changed: what words one holds is worked out once, whatever becomes of the text around it. */
const knownWords = new WeakMap<AmendableParagraph, ReadonlySet<string>>();
const wordsOf = (paragraph: AmendableParagraph): ReadonlySet<string> => {
  const known = knownWords.get(paragraph);
  if (known !== undefined) return known;
  const words = new Set(liveTokens(paragraph).map((token) => bare(token.text)));
  knownWords.set(paragraph, words);
  return words;
};

/** How many paragraphs of a text hold each word; counted once for a text. */
const knownCounts = new WeakMap<AmendableText, ReadonlyMap<string, number>>();
const countsOf = (text: AmendableText): ReadonlyMap<string, number> => {
  const known = knownCounts.get(text);
  if (known !== undefined) return known;
  const counts = new Map<string, number>();
  for (const paragraph of standingParagraphs(text))
    for (const word of wordsOf(paragraph)) counts.set(word, (counts.get(word) ?? 0) + 1);
  knownCounts.set(text, counts);
  return counts;
};

/** The weight of a word without spaces around it, in small letters. */
type Weigh = (bareWord: string) => number;

const weighing = (text: AmendableText, words: ForceWords): Weigh => {
  const force = forceOf(words, text.language);
  const holding = countsOf(text);
  const { length } = standingParagraphs(text);
  const known = new Map<string, number>();
  return (word) => {
    let weight = known.get(word);
    if (weight === undefined) {
      const rarity = (length + 1) / ((holding.get(word) ?? 0) + 1);
      weight = DIGIT.test(word)
        ? FIGURE
        : WORD.test(word)
          ? (force.get(word) ?? RARITY.find(([bound]) => rarity > bound)?.[1] ?? EVERYWHERE)
          : PUNCTUATION;
      known.set(word, weight);
    }
    return weight;
  };
};

/** Texts and lists of words are never changed: a word is weighed once for both. */
const knownWeights = new WeakMap<AmendableText, WeakMap<ForceWords, Weigh>>();
const weightsOf = (text: AmendableText, words: ForceWords): Weigh => {
  const ofText = knownWeights.get(text) ?? new WeakMap<ForceWords, Weigh>();
  knownWeights.set(text, ofText);
  const known = ofText.get(words) ?? weighing(text, words);
  ofText.set(words, known);
  return known;
};

/**
 * Weighs words for one revision: punctuation, figures and force words by themselves, other words by how many of its N
 * paragraphs hold them.
 */
export const wordWeights = (text: AmendableText, words: ForceWords): ((token: string) => number) => {
  const weigh = weightsOf(text, words);
  return (token) => weigh(bare(token));
};

/** What one operation takes away and brings, however its words weigh in the text around it. */
interface Exchange {
  readonly fixed: number;
  readonly words: readonly string[];
  /** The same without spaces, in small letters. */
  readonly bareWords: readonly string[];
  readonly numberShift: bigint;
  readonly wordsRemoved: number;
}

const exchange = (fixed: number, gone: readonly string[], came: readonly string[]): Exchange => {
  const words = [...gone, ...came];
  return {
    fixed,
    words,
    bareWords: words.map(bare),
    numberShift: shiftBetween(gone, came),
    wordsRemoved: gone.filter((token) => WORD.test(token)).length,
  };
};

/** The words of these tokens, in the order given. */
const wordsOfTokens = (
  paragraph: AmendableParagraph | undefined,
  ids: readonly TokenId[],
): readonly string[] => {
  const sought = new Set(ids);
  const found = new Map<TokenId, string>();
  for (const { id, text } of paragraph?.tokens ?? []) if (sought.has(id)) found.set(id, text);
  return ids.flatMap((id) => found.get(id) ?? []);
};

const exchanged = (operation: Operation, paragraph: AmendableParagraph | undefined): Exchange => {
  switch (operation.type) {
    case 'text':
      return exchange(0, wordsOfTokens(paragraph, operation.del), operation.ins);
    case 'insertParagraph':
      return exchange(PARAGRAPH_PLACED, [], operation.ins);
    case 'moveParagraph':
      return exchange(PARAGRAPH_PLACED, [], []);
    case 'deleteParagraph':
      return exchange(
        PARAGRAPH_DELETED,
        paragraph === undefined ? [] : liveTokens(paragraph).map((token) => token.text),
        [],
      );
  }
};

/** Operations and paragraphs are never changed: read once, until the paragraph is another, whatever is adopted elsewhere. */
const knownExchanges = new WeakMap<
  Operation,
  { readonly paragraph: AmendableParagraph | undefined; readonly value: Exchange }
>();

const exchangeOf = (text: AmendableText, frame: AmendableText, operation: Operation): Exchange => {
  const paragraph =
    operation.type === 'text'
      ? frame.paragraphs.get(operation.paragraph)
      : operation.type === 'deleteParagraph'
        ? text.paragraphs.get(operation.paragraph)
        : undefined;
  const known = knownExchanges.get(operation);
  if (known !== undefined && known.paragraph === paragraph) return known.value;
  const value = exchanged(operation, paragraph);
  knownExchanges.set(operation, { paragraph, value });
  return value;
};

const sumOf = ({ fixed, bareWords }: Exchange, weigh: Weigh): number => {
  let sum = fixed;
  for (const word of bareWords) sum += weigh(word);
  return sum;
};

/** The figures of a distance that are compared, without what they are made of. */
export type RemovalFigures = Omit<RemovalDistance, 'trace'>;

/**
 * AMD-9: how far each amendment is removed in substance from a text, as `removalDistance` tells it, without what it is made
 * of: an order of voting compares thousands and shows the terms of one.
 * @param words of force, by language
 * @param frame the text with the words that amended amendments would bring, see `frameOf`
 */
export const removalFigures = (
  text: AmendableText,
  words: ForceWords,
  frame: AmendableText = text,
): ((amendment: Amendment) => RemovalFigures) => {
  const weigh = weightsOf(text, words);
  return ({ operations }) => {
    let [tenths, numberShift, wordsRemoved] = [0, 0n, 0];
    for (const operation of operations) {
      const one = exchangeOf(text, frame, operation);
      tenths += sumOf(one, weigh);
      numberShift += one.numberShift;
      wordsRemoved += one.wordsRemoved;
    }
    return { tenths, numberShift, wordsRemoved };
  };
};

/**
 * AMD-9: how far each amendment is removed in substance from a text (engine specification 1.11): weights of the words that go and
 * come, 10 for a paragraph deleted, 5 for one inserted or moved. A ranking for the chair, who decides.
 * @param words of force, by language
 * @param frame the text with the words that amended amendments would bring, see `frameOf`
 */
export const removalDistance = (
  text: AmendableText,
  words: ForceWords,
  frame: AmendableText = text,
): ((amendment: Amendment) => RemovalDistance) => {
  const weigh = weightsOf(text, words);
  const figures = removalFigures(text, words, frame);
  return (amendment) => ({
    ...figures(amendment),
    trace: amendment.operations.map((operation): RemovalTerm => {
      const one = exchangeOf(text, frame, operation);
      const weighed = one.words.map((token, at) => ({
        word: token.trim(),
        tenths: weigh(one.bareWords[at] ?? ''),
      }));
      const heaviest = weighed.toSorted((a, b) => b.tenths - a.tenths).slice(0, HEAVIEST_SHOWN);
      const { type, paragraph } = operation;
      return { operation: type, paragraph, tenths: sumOf(one, weigh), heaviest };
    }),
  });
};
