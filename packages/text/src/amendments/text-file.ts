import { PARAGRAPH_KINDS, type ParagraphKind } from '../kinds.ts';
import { TEXT_LIMITS } from '../parse-text.ts';
import type { ParagraphId } from './model.ts';

export const TEXT_FORMAT = 'plenary-text/1';
export const AMENDMENTS_FORMAT = 'plenary-amendments/1';

/** A paragraph as the files of the command hold it. */
export interface FiledParagraph {
  readonly id: ParagraphId;
  readonly kind: ParagraphKind;
  readonly level: number;
  readonly label: string;
  readonly text: string;
}

/** A text as a file. */
export interface TextFile {
  readonly format: typeof TEXT_FORMAT;
  /** BCP 47 tag. */
  readonly language: string;
  readonly paragraphs: readonly FiledParagraph[];
}

/** Why a file cannot be used: the place in it, as `paragraphs[3].kind`, and what was expected there. */
export interface FileProblem {
  readonly path: string;
  readonly expected: string;
}
export type ReadFile<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: FileProblem };

/** Thrown and caught inside the reading of a file, so that a reader reads from top to bottom. */
export class Unusable extends Error {
  readonly problem: FileProblem;
  constructor(path: string, expected: string) {
    super(`${path}: ${expected}`);
    this.problem = { path, expected };
  }
}

export const reading = <T>(read: () => T): ReadFile<T> => {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof Unusable) return { ok: false, problem: error.problem };
    throw error;
  }
};

type Fields = Readonly<Record<string, unknown>>;

/** An object with no other fields than these. */
export const objectAt = (value: unknown, path: string, fields: readonly string[]): Fields => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Unusable(path, 'an object');
  for (const name of Object.keys(value))
    if (!fields.includes(name))
      throw new Unusable(path === '' ? name : `${path}.${name}`, `one of ${fields.join(', ')}`);
  return Object.fromEntries(Object.entries(value));
};

export const listAt = (value: unknown, path: string): readonly unknown[] => {
  if (!Array.isArray(value)) throw new Unusable(path, 'a list');
  return value;
};

/** Text without undecodable or control characters but tab and line feed. */
export const wordsAt = (value: unknown, path: string): string => {
  if (typeof value !== 'string') throw new Unusable(path, 'text');
  if (value.length > TEXT_LIMITS.PARAGRAPH_CHARACTERS_MAX)
    throw new Unusable(path, `at most ${TEXT_LIMITS.PARAGRAPH_CHARACTERS_MAX} characters`);
  if (/\p{Surrogate}/u.test(value) || /[\u0000-\u0008\u000B-\u001F\u007F]/.test(value))
    throw new Unusable(path, 'text without control characters');
  return value;
};

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
export const idAt = (value: unknown, path: string): string => {
  if (typeof value !== 'string' || !ID.test(value))
    throw new Unusable(path, '1 to 64 letters, digits, dots, dashes or underscores');
  return value;
};

export const kindAt = (value: unknown, path: string): ParagraphKind => {
  const kind = PARAGRAPH_KINDS.find((one) => one === value);
  if (kind === undefined) throw new Unusable(path, `one of ${PARAGRAPH_KINDS.join(', ')}`);
  return kind;
};

const LEVEL_MAX = 4;
export const levelAt = (value: unknown, path: string): number => {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > LEVEL_MAX)
    throw new Unusable(path, `a whole number from 0 to ${LEVEL_MAX}`);
  return value;
};

const LANGUAGE = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;

/** FIL-1: a text file, read strictly; the problem names the path and what was expected. */
export const parseTextFile = (json: unknown): ReadFile<TextFile> =>
  reading(() => {
    const file = objectAt(json, '', ['format', 'language', 'paragraphs', 'hash']);
    if (file['format'] !== TEXT_FORMAT) throw new Unusable('format', `"${TEXT_FORMAT}"`);
    const { language } = file;
    if (typeof language !== 'string' || !LANGUAGE.test(language))
      throw new Unusable('language', 'a language tag such as "en"');
    const list = listAt(file['paragraphs'], 'paragraphs');
    if (list.length === 0) throw new Unusable('paragraphs', 'at least one paragraph');
    if (list.length > TEXT_LIMITS.PARAGRAPHS_MAX)
      throw new Unusable('paragraphs', `at most ${TEXT_LIMITS.PARAGRAPHS_MAX} paragraphs`);
    const ids = new Set<string>();
    let characters = 0;
    const paragraphs = list.map((value, at): FiledParagraph => {
      const path = `paragraphs[${at}]`;
      const one = objectAt(value, path, ['id', 'kind', 'level', 'label', 'text', 'marker', 'line', 'hash']);
      const id = idAt(one['id'], `${path}.id`);
      if (ids.has(id)) throw new Unusable(`${path}.id`, 'an id that no other paragraph has');
      ids.add(id);
      const text = wordsAt(one['text'], `${path}.text`);
      characters += text.length;
      if (characters > TEXT_LIMITS.TEXT_CHARACTERS_MAX)
        throw new Unusable('paragraphs', `at most ${TEXT_LIMITS.TEXT_CHARACTERS_MAX} characters in all`);
      return {
        id,
        kind: kindAt(one['kind'], `${path}.kind`),
        level: levelAt(one['level'], `${path}.level`),
        label: one['label'] === undefined ? '' : wordsAt(one['label'], `${path}.label`),
        text,
      };
    });
    return { format: TEXT_FORMAT, language, paragraphs };
  });
