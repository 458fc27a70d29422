import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** Name of the socket event by which frames of the live text come and go. */
export const FRAME_EVENT = 'y';

/**
 * The binary messages of the live text on the one socket (docs/live-text-protocol.md): `kind u8 | handle u32 | body`. The
 * handle is what the answer to `openDocument` gave and means this document on this socket.
 */
export const FROM_CLIENT_KINDS = {
  /** Body: a state vector. Asks for everything that is not in it. */
  sync: 1,
  /** Body: number of the batch, then updates. All of a batch is taken or nothing. */
  updates: 2,
  /** Body: where the carets are, as JSON. */
  presence: 3,
  /** No body: this document is of no more interest. */
  leave: 4,
} as const;
export type FromClientKind = (typeof FROM_CLIENT_KINDS)[keyof typeof FROM_CLIENT_KINDS];

export const FROM_SERVER_KINDS = {
  /** Body: encoding u8 (0 plain, 1 gzip), then one update that holds everything asked for. */
  state: 16,
  /** Body: updates that are committed, of whomever. */
  updates: 17,
  /** Body: number of the last batch of this client that is committed, number of the last row of the log then. */
  saved: 18,
  /** Body: a `RefusedBatch` as JSON. */
  refused: 19,
  /** Body: a `PresenceMessage` as JSON. */
  presence: 20,
  /** Body: the `LiveRights` that hold from now on, as JSON. */
  rights: 21,
  /** Body: a refusal as JSON. The document is closed for this client; the handle means nothing any more. */
  closed: 22,
  /** Body: id of a thread of comments that has changed, as JSON. */
  comments: 23,
  /** No body: frames were left out because this client was slow. It sends its state vector. */
  resync: 24,
} as const;
export type FromServerKind = (typeof FROM_SERVER_KINDS)[keyof typeof FROM_SERVER_KINDS];

/** Bytes before the body. */
export const FRAME_HEAD_BYTES = 5;

export interface Frame {
  readonly kind: number;
  readonly handle: number;
  readonly body: Uint8Array;
}

const EMPTY = new Uint8Array();

/** A frame in bytes. */
export const encodeFrame = (kind: number, handle: number, body: Uint8Array = EMPTY): Uint8Array => {
  const frame = new Uint8Array(FRAME_HEAD_BYTES + body.length);
  const view = new DataView(frame.buffer);
  view.setUint8(0, kind);
  view.setUint32(1, handle);
  frame.set(body, FRAME_HEAD_BYTES);
  return frame;
};

/** Reads a frame; undefined for bytes that are none. The body is a view of the bytes given. */
export const decodeFrame = (bytes: Uint8Array): Frame | undefined => {
  if (bytes.length < FRAME_HEAD_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { kind: view.getUint8(0), handle: view.getUint32(1), body: bytes.subarray(FRAME_HEAD_BYTES) };
};

/** What the body of a frame may hold wrongly is answered with undefined: the bytes come from others. */
const reading = <Value>(body: Uint8Array, read: (decoder: decoding.Decoder) => Value): Value | undefined => {
  try {
    const decoder = decoding.createDecoder(body);
    const value = read(decoder);
    return decoding.hasContent(decoder) ? undefined : value;
  } catch {
    // The decoder throws where the bytes end too early.
    return undefined;
  }
};

const writeUpdates = (encoder: encoding.Encoder, updates: readonly Uint8Array[]): void => {
  for (const update of updates) encoding.writeVarUint8Array(encoder, update);
};

const readUpdates = (decoder: decoding.Decoder): readonly Uint8Array[] => {
  const updates: Uint8Array[] = [];
  while (decoding.hasContent(decoder)) updates.push(decoding.readVarUint8Array(decoder));
  return updates;
};

/** Body of `updates` from the server. */
export const encodeUpdates = (updates: readonly Uint8Array[]): Uint8Array =>
  encoding.encode((encoder) => writeUpdates(encoder, updates));

export const decodeUpdates = (body: Uint8Array): readonly Uint8Array[] | undefined =>
  reading(body, readUpdates);

/** What a client sends at once. */
export interface UpdateBatch {
  /** Number of the batch: whole, larger than those before it under this handle. */
  readonly batch: number;
  readonly updates: readonly Uint8Array[];
}

/** Body of `updates` from a client. */
export const encodeBatch = ({ batch, updates }: UpdateBatch): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, batch);
    writeUpdates(encoder, updates);
  });

export const decodeBatch = (body: Uint8Array): UpdateBatch | undefined =>
  reading(body, (decoder) => ({ batch: decoding.readVarUint(decoder), updates: readUpdates(decoder) }));

/** What is committed. */
export interface SavedMessage {
  readonly batch: number;
  /** Number of the last row of the document's log. */
  readonly seq: number;
}

export const encodeSaved = ({ batch, seq }: SavedMessage): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, batch);
    encoding.writeVarUint(encoder, seq);
  });

export const decodeSaved = (body: Uint8Array): SavedMessage | undefined =>
  reading(body, (decoder) => ({
    batch: decoding.readVarUint(decoder),
    seq: decoding.readVarUint(decoder),
  }));

export const STATE_ENCODINGS = { plain: 0, gzip: 1 } as const;

export interface StateMessage {
  readonly isGzip: boolean;
  readonly bytes: Uint8Array;
}

export const encodeState = ({ isGzip, bytes }: StateMessage): Uint8Array => {
  const body = new Uint8Array(1 + bytes.length);
  body[0] = isGzip ? STATE_ENCODINGS.gzip : STATE_ENCODINGS.plain;
  body.set(bytes, 1);
  return body;
};

export const decodeState = (body: Uint8Array): StateMessage | undefined => {
  const [encoded] = body;
  if (encoded !== STATE_ENCODINGS.plain && encoded !== STATE_ENCODINGS.gzip) return undefined;
  return { isGzip: encoded === STATE_ENCODINGS.gzip, bytes: body.subarray(1) };
};

/** A body that is text: JSON, in UTF-8. */
export const encodeWords = (words: string): Uint8Array =>
  encoding.encode((encoder) => encoding.writeVarString(encoder, words));

export const decodeWords = (body: Uint8Array): string | undefined => reading(body, decoding.readVarString);
