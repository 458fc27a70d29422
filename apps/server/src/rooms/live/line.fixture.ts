import { DRAFT_SCHEMA_VERSION, newYDoc } from '@plenary/drafting';
import {
  decodeFrame,
  decodeSaved,
  decodeState,
  decodeUpdates,
  decodeWords,
  encodeBatch,
  encodeFrame,
  FRAME_EVENT,
  FROM_CLIENT_KINDS,
  FROM_SERVER_KINDS,
  PROTOCOL_VERSION,
  type LiveRights,
  type OpenDocumentAnswer,
  type RefusedBatch,
} from '@plenary/protocol';
import { gunzipSync } from 'node:zlib';
import { io as connect, type Socket } from 'socket.io-client';
import * as Y from 'yjs';
import { TEST_DELIBERATION, type TestSeat, type TestService } from '../../testing.ts';
import { liveParser } from './live-parser.ts';

/** A frame as it came, its body not yet read. */
interface Heard {
  readonly kind: number;
  readonly body: Uint8Array;
}

/** A live document open on a socket of its own, spoken to frame by frame. */
export interface Line {
  readonly socket: Socket;
  readonly doc: Y.Doc;
  readonly client: number;
  readonly handle: number;
  readonly rights: LiveRights;
  /** Sends bytes as a frame of this document. */
  readonly send: (kind: number, body?: Uint8Array) => void;
  /** Sends updates as the next batch; gives its number. */
  readonly batch: (updates: readonly Uint8Array[]) => number;
  /** Resolves with the first frame of a kind that comes from now on. */
  readonly next: (kind: number) => Promise<Uint8Array>;
  /** Writes into the document and waits until it is stored. */
  readonly write: (edit: (doc: Y.Doc) => void) => Promise<void>;
  /** Writes into a copy of the document and waits until that is refused. */
  readonly refused: (edit: (doc: Y.Doc) => void) => Promise<RefusedBatch>;
  /** Resolves with the id of the next thread of comments that changed. */
  readonly nextComment: () => Promise<string>;
}

export const socketTo = async (
  service: TestService,
  seat: TestSeat | undefined,
  transports: string[] = ['websocket'],
): Promise<Socket> => {
  const socket = connect(await service.listen(), {
    auth: { version: PROTOCOL_VERSION },
    parser: liveParser,
    transports,
    forceNew: true,
    reconnection: false,
    extraHeaders: seat === undefined ? {} : { cookie: await service.enter(seat) },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('connect_error', reject);
  });
  return socket;
};

export const DELIBERATION = TEST_DELIBERATION.slice('deliberation:'.length);

export const openMessage = (document: string, more: object = {}) => ({
  deliberation: DELIBERATION,
  document,
  schema: DRAFT_SCHEMA_VERSION,
  holds: false,
  ...more,
});

export const askToOpen = async (socket: Socket, message: unknown): Promise<OpenDocumentAnswer> =>
  socket.timeout(20_000).emitWithAck('openDocument', message);

/** What an edit of a copy of a document writes, under the same client number. */
export const editOf = (doc: Y.Doc, edit: (copy: Y.Doc) => void): readonly Uint8Array[] => {
  const copy = newYDoc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.clientID = doc.clientID;
  const updates: Uint8Array[] = [];
  copy.on('update', (update: Uint8Array) => updates.push(update));
  edit(copy);
  return updates;
};

/** Opens a document on a socket and waits until it is there. */
export const openLine = async (
  service: TestService,
  seat: TestSeat | undefined,
  document: string,
  { socket: given, lease }: { readonly socket?: Socket; readonly lease?: number } = {},
): Promise<Line> => {
  const socket = given ?? (await socketTo(service, seat));
  const doc = newYDoc();
  const early: Heard[] = [];
  let handle: number | undefined;
  const waiting: { kind: number; done: (body: Uint8Array) => void }[] = [];
  const hear = ({ kind, body }: Heard): void => {
    if (kind === FROM_SERVER_KINDS.updates)
      for (const update of decodeUpdates(body) ?? []) Y.applyUpdate(doc, update, 'service');
    if (kind === FROM_SERVER_KINDS.state) {
      const state = decodeState(body);
      if (state !== undefined)
        Y.applyUpdate(doc, state.isGzip ? new Uint8Array(gunzipSync(state.bytes)) : state.bytes, 'service');
    }
    const at = waiting.findIndex((each) => each.kind === kind);
    if (at >= 0) waiting.splice(at, 1)[0]?.done(body);
  };
  socket.on(FRAME_EVENT, (bytes: Uint8Array) => {
    const frame = decodeFrame(new Uint8Array(bytes));
    if (frame === undefined) return;
    if (handle === undefined) early.push(frame);
    else if (frame.handle === handle) hear(frame);
  });
  const next = (kind: number): Promise<Uint8Array> =>
    new Promise((resolve) => waiting.push({ kind, done: resolve }));
  const loaded = next(FROM_SERVER_KINDS.state);
  const answer = await askToOpen(socket, openMessage(document, lease === undefined ? {} : { lease }));
  if (!answer.ok) throw new Error(`${document} was not opened: ${JSON.stringify(answer.error)}`);
  ({ handle } = answer);
  const client = answer.client ?? doc.clientID;
  doc.clientID = client;
  for (const frame of early) hear(frame);
  await loaded;
  let number = 0;
  const send = (kind: number, body: Uint8Array = new Uint8Array()): void =>
    void socket.emit(FRAME_EVENT, encodeFrame(kind, answer.handle, body));
  const batch = (updates: readonly Uint8Array[]): number => {
    number += 1;
    send(FROM_CLIENT_KINDS.updates, encodeBatch({ batch: number, updates }));
    return number;
  };
  return {
    socket,
    doc,
    client,
    handle: answer.handle,
    rights: answer.rights,
    send,
    batch,
    next,
    write: async (edit) => {
      const updates: Uint8Array[] = [];
      const take = (update: Uint8Array, origin: unknown): void => {
        if (origin !== 'service') updates.push(update);
      };
      doc.on('update', take);
      edit(doc);
      doc.off('update', take);
      const saved = next(FROM_SERVER_KINDS.saved);
      const sent = batch(updates);
      const said = decodeSaved(await saved);
      if (said?.batch !== sent) throw new Error(`batch ${sent} was answered with ${JSON.stringify(said)}`);
    },
    refused: async (edit) => {
      const refusal = next(FROM_SERVER_KINDS.refused);
      batch(editOf(doc, edit));
      return JSON.parse(decodeWords(await refusal) ?? '') as RefusedBatch;
    },
    nextComment: async () => String(JSON.parse(decodeWords(await next(FROM_SERVER_KINDS.comments)) ?? '')),
  };
};
