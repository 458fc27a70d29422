import { PACKAGE_LIMITS } from './package-limits.ts';
import type { PackageExpected, PackageRefusal, PackageRefusalCode } from './package-refusal.ts';

/** Stops at the first thing that is no problem; the refusal says where and what was expected. */
export class Unreadable extends Error {
  readonly refusal: PackageRefusal;
  constructor(
    code: PackageRefusalCode,
    path: string,
    expected: PackageExpected,
    more: Omit<PackageRefusal['facts'], 'path' | 'expected'> = {},
  ) {
    super(code);
    this.refusal = { code, facts: { path, expected, ...more } };
  }
}

export type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with no other fields than these, or with any where none are named. */
export const objectAt = (value: unknown, path: string, fields?: readonly string[]): Json => {
  if (!isObject(value)) throw new Unreadable('package.expected', path, 'object');
  const other = fields === undefined ? undefined : Object.keys(value).find((name) => !fields.includes(name));
  if (other !== undefined)
    throw new Unreadable('package.expected', path === '' ? other : `${path}.${other}`, 'knownField', {
      among: fields ?? [],
    });
  return value;
};

/** A list of at most so many entries; absent is an empty one. */
export const listAt = (
  value: unknown,
  path: string,
  limit: keyof typeof PACKAGE_LIMITS,
): readonly unknown[] => {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new Unreadable('package.expected', path, 'list');
  const max = PACKAGE_LIMITS[limit];
  if (value.length > max) throw new Unreadable('package.limit', path, 'fewer', { limit, max });
  return value;
};

/** The same with at least one entry. */
export const filledListAt = (
  value: unknown,
  path: string,
  limit: keyof typeof PACKAGE_LIMITS,
): readonly unknown[] => {
  const list = listAt(value, path, limit);
  if (list.length === 0) throw new Unreadable('package.empty', path, 'entry');
  return list;
};

/** A word that can be an id. */
export const wordAt = (value: unknown, path: string): string => {
  if (typeof value !== 'string' || value === '') throw new Unreadable('package.expected', path, 'word');
  const max = PACKAGE_LIMITS.WORD_CHARACTERS_MAX;
  if (value.length > max)
    throw new Unreadable('package.limit', path, 'fewer', { limit: 'WORD_CHARACTERS_MAX', max });
  return value;
};

/** A whole number of zero or more, at most `max`. */
export const wholeAt = (value: unknown, path: string, max: number = Number.MAX_SAFE_INTEGER): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new Unreadable('package.expected', path, 'wholeNumber');
  if (value > max) throw new Unreadable('package.expected', path, 'wholeNumberOrLess', { max });
  return value;
};

/** One of these words. */
export const oneOfAt = <T extends string>(
  words: readonly T[],
  value: unknown,
  path: string,
  expected: PackageExpected,
): T => {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new Unreadable('package.expected', path, expected, { among: words });
  return found;
};

/** Remembers an id; a second time it is refused. */
export const once = (seen: Set<string>, id: string, path: string): string => {
  if (seen.has(id)) throw new Unreadable('package.twice', path, 'once', { found: id });
  seen.add(id);
  return id;
};

/** An id that must be among the known ones. */
export const knownAt = (
  known: { readonly has: (id: string) => boolean },
  value: unknown,
  path: string,
  expected: PackageExpected,
): string => {
  const id = wordAt(value, path);
  if (!known.has(id)) throw new Unreadable('package.unknown', path, expected, { found: id });
  return id;
};
