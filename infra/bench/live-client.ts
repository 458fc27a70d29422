/** Clients of live texts as light as they can be, so that the load is on the service: each speaks ws and nothing more. */
import { gunzipSync } from 'node:zlib';
import { DRAFT_SCHEMA_VERSION, newYDoc } from '@plenary/drafting';
import {
  decodeFrame,
  decodeSaved,
  decodeState,
  decodeUpdates,
  encodeBatch,
  encodeFrame,
  FROM_CLIENT_KINDS,
  FROM_SERVER_KINDS,
  PROTOCOL_VERSION,
  type OpenDocumentAnswer,
} from '@plenary/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { DELIBERATION, type LiveKind } from './live-service.ts';

/** What a client hears of: the writer and the clock of each update that comes, and that its own are stored. */
export interface Heard {
  readonly update: (client: number, clock: number) => void;
  readonly saved: (upTo: number) => void;
  readonly bytes: (count: number) => void;
}

export interface LiveClient {
  readonly client: number;
  /** Types one character; gives its clock. */
  readonly type: () => number;
  readonly close: () => void;
}

export interface ClientOptions {
  readonly kind: LiveKind;
  readonly address: string;
  readonly document: string;
  readonly cookie?: string;
  /** Where it types: the id of a paragraph; nothing for one who reads. */
  readonly paragraph?: string;
  readonly heard: Heard;
  /** Whether what comes is read; one who only counts bytes costs the generator less. */
  readonly reads: boolean;
}

/** Writer and clock of the first change in an update. */
const firstOf = (update: Uint8Array): readonly [number, number] => {
  const decoder = decoding.createDecoder(update);
  if (decoding.readVarUint(decoder) === 0) return [0, 0];
  decoding.readVarUint(decoder);
  return [decoding.readVarUint(decoder), decoding.readVarUint(decoder)];
};

const wsAddress = (address: string): string => address.replace(/^http/, 'ws');

const open = (socket: WebSocket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });

/** A document in which one types at the start of one text, and hears nothing of the others. */
const typewriter = (doc: Y.Doc, text: Y.Text, send: (update: Uint8Array, clock: number) => void) => {
  let last: Uint8Array | undefined;
  doc.on('update', (update: Uint8Array) => (last = update));
  return (): number => {
    const clock = Y.getState(doc.store, doc.clientID);
    text.insert(0, 'x');
    if (last !== undefined) send(last, clock);
    return clock;
  };
};

const plenaryClient = async (options: ClientOptions): Promise<LiveClient> => {
  const { address, document, cookie, paragraph, heard, reads } = options;
  const socket = new WebSocket(`${wsAddress(address)}/socket.io/?EIO=4&transport=websocket`, {
    headers: cookie === undefined ? {} : { cookie },
    perMessageDeflate: false,
  });
  socket.binaryType = 'nodebuffer';
  const doc = newYDoc();
  let handle = -1;
  const early: Uint8Array[] = [];
  let loaded = (): void => undefined;
  const isLoaded = new Promise<void>((resolve) => (loaded = resolve));
  const clocks = new Map<number, number>();
  const frame = (bytes: Uint8Array): void => {
    const read = decodeFrame(bytes);
    if (read === undefined || read.handle !== handle) return;
    if (read.kind === FROM_SERVER_KINDS.updates)
      for (const update of decodeUpdates(read.body) ?? []) heard.update(...firstOf(update));
    else if (read.kind === FROM_SERVER_KINDS.saved) {
      const batch = decodeSaved(read.body)?.batch ?? 0;
      heard.saved(clocks.get(batch) ?? -1);
    } else if (read.kind === FROM_SERVER_KINDS.state) {
      const state = decodeState(read.body);
      if (state !== undefined)
        Y.applyUpdate(doc, state.isGzip ? new Uint8Array(gunzipSync(state.bytes)) : state.bytes);
      loaded();
    } else if (read.kind === FROM_SERVER_KINDS.refused || read.kind === FROM_SERVER_KINDS.closed)
      throw new Error(`refused: ${Buffer.from(read.body).toString()}`);
  };
  const answered = new Promise<OpenDocumentAnswer>((resolve) => {
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      heard.bytes(data.length);
      if (isBinary) {
        if (handle < 0) early.push(data);
        else if (reads || data[0] !== FROM_SERVER_KINDS.updates) frame(data);
        return;
      }
      const words = data.toString();
      if (words === '2') socket.send('3');
      else if (words.startsWith('0')) socket.send(`40${JSON.stringify({ version: PROTOCOL_VERSION })}`);
      else if (words.startsWith('40')) {
        const message = { deliberation: DELIBERATION, document, schema: DRAFT_SCHEMA_VERSION, holds: false };
        socket.send(`420${JSON.stringify(['openDocument', message])}`);
      } else if (words.startsWith('430')) {
        const [answer] = JSON.parse(words.slice(3)) as [OpenDocumentAnswer];
        resolve(answer);
        if (!answer.ok) return;
        ({ handle } = answer);
        for (const bytes of early.splice(0)) frame(bytes);
      } else if (words.startsWith('44')) throw new Error(words);
    });
  });
  await open(socket);
  const answer = await answered;
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  await isLoaded;
  if (answer.client !== undefined) doc.clientID = answer.client;
  let batch = 0;
  const text = paragraph === undefined ? undefined : doc.getMap<Y.Text>('texts').get(paragraph);
  const type =
    text === undefined
      ? () => -1
      : typewriter(doc, text, (update, clock) => {
          batch += 1;
          clocks.set(batch, clock);
          socket.send(
            encodeFrame(FROM_CLIENT_KINDS.updates, handle, encodeBatch({ batch, updates: [update] })),
          );
        });
  return {
    client: doc.clientID,
    type,
    close: () => socket.terminate(),
  };
};

