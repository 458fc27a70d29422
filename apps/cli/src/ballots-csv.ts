import { parse } from 'csv-parse/sync';
import { InputError, readText } from './input.ts';

/** Most ballots that one decision takes, in either format. */
export const BALLOTS_MAX = 200_000;

/** Digits that a double keeps, whatever they are; a longer number stays text, which weighs exactly. */
const EXACT_DIGITS_MAX = 15;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false };

/** A cell as JSON has it: a number, true, false, nothing, or the word itself. */
const cell = (word: string): string | number | boolean | null =>
  word === ''
    ? null
    : NUMBER.test(word)
      ? word.replace(/\D/g, '').length > EXACT_DIGITS_MAX
        ? word
        : Number(word)
      : Object.hasOwn(FLAGS, word)
        ? FLAGS[word] === true
        : word;

/**
 * Ballots from CSV: a heading with at least `id` and `position`; `present`, `reasoned` and `addressed` as they are in
 * JSON; every other column is an attribute of the member. An empty cell is an attribute that is not known.
 * @throws InputError with the line
 */
export const readBallotsCsv = (path: string): readonly Readonly<Record<string, unknown>>[] => {
  const text = readText(path);
  let rows: readonly (readonly string[])[];
  try {
    rows = parse(text, { bom: true, trim: true, skip_empty_lines: true, to: BALLOTS_MAX + 2 });
  } catch (error) {
    throw new InputError(`${path}: ${error instanceof Error ? error.message : String(error)}; expected CSV`);
  }
  const [heading = [], ...lines] = rows;
  for (const column of ['id', 'position'])
    if (!heading.includes(column)) throw new InputError(`${path}:1: expected a column ${column}`);
  if (new Set(heading).size !== heading.length)
    throw new InputError(`${path}:1: expected every column to be named once`);
  if (lines.length > BALLOTS_MAX) throw new InputError(`${path}: expected at most ${BALLOTS_MAX} ballots`);
  return lines.map((line) =>
    Object.fromEntries(
      heading.flatMap((column, place) => {
        const word = line[place] ?? '';
        // An id is a word even when it looks like a number; a flag that is not given is not given.
        if (column === 'id' || column === 'position') return [[column, word]];
        const value = cell(word);
        return ['present', 'reasoned', 'addressed'].includes(column) && value === null
          ? []
          : [[column, value]];
      }),
    ),
  );
};
