import { readFileSync } from 'node:fs';

/** An input that cannot be used: the file, the line or path, and what was expected. The command ends with status 2. */
export class InputError extends Error {}

const bytesOf = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new InputError(`${path}: cannot be read (${code}); expected a file`);
  }
};

/** Text of a file in UTF-8, without the mark at its head; bytes that are no text are named with their line. */
export const readText = (path: string): string => {
  const bytes = bytesOf(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    const line = bytes.toString('utf8').split('\uFFFD', 1)[0]?.split('\n').length ?? 1;
    throw new InputError(`${path}:${line}: not UTF-8; expected text in UTF-8`);
  }
};

/** JSON of a file; a syntax error names the line. */
export const readJson = (path: string): unknown => {
  const text = readText(path);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const place = /position (\d+)/.exec(message)?.[1];
    const line =
      place === undefined ? text.split('\n').length : text.slice(0, Number(place)).split('\n').length;
    throw new InputError(`${path}:${line}: not JSON (${message}); expected one JSON value`);
  }
};

type Json = Readonly<Record<string, unknown>>;

/** A field that must be an object. */
export const objectAt = (path: string, place: string, value: unknown): Json => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InputError(`${path}: ${place}: expected an object`);
  return value as Json;
};

/** A field that must be a list. */
export const listAt = (path: string, place: string, value: unknown): readonly unknown[] => {
  if (!Array.isArray(value)) throw new InputError(`${path}: ${place}: expected a list`);
  return value;
};

/** Fields that nobody knows are a mistake to be told of, not to be passed over. */
export const onlyFields = (path: string, place: string, json: Json, fields: readonly string[]): void => {
  for (const field of Object.keys(json))
    if (!fields.includes(field))
      throw new InputError(`${path}: ${place}.${field}: no such field; expected ${fields.join(', ')}`);
};
