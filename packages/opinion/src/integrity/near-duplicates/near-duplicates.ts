import { mixed } from '../../votes/string-hash.ts';
import { cutText, type CutText, type Cutter } from './cut-text.ts';
import { familiesOf, type Families } from './families.ts';
import { joinAlike } from './join-alike.ts';
import { isAlike, setsOf, sizeOfSet } from './sets.ts';

/** A comment or any other text that somebody handed in. */
export interface SubmittedText {
  readonly id: string;
  readonly text: string;
}

/**
 * How texts are found to be one: `shingles` by pairs of neighbouring words, `words` by the words of long texts, and
 * `sentences` by whole sentences that two texts share.
 */
export const DETECTORS = ['shingles', 'words', 'sentences'] as const;
export type Detector = (typeof DETECTORS)[number];

/** Engine specification 7, detector (a). */
const SHINGLES = { bands: 21, rows: 3, wordsMin: 12, alikePercent: 35 } as const;
/** Detector (b): Jaccard of the sets of words, confirmed with so many of so many members. */
const WORDS = { bands: 32, rows: 2, wordsMin: 45, alikePercent: 22, confirmed: 3, asked: 5 } as const;
/** Detector (c): two sentences of so many words that are alike in both texts. Texts of many are compared by the first. */
const SENTENCES = { bands: 10, rows: 5, wordsMin: 9, alikePercent: 80, perTextMax: 64 } as const;

/** Most texts that are compared at once. */
export const TEXTS_MAX = 1_000_000;
/** From so many members on a family is listed as one text with its signatories. */
export const LISTED_MIN = 10;

/** Texts that are one text, more or less. */
export interface TextFamily {
  /** Ids in the order of the texts; the first is the sample. */
  readonly members: readonly string[];
  /** Whether it is listed as one text with so many signatories. */
  readonly isListed: boolean;
}

/** What was found. Nothing is deleted or counted less: both counts are shown, and people decide. */
export interface NearDuplicates {
  /** Families of two and more, the largest first; of equals the one with the earliest text. */
  readonly families: readonly TextFamily[];
  /** Texts as they were handed in. */
  readonly texts: number;
  /** Texts when every family is one. */
  readonly distinct: number;
}

/** Numbers for the pairs of neighbouring words. */
const shinglesOf = ({ words }: CutText): Int32Array =>
  words.length < SHINGLES.wordsMin
    ? new Int32Array()
    : Int32Array.from({ length: words.length - 1 }, (_, at) =>
        mixed(Math.imul(words[at] ?? 0, 31) ^ (words[at + 1] ?? 0)),
      );

const joinByShingles = (texts: readonly CutText[], families: Families): void => {
  const sets = setsOf(texts.map(shinglesOf));
  const belong = (a: number, b: number): boolean => isAlike(sets, a, b, SHINGLES.alikePercent);
  joinAlike(sets, { ...SHINGLES, sizeMin: 1, belong }, families);
};

/** So many members of a family taken evenly. */
const asked = (members: readonly number[]): readonly number[] =>
  members.length <= WORDS.asked
    ? members
    : Array.from(
        { length: WORDS.asked },
        (_, at) => members[Math.floor((at * members.length) / WORDS.asked)] ?? 0,
      );

const joinByWords = (texts: readonly CutText[], families: Families): void => {
  const sets = setsOf(texts.map(({ words }) => words));
  /** Whether a text is like three of five members of a family, or like all where there are fewer than three. */
  const isConfirmed = (text: number, member: number): boolean => {
    const long = asked(families.membersOf(member)).filter(
      (other) => sizeOfSet(sets, other) >= WORDS.wordsMin,
    );
    const those = long.length === 0 ? [member] : long;
    const alike = those.filter((other) => isAlike(sets, text, other, WORDS.alikePercent)).length;
    return alike >= Math.min(WORDS.confirmed, those.length);
  };
  // Both ways: one text that is like two families makes them one only when each is like the other's members.
  const belong = (a: number, b: number): boolean => isConfirmed(a, b) && isConfirmed(b, a);
  joinAlike(sets, { ...WORDS, sizeMin: WORDS.wordsMin, belong }, families);
};

/** The long sentences of a text, as sets of words. */
const sentencesOf = ({ words, sentenceEnds }: CutText): readonly Int32Array[] =>
  Array.from(sentenceEnds, (end, at) => words.subarray(at === 0 ? 0 : (sentenceEnds[at - 1] ?? 0), end))
    .filter((sentence) => sentence.length >= SENTENCES.wordsMin)
    .slice(0, SENTENCES.perTextMax);

const joinBySentences = (texts: readonly CutText[], families: Families): void => {
  const sentences = texts.map(sentencesOf);
  const sets = setsOf(sentences.flat());
  const kinds = familiesOf(sets.ptr.length - 1);
  const belong = (a: number, b: number): boolean => isAlike(sets, a, b, SENTENCES.alikePercent);
  joinAlike(sets, { ...SENTENCES, sizeMin: 1, belong }, kinds);
  // The first text with each pair of kinds of sentence; a later one with the same pair belongs to it.
  const firstWith = new Map<string, number>();
  let from = 0;
  sentences.forEach((own, text) => {
    const shared = own
      .map((_, at) => from + at)
      .filter((sentence) => kinds.membersOf(sentence).length > 1)
      .map(kinds.rootOf);
    from += own.length;
    const distinct = [...new Set(shared)].sort((a, b) => a - b);
    distinct.forEach((first, at) => {
      for (const second of distinct.slice(at + 1)) {
        const key = `${first} ${second}`;
        const other = firstWith.get(key);
        if (other === undefined) firstWith.set(key, text);
        else families.join(other, text);
      }
    });
  });
};

const JOINED_BY: Readonly<Record<Detector, (texts: readonly CutText[], families: Families) => void>> = {
  shingles: joinByShingles,
  words: joinByWords,
  sentences: joinBySentences,
};

/**
 * OPI-26 to OPI-29: families of near-duplicate texts (engine specification 7). The same texts in the same order give the
 * same families on every machine.
 * @param detectors which are asked, in the order of `DETECTORS`
 * @throws RangeError for an id that stands twice, or more than `TEXTS_MAX` texts
 */
export const nearDuplicates = (
  submitted: readonly SubmittedText[],
  {
    detectors = DETECTORS,
    cut = cutText,
  }: { readonly detectors?: readonly Detector[]; readonly cut?: Cutter } = {},
): NearDuplicates => {
  if (submitted.length > TEXTS_MAX) throw new RangeError(`at most ${TEXTS_MAX} texts are expected`);
  if (new Set(submitted.map(({ id }) => id)).size !== submitted.length)
    throw new RangeError('every id is expected once');
  const texts = submitted.map(({ text }) => cut(text));
  const families = familiesOf(texts.length);
  for (const detector of DETECTORS) if (detectors.includes(detector)) JOINED_BY[detector](texts, families);
  const roots = texts.map((_, text) => text).filter((text) => families.rootOf(text) === text);
  const found = roots
    .map((root) => [...families.membersOf(root)].sort((a, b) => a - b))
    .filter((members) => members.length > 1)
    .sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
  return {
    families: found.map((members) => ({
      members: members.map((text) => submitted[text]?.id ?? ''),
      isListed: members.length >= LISTED_MIN,
    })),
    texts: texts.length,
    distinct: roots.length,
  };
};
