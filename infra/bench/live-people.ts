/** People who type into one live text of a service that is killed: what they typed, and what of it was acknowledged. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import {
  decodeBatch,
  decodeFrame,
  decodeSaved,
  FRAME_EVENT,
  FROM_CLIENT_KINDS,
  FROM_SERVER_KINDS,
  PROTOCOL_VERSION,
} from '@plenary/protocol';
import { io, type Socket } from 'socket.io-client';
import * as Y from 'yjs';
import {
  liveParser,
  memoryStore,
  openLiveText,
  type LiveText,
} from '../../apps/web/src/lib/live-text/index.ts';

/** A word that was typed, once, and the clock of its writer behind it. */
export interface Typed {
  readonly word: string;
  readonly client: number;
  readonly clock: number;
}
export interface Person {
  readonly socket: Socket;
  readonly text: LiveText;
}
/** Where people meet, and what is known of what they typed. */
export interface LiveMeeting {
  readonly address: string;
  readonly deliberation: string;
  readonly document: string;
  readonly typed: Typed[];
  /** What the service said is stored: by client number, the clock up to which. */
  readonly acknowledged: Map<number, number>;
}

const PATIENCE_MILLISECONDS = 60_000;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A port that nobody has; the service comes back on it after each kill. */
export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const bound = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof bound !== 'object' || bound === null) throw new Error('no port');
  return bound.port;
};

const socketTo = (address: string, cookie?: string): Socket =>
  io(address, {
    auth: { version: PROTOCOL_VERSION },
    parser: liveParser,
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 20,
    reconnectionDelayMax: 100,
    extraHeaders: cookie === undefined ? {} : { cookie },
  });

/** Notes on the line itself what is sent and what of it the service says is stored. */
const listen = (socket: Socket, acknowledged: Map<number, number>): void => {
  const sent = new Map<number, ReadonlyMap<number, number>>();
  socket.on('connect', () => sent.clear());
  socket.onAnyOutgoing((name: unknown, bytes: unknown) => {
    if (name !== FRAME_EVENT || !(bytes instanceof Uint8Array)) return;
    const frame = decodeFrame(bytes);
    const batch = frame?.kind === FROM_CLIENT_KINDS.updates ? decodeBatch(frame.body) : undefined;
    if (batch === undefined) return;
    const clocks = new Map<number, number>();
    for (const update of batch.updates)
      for (const [client, clock] of Y.parseUpdateMeta(update).to)
        clocks.set(client, Math.max(clock, clocks.get(client) ?? 0));
    sent.set(batch.batch, clocks);
  });
  socket.onAny((name: unknown, bytes: unknown) => {
    if (name !== FRAME_EVENT || !(bytes instanceof Uint8Array)) return;
    const frame = decodeFrame(bytes);
    const saved = frame?.kind === FROM_SERVER_KINDS.saved ? decodeSaved(frame.body) : undefined;
    if (saved === undefined) return;
    for (const [batch, clocks] of sent) {
      if (batch > saved.batch) continue;
      sent.delete(batch);
      for (const [client, clock] of clocks)
        acknowledged.set(client, Math.max(clock, acknowledged.get(client) ?? 0));
    }
  });
};

/** Somebody with a page of the document; without a cookie one who only reads. */
export const openPerson = (
  { address, deliberation, document, acknowledged }: LiveMeeting,
  account: string,
  cookie?: string,
): Person => {
  const socket = socketTo(address, cookie);
  listen(socket, acknowledged);
  const text = openLiveText({ socket, deliberation, document, store: memoryStore(), account });
  return { socket, text };
};

/** Waits for what does not come by an event. @throws Error after a while, with what was waited for */
export const eventually = async (what: string, isSo: () => boolean): Promise<void> => {
  const began = performance.now();
  while (!isSo()) {
    if (performance.now() - began > PATIENCE_MILLISECONDS) throw new Error(`in vain: ${what}`);
    await pause(20);
  }
};
export const isHere = ({ text }: Person): boolean => {
  const { connection, isLoaded } = text.state.get();
  return connection === 'live' && isLoaded;
};

/** The state of a document; from a copy, in which everything is joined that can be, where it must be. */
const bytesOf = (doc: Y.Doc): Buffer => Buffer.from(Y.encodeStateAsUpdate(doc));
const joinedBytesOf = (doc: Y.Doc): Buffer => {
  const copy = new Y.Doc({ gc: false });
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return bytesOf(copy);
};
export const areEqual = (one: Y.Doc, other: Y.Doc): boolean =>
  bytesOf(one).equals(bytesOf(other)) || joinedBytesOf(one).equals(joinedBytesOf(other));

/** @throws Error where there is no such paragraph */
export const textOf = (doc: Y.Doc, paragraph: string): Y.Text => {
  const text = doc.getMap<Y.Text>('texts').get(paragraph);
  if (text === undefined) throw new Error(`there is no paragraph ${paragraph}`);
  return text;
};

/** Words that stand in the text, and how often. */
export const wordsIn = (doc: Y.Doc, paragraphs: readonly string[]): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const paragraph of paragraphs)
    for (const [word] of textOf(doc, paragraph)
      .toString()
      .matchAll(/~[0-9a-z]+/g))
      found.set(word, (found.get(word) ?? 0) + 1);
  return found;
};

/** Of what was typed, what the service said is stored. */
export const acknowledgedOf = ({ typed, acknowledged }: LiveMeeting): readonly Typed[] =>
  typed.filter(({ client, clock }) => clock <= (acknowledged.get(client) ?? 0));

let count = 0;
/** Types words into paragraphs drawn by chance, each before or behind the words that stand there, until told to stop. */
export const typeWords = async (
  { typed }: LiveMeeting,
  { text }: Person,
  { paragraphs, below, isTyping }: TypingParts,
): Promise<void> => {
  while (isTyping()) {
    const doc = text.doc.get();
    const paragraph = textOf(doc, paragraphs[below(paragraphs.length)] ?? '');
    const standing = paragraph.toString();
    count += 1;
    const word = `~${count.toString(36)}`;
    paragraph.insert(standing.indexOf(' ', below(standing.length + 1)) + 1, `${word} `);
    typed.push({ word, client: doc.clientID, clock: Y.getState(doc.store, doc.clientID) });
    await pause(below(KEY_MILLISECONDS));
  }
};
export interface TypingParts {
  readonly paragraphs: readonly string[];
  /** A draw below a number. */
  readonly below: (count: number) => number;
  readonly isTyping: () => boolean;
}
const KEY_MILLISECONDS = 60;
