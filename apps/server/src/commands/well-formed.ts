import { hasHiddenTags } from '@plenary/consensus';
import { refused } from '../refused.ts';

/** Deepest nesting of an act; a rule of decision needs about ten. */
const DEPTH_MAX = 64;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

export interface IllFormed {
  /** Path of the value, such as `/reason`. */
  readonly place: string;
  readonly problem: 'depth' | 'text' | 'number';
}

const problemOf = (value: unknown, depth: number): IllFormed['problem'] | undefined => {
  if (depth > DEPTH_MAX) return 'depth';
  // The log knows no lone surrogates and no fractions, the database no NUL.
  if (typeof value === 'string')
    return LONE_SURROGATE.test(value) || value.includes('\0') || hasHiddenTags(value) ? 'text' : undefined;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? undefined : 'number';
  return undefined;
};

/** The first value that can stand neither in the log nor in the database, or that nobody sees, whatever its schema says. */
export const illFormed = (value: unknown): IllFormed | undefined => {
  const waiting: { readonly value: unknown; readonly place: string; readonly depth: number }[] = [
    { value, place: '', depth: 0 },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { place, depth } = next;
    const problem = problemOf(next.value, depth);
    if (problem !== undefined) return { place, problem };
    if (typeof next.value !== 'object' || next.value === null) continue;
    for (const [key, entry] of Object.entries(next.value)) {
      if (problemOf(key, 0) !== undefined) return { place, problem: 'text' };
      waiting.push({ value: entry, place: `${place}/${key}`, depth: depth + 1 });
    }
  }
  return undefined;
};

/** @throws Refused `request.malformed` with the place of the first value of a body that can stand nowhere, or that nobody sees */
export const mustBeWellFormed = (body: unknown): void => {
  const wrong = illFormed(body);
  if (wrong !== undefined)
    throw refused('request.malformed', { place: `body${wrong.place}`, problem: wrong.problem });
};
