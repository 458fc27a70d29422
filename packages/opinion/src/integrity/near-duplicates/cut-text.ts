import { mixed } from '../../votes/string-hash.ts';

/** A text as it is compared: numbers for its words, in order, and where its sentences end. */
export interface CutText {
  readonly words: Int32Array;
  /** For each sentence with a word in it, the number of words up to its end. */
  readonly sentenceEnds: Int32Array;
}

/** Cuts a text into words and sentences. Another one may stand here for languages that need a dictionary. */
export type Cutter = (text: string) => CutText;

/** More words than this are not compared: what is longer is compared by its beginning. */
export const WORDS_MAX = 20_000;

/** What a character is: part of a word, a word by itself, the end of a sentence, or anything else. */
const OTHER = 0;
const LETTER = 1;
const ALONE = 2;
const END = 3;
const UNKNOWN = 4;

const kindOf = (character: string): number =>
  /\p{Script=Han}/u.test(character)
    ? ALONE
    : /[\p{L}\p{M}\p{N}]/u.test(character)
      ? LETTER
      : /[.!?\n\u2026\u061f\u06d4\u0964\u3002\uff01\uff1f]/u.test(character)
        ? END
        : OTHER;

/** What is known of each code unit so far; it never changes once it is known. */
const kinds = new Uint8Array(0x10000).fill(UNKNOWN);

const kindOfUnit = (unit: number): number => {
  const known = kinds[unit] ?? UNKNOWN;
  if (known !== UNKNOWN) return known;
  const kind = kindOf(String.fromCharCode(unit));
  kinds[unit] = kind;
  return kind;
};

/** Where words and ends are gathered before they are given away; empty between two texts. */
const words = new Int32Array(WORDS_MAX);
const ends = new Int32Array(WORDS_MAX);

const isFirstOfPair = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const LAST_UNIT = 0xffff;
const STOP = '.'.charCodeAt(0);
const FNV_START = 0x811c9dc5;
const FNV_FACTOR = 0x01000193;

/**
 * OPI-26: words are runs of letters, marks and digits without case, each Han character is one by itself; a full stop
 * inside a number or a name ends no sentence.
 */
export const cutText: Cutter = (text) => {
  const folded = text.normalize('NFC').toLowerCase();
  let count = 0;
  let sentences = 0;
  let ended = 0;
  let hash = FNV_START;
  let isOpen = false;
  for (let at = 0; at < folded.length && count < words.length; at += 1) {
    const unit = folded.charCodeAt(at);
    const isPair = isFirstOfPair(unit) && (folded.codePointAt(at) ?? unit) > LAST_UNIT;
    const kind = isPair ? kindOf(String.fromCodePoint(folded.codePointAt(at) ?? unit)) : kindOfUnit(unit);
    if (kind === LETTER && !isPair) {
      hash = Math.imul(hash ^ unit, FNV_FACTOR);
      isOpen = true;
      continue;
    }
    if (isOpen && kind !== LETTER) {
      words[count] = mixed(hash);
      count += 1;
      hash = FNV_START;
      isOpen = false;
    }
    if (kind === LETTER || kind === ALONE) {
      hash = Math.imul(hash ^ unit, FNV_FACTOR);
      if (isPair) hash = Math.imul(hash ^ folded.charCodeAt(at + 1), FNV_FACTOR);
      isOpen = true;
    }
    if (kind === ALONE && count < words.length) {
      words[count] = mixed(hash);
      count += 1;
      hash = FNV_START;
      isOpen = false;
    }
    const isInside =
      unit === STOP && at + 1 < folded.length && kindOfUnit(folded.charCodeAt(at + 1)) === LETTER;
    if (kind === END && !isInside && count > ended) {
      ends[sentences] = count;
      sentences += 1;
      ended = count;
    }
    if (isPair) at += 1;
  }
  if (isOpen && count < words.length) {
    words[count] = mixed(hash);
    count += 1;
  }
  if (count > ended) {
    ends[sentences] = count;
    sentences += 1;
  }
  return { words: words.slice(0, count), sentenceEnds: ends.slice(0, sentences) };
};
