import type { Condition, Conditional, ItemId, Refusal } from '../types.ts';
import { WHOLE_TEXT } from '../acts/items.ts';
import {
  AMENDMENT_FATES,
  PARAGRAPH_FATES,
  STANCES,
  type AmendmentFate,
  type ParagraphFate,
  type Stance,
} from '../vocabulary.ts';
import type { NamedItem } from './condition-names.ts';
import { canonicalCondition } from './format-condition.ts';
import { parseCondition } from './parse-condition.ts';

/** Longest plain form that is read, in UTF-16 code units. */
export const PLAIN_CHARACTERS_MAX = 2_000;
/** Deepest brackets and negations that are read. */
const DEPTH_MAX = 16;

/** What was expected at a place; a closed list, so that every language can say it. */
export const EXPECTED = [
  'stance',
  'item',
  'if',
  'subject',
  'is',
  'fate',
  'bracket',
  'else',
  'end',
  'shorter',
] as const;
export type Expected = (typeof EXPECTED)[number];

/** A plain form that cannot be read: the place, what was expected there and what stands there. */
class Unread extends Error {
  readonly refusal: Refusal;
  constructor(at: number, expected: Expected, found: string) {
    super(expected);
    // Places are counted from one, as people count characters.
    this.refusal = { code: 'condition.expected', facts: { at: at + 1, expected, found } };
  }
}

interface Cursor {
  readonly text: string;
  readonly names: readonly NamedItem[];
  at: number;
  depth: number;
}

const SPACE = /\s/u;
const LETTER = /[\p{L}\p{N}]/u;

const skip = (cursor: Cursor): void => {
  while (SPACE.test(cursor.text[cursor.at] ?? '')) cursor.at += 1;
};
const wordAt = ({ text, at }: Cursor): string =>
  /^[\p{L}\p{N}]+|^\S/u.exec(text.slice(at, at + 80))?.[0] ?? '';
const fail = (cursor: Cursor, expected: Expected): Unread => {
  skip(cursor);
  return new Unread(cursor.at, expected, wordAt(cursor));
};

/** Takes these words, whatever their case and the spaces between them, where no letter follows. */
const takes = (cursor: Cursor, words: string): boolean => {
  skip(cursor);
  let at = cursor.at;
  for (const [place, part] of words.split(' ').entries()) {
    if (place > 0) {
      if (!SPACE.test(cursor.text[at] ?? '')) return false;
      while (SPACE.test(cursor.text[at] ?? '')) at += 1;
    }
    if (cursor.text.slice(at, at + part.length).toLowerCase() !== part.toLowerCase()) return false;
    at += part.length;
  }
  if (LETTER.test(words.at(-1) ?? '') && LETTER.test(cursor.text[at] ?? '')) return false;
  cursor.at = at;
  return true;
};

/** Takes one of these words; of several the longest. */
const oneOf = <T extends string>(cursor: Cursor, words: readonly T[], expected: Expected): T => {
  const found = [...words].sort((a, b) => b.length - a.length).find((candidate) => takes(cursor, candidate));
  if (found === undefined) throw fail(cursor, expected);
  return found;
};

/** Takes the label of an item; the longest that fits, so that `OP7 bis` is never read as `OP7`. */
const itemHere = (cursor: Cursor): NamedItem | undefined =>
  [...cursor.names].sort((a, b) => b.label.length - a.label.length).find(({ label }) => takes(cursor, label));

const AMENDMENT = /^A[1-9][0-9]{0,6}(?![\p{L}\p{N}])/iu;

const test = (cursor: Cursor): Condition => {
  skip(cursor);
  const start = cursor.at;
  const named = itemHere(cursor);
  if (named?.item === WHOLE_TEXT) {
    cursor.at = start;
    throw fail(cursor, 'subject');
  }
  const amendment = named === undefined ? AMENDMENT.exec(cursor.text.slice(cursor.at))?.[0] : undefined;
  if (named === undefined && amendment === undefined) throw fail(cursor, 'subject');
  cursor.at += amendment?.length ?? 0;
  if (!takes(cursor, 'is')) throw fail(cursor, 'is');
  if (named !== undefined) {
    const is: ParagraphFate = oneOf(cursor, PARAGRAPH_FATES, 'fate');
    return { paragraph: named.item, is, textHash: named.textHash };
  }
  const is: AmendmentFate = oneOf(cursor, AMENDMENT_FATES, 'fate');
  return { amendment: (amendment ?? '').toUpperCase(), is };
};

