import type { Envelope } from './envelope.ts';

export const EXPORT_FORMAT = 'plenary-record/1';

/** One event of the exported streams: what the log says of it and, where the public may see it, what it says. */
export interface ExportedEntry {
  readonly envelope: Envelope;
  readonly payload?: unknown;
  /** Hexadecimal, 32 bytes. */
  readonly salt?: string;
}

/** A deliberation with its record: all that a stranger needs to check it. Every other entry is there as leaf hash. */
export interface RecordExport {
  readonly format: typeof EXPORT_FORMAT;
  readonly body: string;
  readonly deliberation: string;
  readonly verifierKey: string;
  /** Signed checkpoint over all entries and leaves below. */
  readonly checkpoint: string;
  /** In the order of the log. */
  readonly entries: readonly ExportedEntry[];
  /** Leaf hashes of all other entries: sequence number → hexadecimal. */
  readonly otherLeaves: readonly (readonly [number, string])[];
}

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
const object = (
  value: unknown,
  path: string,
  fields: readonly string[],
  optional: readonly string[] = [],
): Json => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Malformed(path, 'an object');
  const json = value as Json;
  for (const field of fields)
    if (!Object.hasOwn(json, field)) throw new Malformed(`${path}.${field}`, 'a value');
  for (const field of Object.keys(json))
    if (!fields.includes(field) && !optional.includes(field))
      throw new Malformed(`${path}.${field}`, 'no such field');
  return json;
};
const text = (value: unknown, path: string, pattern = /^[^]+$/): string => {
  if (typeof value !== 'string' || !pattern.test(value))
    throw new Malformed(path, `text like ${pattern.source}`);
  return value;
};
const whole = (value: unknown, path: string): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new Malformed(path, 'a whole number');
  return value;
};
const list = (value: unknown, path: string): readonly unknown[] => {
  if (!Array.isArray(value)) throw new Malformed(path, 'a list');
  return value;
};
const HEX = /^[0-9a-f]{64}$/;

const envelopeOf = (value: unknown, path: string): Envelope => {
  const json = object(value, path, [
    'seq',
    'stream',
    'version',
    'type',
    'at',
    'actor',
    'audience',
    'commitment',
  ]);
  if (typeof json['actor'] !== 'object' || json['actor'] === null)
    throw new Malformed(`${path}.actor`, 'an object');
  return {
    seq: whole(json['seq'], `${path}.seq`),
    stream: text(json['stream'], `${path}.stream`),
    version: whole(json['version'], `${path}.version`),
    type: text(json['type'], `${path}.type`),
    at: text(json['at'], `${path}.at`),
    actor: json['actor'] as Json,
    audience: text(json['audience'], `${path}.audience`),
    commitment: text(json['commitment'], `${path}.commitment`, HEX),
  };
};

const entryOf = (value: unknown, path: string): ExportedEntry => {
  const json = object(value, path, ['envelope'], ['payload', 'salt']);
  const envelope = envelopeOf(json['envelope'], `${path}.envelope`);
  const shown = Object.hasOwn(json, 'payload');
  if (shown !== Object.hasOwn(json, 'salt'))
    throw new Malformed(path, 'payload and salt together or neither');
  return shown
    ? { envelope, payload: json['payload'], salt: text(json['salt'], `${path}.salt`, HEX) }
    : { envelope };
};

/** Reads an export strictly: an unknown or missing field is an error with its path. */
export const parseExport = (value: unknown): ParsedExport => {
  try {
    const fields = ['format', 'body', 'deliberation', 'verifierKey', 'checkpoint', 'entries', 'otherLeaves'];
    const json = object(value, '$', fields);
    if (json['format'] !== EXPORT_FORMAT) throw new Malformed('$.format', EXPORT_FORMAT);
    return {
      ok: true,
      record: {
        format: EXPORT_FORMAT,
        body: text(json['body'], '$.body'),
        deliberation: text(json['deliberation'], '$.deliberation'),
        verifierKey: text(json['verifierKey'], '$.verifierKey'),
        checkpoint: text(json['checkpoint'], '$.checkpoint'),
        entries: list(json['entries'], '$.entries').map((entry, index) =>
          entryOf(entry, `$.entries[${index}]`),
        ),
        otherLeaves: list(json['otherLeaves'], '$.otherLeaves').map((pair, index) => {
          const path = `$.otherLeaves[${index}]`;
          const [seq, hash, ...more] = list(pair, path);
          if (more.length > 0) throw new Malformed(path, 'a pair');
          return [whole(seq, `${path}[0]`), text(hash, `${path}[1]`, HEX)] as const;
        }),
      },
    };
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, path: error.path, expected: error.expected };
    throw error;
  }
};