/** The usual frames of Yjs over ws: a kind, a kind of sync, bytes; hocuspocus puts the name of the document before. */
const syncClient = async (options: ClientOptions): Promise<LiveClient> => {
  const { kind, address, document, paragraph, heard, reads } = options;
  const isNamed = kind === 'hocuspocus' || kind === 'hocuspocus-log';
  const isBare = kind === 'relay' || kind === 'batched';
  const socket = new WebSocket(`${wsAddress(address)}/${isNamed ? '' : document}`, {
    perMessageDeflate: false,
  });
  socket.binaryType = 'nodebuffer';
  const message = (write: (encoder: encoding.Encoder) => void): Uint8Array =>
    encoding.encode((encoder) => {
      if (isNamed) encoding.writeVarString(encoder, document);
      write(encoder);
    });
  let ready = (): void => undefined;
  const isReady = new Promise<void>((resolve) => (ready = resolve));
  /** Stored, as far as a peer says so: one status for each update, in order. */
  const sent: number[] = [];
  const hear = (data: Uint8Array): void => {
    const decoder = decoding.createDecoder(data);
    if (isBare) {
      // Updates of one length byte each, as they were sent.
      while (decoding.hasContent(decoder)) heard.update(...firstOf(decoding.readVarUint8Array(decoder)));
      return;
    }
    if (isNamed) decoding.readVarString(decoder);
    const type = decoding.readVarUint(decoder);
    if (type === 8) {
      const clock = sent.shift();
      if (clock !== undefined) heard.saved(clock);
    } else if (type === 0 || type === 4) {
      const step = decoding.readVarUint(decoder);
      if (step === 2) heard.update(...firstOf(decoding.readVarUint8Array(decoder)));
      else ready();
    }
  };
  socket.on('message', (data: Buffer) => {
    heard.bytes(data.length);
    if (reads || paragraph !== undefined) hear(data);
    else ready();
  });
  await open(socket);
  const doc = new Y.Doc();
  if (isNamed)
    socket.send(
      message((encoder) => {
        encoding.writeVarUint(encoder, 2);
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarString(encoder, '');
      }),
    );
  if (!isBare) {
    socket.send(
      message((encoder) => {
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarUint8Array(encoder, Y.encodeStateVector(doc));
      }),
    );
    await isReady;
  }
  const type =
    paragraph === undefined
      ? () => -1
      : typewriter(doc, doc.getText(paragraph), (update, clock) => {
          sent.push(clock);
          socket.send(
            isBare
              ? encoding.encode((encoder) => encoding.writeVarUint8Array(encoder, update))
              : message((encoder) => {
                  encoding.writeVarUint(encoder, 0);
                  encoding.writeVarUint(encoder, 2);
                  encoding.writeVarUint8Array(encoder, update);
                }),
          );
        });
  return {
    client: doc.clientID,
    type,
    close: () => socket.terminate(),
  };
};

/** y-socket.io: events of a namespace for each document, their bytes in a message of their own behind the one that names them. */
const namespaceClient = async (options: ClientOptions): Promise<LiveClient> => {
  const { address, document, paragraph, heard, reads } = options;
  const socket = new WebSocket(`${wsAddress(address)}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
  });
  socket.binaryType = 'nodebuffer';
  const namespace = `/yjs|${document},`;
  let joined = (): void => undefined;
  const hasJoined = new Promise<void>((resolve) => (joined = resolve));
  let isUpdate = false;
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    heard.bytes(data.length);
    if (isBinary) {
      if (isUpdate && reads) heard.update(...firstOf(data));
      return;
    }
    const words = data.toString();
    isUpdate = words.startsWith('451-') && words.includes('["sync-update",');
    if (words === '2') socket.send('3');
    else if (words.startsWith('0')) socket.send(`40${namespace}`);
    else if (words.startsWith(`40${namespace}`)) joined();
    else if (words.startsWith('44')) throw new Error(words);
  });
  await open(socket);
  await hasJoined;
  const doc = new Y.Doc();
  const announcement = `451-${namespace}["sync-update",{"_placeholder":true,"num":0}]`;
  const type =
    paragraph === undefined
      ? () => -1
      : typewriter(doc, doc.getText(paragraph), (update) => {
          socket.send(announcement);
          socket.send(update);
        });
  return { client: doc.clientID, type, close: () => socket.terminate() };
};

export const liveClient = (options: ClientOptions): Promise<LiveClient> => {
  switch (options.kind) {
    case 'plenary':
      return plenaryClient(options);
    case 'y-socket.io':
      return namespaceClient(options);
    default:
      return syncClient(options);
  }
};
