import type { ParseArgsConfig } from 'node:util';

export type Print = (line: string) => void;

/** What stood on the command line behind the name of the call. */
export interface Given {
  readonly subjects: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** One call of the command: what it takes, what it says of itself, what it does. */
export interface Call {
  /** Words behind `plenary NAME`, as people write them: `FILE.json [--adopt A1,A4]`. */
  readonly takes: string;
  /** Number of words that are no options. */
  readonly subjects: number;
  /** Input, output and options in a few lines, for `plenary NAME --help`. */
  readonly help: string;
  readonly options?: NonNullable<ParseArgsConfig['options']>;
  /** Answers with the exit status: 0 done, 1 what was checked does not hold. Throws `InputError` for 2. */
  readonly run: (given: Given, print: Print) => number | Promise<number>;
}

/** The word at a place; `Call.subjects` of them are there. */
export const subjectAt = ({ subjects }: Given, place: number): string => {
  const subject = subjects[place];
  if (subject === undefined) throw new RangeError(`no word at ${place}`);
  return subject;
};

/** A text option, where it was given. */
export const optionAt = ({ options }: Given, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};
