import { sha256 } from '@noble/hashes/sha2.js';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** One update as it was admitted, with who sent it: what an append-only log of a document holds. */
export interface LogRow {
  /** 1 for the first row of the document, without gaps. */
  readonly number: number;
  /** Milliseconds since 1970 at the service. */
  readonly at: number;
  readonly person: string;
  readonly delegation: string;
  readonly session: string;
  /** Hash of the row before; 32 zero bytes for the first. */
  readonly previous: Uint8Array;
  /** The update, in version 1 of the update format of Yjs. */
  readonly update: Uint8Array;
}

/** Version 1 of the format of a row: see docs/formats.md. */
export const LOG_ROW_VERSION = 1;
export const HASH_BYTES = 32;
/** Hash that the first row names as that before it. */
export const NO_ROW: Uint8Array = new Uint8Array(HASH_BYTES);

/** A row in bytes: version, number, time, person, delegation, session, previous hash, update. */
export const encodeRow = ({
  number,
  at,
  person,
  delegation,
  session,
  previous,
  update,
}: LogRow): Uint8Array => {
  if (previous.length !== HASH_BYTES) throw new Error(`a hash has ${HASH_BYTES} bytes`);
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, LOG_ROW_VERSION);
  encoding.writeVarUint(encoder, number);
  encoding.writeVarUint(encoder, at);
  for (const word of [person, delegation, session]) encoding.writeVarString(encoder, word);
  encoding.writeUint8Array(encoder, previous);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
};

export type DecodedRow =
  | { readonly ok: true; readonly row: LogRow }
  | {
      readonly ok: false;
      readonly refusal: {
        readonly code: 'log.version' | 'log.malformed';
        readonly facts: Readonly<Record<string, number>>;
      };
    };

/** Reads a row; refused when it is of another version, cut short, or followed by anything. */
export const decodeRow = (bytes: Uint8Array): DecodedRow => {
  const malformed: DecodedRow = {
    ok: false,
    refusal: { code: 'log.malformed', facts: { bytes: bytes.length } },
  };
  try {
    const decoder = decoding.createDecoder(bytes);
    const version = decoding.readUint8(decoder);
    if (version !== LOG_ROW_VERSION)
      return { ok: false, refusal: { code: 'log.version', facts: { version } } };
    const number = decoding.readVarUint(decoder);
    const at = decoding.readVarUint(decoder);
    const person = decoding.readVarString(decoder);
    const delegation = decoding.readVarString(decoder);
    const session = decoding.readVarString(decoder);
    const previous = decoding.readUint8Array(decoder, HASH_BYTES).slice();
    const update = decoding.readVarUint8Array(decoder).slice();
    if (decoding.hasContent(decoder)) return malformed;
    return { ok: true, row: { number, at, person, delegation, session, previous, update } };
  } catch {
    // The decoder throws where the bytes end too early; the answer is the same wherever that is.
    return malformed;
  }
};

/** The hash of a row, which the next one names: SHA-256 over its bytes. */
export const rowHash = (row: LogRow): Uint8Array => sha256(encodeRow(row));

/** The first row that does not follow the one before it, by number and hash; undefined when all do. */
export const brokenRow = (rows: readonly LogRow[], before?: LogRow): LogRow | undefined => {
  let [number, hash] = before === undefined ? [0, NO_ROW] : [before.number, rowHash(before)];
  for (const row of rows) {
    const expected = hash;
    if (row.number !== number + 1 || !row.previous.every((byte, at) => byte === expected[at])) return row;
    number = row.number;
    hash = rowHash(row);
  }
  return undefined;
};