const unary = (cursor: Cursor): Condition => {
  cursor.depth += 1;
  if (cursor.depth > DEPTH_MAX) throw fail(cursor, 'shorter');
  const read = (): Condition => {
    if (takes(cursor, 'not')) return { not: unary(cursor) };
    if (!takes(cursor, '(')) return test(cursor);
    const inside = either(cursor);
    if (!takes(cursor, ')')) throw fail(cursor, 'bracket');
    return inside;
  };
  const condition = read();
  cursor.depth -= 1;
  return condition;
};

/** Parts joined by a word; one part alone is that part. */
const joined = (
  cursor: Cursor,
  word: string,
  part: (cursor: Cursor) => Condition,
): readonly [Condition, ...Condition[]] => {
  const parts: [Condition, ...Condition[]] = [part(cursor)];
  while (takes(cursor, word)) parts.push(part(cursor));
  return parts;
};
const both = (cursor: Cursor): Condition => {
  const all = joined(cursor, 'and', unary);
  return all.length === 1 ? all[0] : { all };
};
/** `and` binds more closely than `or`. */
const either = (cursor: Cursor): Condition => {
  const any = joined(cursor, 'or', both);
  return any.length === 1 ? any[0] : { any };
};

/** Where none is given: who accepts on a condition objects without it, who objects until something happens accepts then. */
const fallbackOf = (stance: Stance): Stance =>
  stance === 'reserve' || stance === 'oppose' || stance === 'object' ? 'accept' : 'object';

/** A position as its plain form says it. */
export interface PlainPosition {
  readonly stance: Stance;
  readonly item: ItemId;
  readonly conditional?: Conditional;
}

const position = (cursor: Cursor): PlainPosition => {
  const stance = oneOf(cursor, STANCES, 'stance');
  takes(cursor, 'to');
  const named = itemHere(cursor);
  if (named === undefined) throw fail(cursor, 'item');
  skip(cursor);
  if (cursor.at >= cursor.text.length) return { stance, item: named.item };
  const isUnless = takes(cursor, 'unless');
  if (!isUnless && !takes(cursor, 'if')) throw fail(cursor, 'if');
  const read = either(cursor);
  const condition = canonicalCondition(isUnless ? { not: read } : read);
  const isMore = takes(cursor, ',') || takes(cursor, ';');
  if (!takes(cursor, 'else')) {
    if (isMore) throw fail(cursor, 'else');
    return { stance, item: named.item, conditional: { condition, fallback: fallbackOf(stance) } };
  }
  return { stance, item: named.item, conditional: { condition, fallback: oneOf(cursor, STANCES, 'stance') } };
};

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

const read = <T>(
  text: string,
  names: readonly NamedItem[],
  grammar: (cursor: Cursor) => T,
  conditionIn: (value: T) => Condition | undefined,
): Read<T> => {
  const cursor: Cursor = { text, names, at: 0, depth: 0 };
  try {
    if (text.length > PLAIN_CHARACTERS_MAX) {
      cursor.at = PLAIN_CHARACTERS_MAX;
      throw fail(cursor, 'shorter');
    }
    const value = grammar(cursor);
    skip(cursor);
    if (cursor.at < text.length) throw fail(cursor, 'end');
    const condition = conditionIn(value);
    const checked = condition === undefined ? undefined : parseCondition(condition);
    return checked === undefined || checked.ok ? { ok: true, value } : checked;
  } catch (error) {
    if (error instanceof Unread) return { ok: false, refusal: error.refusal };
    throw error;
  }
};

/**
 * Reads `OP7 bis is kept and not (A12 is adopted or A13 is rejected)`. Words are English, in any case; labels are those
 * of the text. The refusal names the place, counted from one, what was expected there and what was found.
 */
export const readCondition = (text: string, names: readonly NamedItem[]): Read<Condition> =>
  read(
    text,
    names,
    (cursor) => canonicalCondition(either(cursor)),
    (condition) => condition,
  );

/**
 * Reads `accept OP5 if OP7 bis is kept, else reserve` and `object to OP9 unless A12 is adopted`. Without `else`, who
 * favours an item on a condition objects without it, and who opposes it accepts once the condition no longer holds.
 */
export const readPosition = (text: string, names: readonly NamedItem[]): Read<PlainPosition> =>
  read(text, names, position, ({ conditional }) => conditional?.condition);
