import type { Run } from './read-text.ts';
import type { Props, Suggestion } from './registers.ts';
import type { Treatment } from './views.ts';

/** Everything of a document that an assembly needs, in the reading of one view. */
export interface Tables {
  /** Runs by text, of paragraphs and of suggested words. */
  readonly texts: ReadonlyMap<string, readonly Run[]>;
  /** Rank of each place. */
  readonly places: ReadonlyMap<string, number>;
  readonly props: ReadonlyMap<string, Props>;
  readonly suggestions: ReadonlyMap<string, Suggestion>;
  readonly treatment: (suggestion: string) => Treatment;
}

/** Order of ids on every machine. */
export const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
