import type { Envelope } from './envelope.ts';
import { EXPORT_FORMAT, type ExportedEntry, type ExportedWords, type RecordExport } from './export.ts';

export type ParsedExport =
  | { readonly ok: true; readonly record: RecordExport }
  | { readonly ok: false; readonly path: string; readonly expected: string };

class Malformed extends Error {
  readonly path: string;
  readonly expected: string;
  constructor(path: string, expected: string) {
    super(`${path}: ${expected}`);
    this.path = path;
    this.expected = expected;
  }
}

type Json = Readonly<Record<string, unknown>>;
const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with exactly these fields; the optional ones may be absent. */
const object = (
  value: unknown,
  path: string,
  fields: readonly string[],
  optional: readonly string[] = [],
): Json => {
  if (!isJson(value)) throw new Malformed(path, 'an object');
  for (const field of fields)
    if (!Object.hasOwn(value, field)) throw new Malformed(`${path}.${field}`, 'a value');
  for (const field of Object.keys(value))
    if (!fields.includes(field) && !optional.includes(field))
      throw new Malformed(`${path}.${field}`, 'no such field');
  return value;
};

interface Form {
  readonly pattern: RegExp;
  readonly expected: string;
}
const TEXT: Form = { pattern: /^[^]+$/, expected: 'text that is not empty' };
const HASH: Form = { pattern: /^[0-9a-f]{64}$/, expected: '64 lower-case hexadecimal digits' };
const INSTANT: Form = {
  pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  expected: 'an instant like 2026-01-31T09:00:00.000Z',
};

const text = (value: unknown, path: string, { pattern, expected }: Form = TEXT): string => {
  if (typeof value !== 'string' || !pattern.test(value)) throw new Malformed(path, expected);
  return value;
};
const whole = (value: unknown, path: string, min: number): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min)
    throw new Malformed(path, `a whole number from ${min}`);
  return value;
};
const list = (value: unknown, path: string): readonly unknown[] => {
  if (!Array.isArray(value)) throw new Malformed(path, 'a list');
  return value;
};

const ENVELOPE = ['seq', 'stream', 'version', 'type', 'at', 'actor', 'audience', 'commitment'] as const;

const envelopeOf = (value: unknown, path: string): Envelope => {
  const json = object(value, path, ENVELOPE);
  const actor = json['actor'];
  if (!isJson(actor)) throw new Malformed(`${path}.actor`, 'an object');
  return {
    seq: whole(json['seq'], `${path}.seq`, 0),
    stream: text(json['stream'], `${path}.stream`),
    version: whole(json['version'], `${path}.version`, 1),
    type: text(json['type'], `${path}.type`),
    at: text(json['at'], `${path}.at`, INSTANT),
    actor,
    audience: text(json['audience'], `${path}.audience`),
    commitment: text(json['commitment'], `${path}.commitment`, HASH),
  };
};

const entryOf = (value: unknown, path: string): ExportedEntry => {
  const json = object(value, path, ['envelope'], ['payload', 'salt']);
  const envelope = envelopeOf(json['envelope'], `${path}.envelope`);
  const shown = Object.hasOwn(json, 'payload');
  if (shown !== Object.hasOwn(json, 'salt'))
    throw new Malformed(path, 'payload and salt together or neither');
  return shown
    ? { envelope, payload: json['payload'], salt: text(json['salt'], `${path}.salt`, HASH) }
    : { envelope };
};

const leafOf = (value: unknown, path: string): readonly [number, string] => {
  const [seq, hash, ...more] = list(value, path);
  if (more.length > 0) throw new Malformed(path, 'a pair');
  return [whole(seq, `${path}[0]`, 0), text(hash, `${path}[1]`, HASH)];
};

const wordsOf = (value: unknown, path: string): ExportedWords => {
  const json = object(value, path, ['stream', 'comment', 'words', 'salt']);
  return {
    stream: text(json['stream'], `${path}.stream`),
    comment: text(json['comment'], `${path}.comment`),
    words: json['words'],
    salt: text(json['salt'], `${path}.salt`, HASH),
  };
};

const CONVERSATION = /^c[1-9]\d*$/;

const logsOf = (value: unknown, path: string): Readonly<Record<string, string>> => {
  if (!isJson(value)) throw new Malformed(path, 'an object');
  return Object.fromEntries(
    Object.entries(value).map(([conversation, log]) => {
      if (!CONVERSATION.test(conversation))
        throw new Malformed(`${path}.${conversation}`, 'no such conversation');
      if (typeof log !== 'string') throw new Malformed(`${path}.${conversation}`, 'text');
      return [conversation, log];
    }),
  );
};

/** Streams under a name that may be absent. */
const streamsIn = (
  json: Json,
  name: 'sittings' | 'consultations',
): { readonly [K in typeof name]?: readonly string[] } =>
  Object.hasOwn(json, name)
    ? { [name]: list(json[name], `$.${name}`).map((one, index) => text(one, `$.${name}[${index}]`)) }
    : {};

const FIELDS = ['format', 'body', 'deliberation', 'verifierKey', 'checkpoint', 'entries', 'otherLeaves'];

const recordOf = (value: unknown): RecordExport => {
  const json = object(value, '$', FIELDS, ['sittings', 'consultations', 'words', 'logs']);
  if (json['format'] !== EXPORT_FORMAT) throw new Malformed('$.format', EXPORT_FORMAT);
  return {
    format: EXPORT_FORMAT,
    body: text(json['body'], '$.body'),
    deliberation: text(json['deliberation'], '$.deliberation'),
    ...streamsIn(json, 'sittings'),
    ...streamsIn(json, 'consultations'),
    ...(Object.hasOwn(json, 'words')
      ? { words: list(json['words'], '$.words').map((one, index) => wordsOf(one, `$.words[${index}]`)) }
      : {}),
    ...(Object.hasOwn(json, 'logs') ? { logs: logsOf(json['logs'], '$.logs') } : {}),
    verifierKey: text(json['verifierKey'], '$.verifierKey'),
    checkpoint: text(json['checkpoint'], '$.checkpoint'),
    entries: list(json['entries'], '$.entries').map((entry, index) => entryOf(entry, `$.entries[${index}]`)),
    otherLeaves: list(json['otherLeaves'], '$.otherLeaves').map((leaf, index) =>
      leafOf(leaf, `$.otherLeaves[${index}]`),
    ),
  };
};

/** Reads an export strictly: an unknown, missing or misshapen field is an error with its path. */
export const parseExport = (value: unknown): ParsedExport => {
  try {
    return { ok: true, record: recordOf(value) };
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, path: error.path, expected: error.expected };
    throw error;
  }
};
