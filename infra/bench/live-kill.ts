/**
 * kill -9 at random moments while people type into one live text, in turn with the private database of the default (every
 * second time killed as well) and on a PostgreSQL of its own. After each one: everything acknowledged stands in the text,
 * once; and when all have come back with what they wrote meanwhile, all hold the same bytes. Half of the times they come
 * back by themselves while the service starts, else after somebody who held nothing has looked for what was acknowledged.
 * Usage: … infra/bench/live-kill.ts [kills] [seed] [minutes at most]
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer } from '@plenary/db/testing';
import { seededDraws } from '@plenary/demonstration';
import { BASE_VIEW, readDraft } from '@plenary/drafting';
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
import { perform } from './service.ts';

const [KILLS, SEED, MINUTES] = [
  Number(process.argv[2] ?? 200),
  Number(process.argv[3] ?? 1),
  Number(process.argv[4] ?? 60),
];
const DELIBERATION = 'ai-governance';
const DOCUMENT = 'working';
const STREAM = `deliberation:${DELIBERATION}`;
const DOORS = ['Secretariat', 'Chair', 'Brazil', 'Fiji', 'France', 'Kenya'];
const MEMBERS = ['BRA', 'FJI', 'FRA', 'KEN'];
const TYPED_PARAGRAPHS = 20;
const KEY_MILLISECONDS = 60;
const PATIENCE_MILLISECONDS = 60_000;
const draw = seededDraws(SEED);
const below = (count: number): number => Math.floor(draw() * count);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A word that was typed, once, and the clock of its writer behind it. */
interface Typed {
  readonly word: string;
  readonly client: number;
  readonly clock: number;
}
interface Person {
  readonly socket: Socket;
  readonly text: LiveText;
}
interface Target {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  /** The folder of the private database, where it is one. */
  readonly folder?: string;
  people: readonly Person[];
  paragraphs: readonly string[];
  readonly typed: Typed[];
  /** What the service said is stored: by client number, the clock up to which. */
  readonly acknowledged: Map<number, number>;
  kills: number;
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const bound = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof bound !== 'object' || bound === null) throw new Error('no port');
  return bound.port;
};
const addressOf = ({ port }: Target): string => `http://127.0.0.1:${port}`;

const start = async (target: Target): Promise<{ readonly server: ChildProcess; readonly said: string }> => {
  const server = spawn(process.execPath, ['apps/server/dist/main.js'], {
    env: { ...process.env, PORT: String(target.port), HOST: '127.0.0.1', LOG_LEVEL: 'fatal', ...target.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A run that fails leaves no service behind.
  const endServer = (): void => void server.kill('SIGKILL');
  process.once('exit', endServer);
  server.once('exit', () => process.off('exit', endServer));
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes('Stop with Ctrl-C')) resolve();
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.once('exit', (code) => reject(new Error(`the service ended with ${code}: ${said}`)));
  });
  return { server, said };
};

const socketTo = (target: Target, cookie?: string): Socket =>
  io(addressOf(target), {
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

const openPerson = (target: Target, account: string, cookie?: string): Person => {
  const socket = socketTo(target, cookie);
  listen(socket, target.acknowledged);
  const text = openLiveText({
    socket,
    deliberation: DELIBERATION,
    document: DOCUMENT,
    store: memoryStore(),
    account,
  });
  return { socket, text };
};

/** Waits for what does not come by an event. @throws Error after a while, with what was waited for */
const eventually = async (what: string, isSo: () => boolean): Promise<void> => {
  const began = performance.now();
  while (!isSo()) {
    if (performance.now() - began > PATIENCE_MILLISECONDS) throw new Error(`in vain (seed ${SEED}): ${what}`);
    await pause(20);
  }
};
const isHere = ({ text }: Person): boolean => {
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
const areEqual = (one: Y.Doc, other: Y.Doc): boolean =>
  bytesOf(one).equals(bytesOf(other)) || joinedBytesOf(one).equals(joinedBytesOf(other));

const textOf = (doc: Y.Doc, paragraph: string): Y.Text => {
  const text = doc.getMap<Y.Text>('texts').get(paragraph);
  if (text === undefined) throw new Error(`there is no paragraph ${paragraph}`);
  return text;
};
/** Words that stand in the text, and how often. */
const wordsIn = (doc: Y.Doc, paragraphs: readonly string[]): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const paragraph of paragraphs)
    for (const [word] of textOf(doc, paragraph)
      .toString()
      .matchAll(/~[0-9a-z]+/g))
      found.set(word, (found.get(word) ?? 0) + 1);
  return found;
};
/** @throws Error where one of these words does not stand in the text, or more than once */
const mustStand = (target: Target, words: readonly Typed[], doc: Y.Doc, what: string): void => {
  const found = wordsIn(doc, target.paragraphs);
  const wrong = words.filter(({ word }) => found.get(word) !== 1);
  if (wrong.length > 0)
    throw new Error(
      `${target.name}, kill ${target.kills} (seed ${SEED}): ${wrong.length} ${what} are lost or doubled, first ${JSON.stringify(wrong[0])}`,
    );
};
const acknowledgedOf = ({ typed, acknowledged }: Target): readonly Typed[] =>
  typed.filter(({ client, clock }) => clock <= (acknowledged.get(client) ?? 0));

let count = 0;
/** Types words into paragraphs drawn by chance, each before or behind the words that stand there, until told to stop. */
const type = async (target: Target, { text }: Person, isTyping: () => boolean): Promise<void> => {
  while (isTyping()) {
    const doc = text.doc.get();
    const paragraph = textOf(doc, target.paragraphs[below(target.paragraphs.length)] ?? '');
    const standing = paragraph.toString();
    count += 1;
    const word = `~${count.toString(36)}`;
    paragraph.insert(standing.indexOf(' ', below(standing.length + 1)) + 1, `${word} `);
    target.typed.push({ word, client: doc.clientID, clock: Y.getState(doc.store, doc.clientID) });
    await pause(below(KEY_MILLISECONDS));
  }
};

/** Lets everybody in for the first time. */
const enter = async (target: Target, said: string): Promise<void> => {
  const address = addressOf(target);
  const cookies: string[] = [];
  for (const door of DOORS) {
    const line = said.split('\n').find((each) => each.includes(door)) ?? '';
    const answer = await fetch(`${address}/api/invitations/accept`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: /token=(\S+)/.exec(line)?.[1] }),
    });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    if (!answer.ok || cookie === undefined) throw new Error(`${door}: ${answer.status}`);
    cookies.push(cookie);
  }
  const [, chair = ''] = cookies;
  let key = 0;
  const act = async (what: object): Promise<void> => {
    const { status, code } = await perform(address, chair, STREAM, what, `live-kill-${(key += 1)}`);
    if (status !== 201) throw new Error(`${JSON.stringify(what)}: ${status} ${code}`);
  };
  await act({
    type: 'openDocument',
    id: DOCUMENT,
    kind: 'workingText',
    lang: 'en',
    title: 'Working text',
    readers: 'public',
  });
  target.people = DOORS.map((door, at) => openPerson(target, door, cookies[at]));
  await eventually('all are here', () => target.people.every(isHere));
  const [first] = target.people;
  if (first === undefined) throw new Error('nobody is here');
  const doc = first.text.doc.get();
  target.paragraphs = readDraft(doc, BASE_VIEW)
    .paragraphs.filter(({ kind }) => kind === 'operative')
    .map(({ id }) => id)
    // Signs of brackets have a place in the text and none in its words: where there are none, the two count alike.
    .filter((id) => textOf(doc, id).length === textOf(doc, id).toString().length)
    .slice(0, TYPED_PARAGRAPHS);
  for (const paragraph of target.paragraphs)
    await act({ type: 'openParagraph', paragraph, members: MEMBERS });
  await eventually('all may write', () =>
    target.people.every(({ text }) => {
      const rights = text.rights.get();
      return rights?.role === 'edit' || rights?.opened.length === target.paragraphs.length;
    }),
  );
};

/** Everything acknowledged stands; then everybody is back and all is equal. */
const check = async (target: Target, isWatched: boolean): Promise<void> => {
  const reader = openPerson(target, 'nobody');
  await eventually('a reader is here', () => isHere(reader));
  if (isWatched) {
    // Nobody has brought anything yet: what stands is what the service had stored.
    mustStand(target, acknowledgedOf(target), reader.text.doc.get(), 'acknowledged words');
    for (const { socket } of target.people) socket.connect();
  }
  await eventually('all are back and everything is saved', () =>
    target.people.every((person) => isHere(person) && person.text.state.get().saving.kind === 'saved'),
  );
  await eventually('all hold the same bytes', () =>
    target.people.every(({ text }) => areEqual(text.doc.get(), reader.text.doc.get())),
  );
  mustStand(target, target.typed, reader.text.doc.get(), 'words');
  const refused = target.people.flatMap(({ text }) => text.refusals.get());
  if (refused.length > 0) throw new Error(`${target.name}: refused ${JSON.stringify(refused[0])}`);
  await reader.text.close();
  reader.socket.disconnect();
};

let waited = 0;
const kill = async (target: Target): Promise<void> => {
  const isWatched = draw() < 0.5;
  if (!isWatched) for (const { socket } of target.people) socket.connect();
  const { server, said } = await start(target);
  if (target.people.length === 0) await enter(target, said);
  else await check(target, isWatched);
  let isTyping = true;
  const writers = target.people.map((person) => type(target, person, () => isTyping));
  await pause(50 + draw() * 900);
  const ended = once(server, 'exit');
  target.kills += 1;
  if (target.folder !== undefined && target.kills % 2 === 0)
    process.kill(
      Number(readFileSync(join(target.folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]),
      'SIGKILL',
    );
  server.kill('SIGKILL');
  await ended;
  await pause(draw() * 200); // some go on without a line
  isTyping = false;
  await Promise.all(writers);
  for (const { socket } of target.people) socket.disconnect();
  waited += target.typed.length - acknowledgedOf(target).length;
};

const folder = mkdtempSync(join(tmpdir(), 'plenary-live-kill-'));
chmodSync(folder, 0o755);
const own = await startTestServer();
const database = await own.fresh();
const { host = '', user = '', database: name = '', connectionString } = database.config;
const url = connectionString ?? `postgres://${user}@localhost/${name}?host=${encodeURIComponent(host)}`;
const target = async (
  what: Pick<Target, 'name' | 'env'> & { readonly folder?: string },
): Promise<Target> => ({
  ...what,
  port: await freePort(),
  people: [],
  paragraphs: [],
  typed: [],
  acknowledged: new Map(),
  kills: 0,
});
const targets = [
  await target({ name: 'embedded', env: { PLENARY_DATA: folder }, folder }),
  await target({ name: 'PostgreSQL', env: { PLENARY_DATA: '/nonexistent', DATABASE_URL: url } }),
];
const sums = (): string =>
  targets
    .map((each) => `${each.name} ${each.kills} kills, ${acknowledgedOf(each).length} acknowledged`)
    .join('; ');

const began = performance.now();
const minutes = (): number => (performance.now() - began) / 60_000;
let done = 0;
try {
  for (; done < KILLS && minutes() < MINUTES; done += 1) {
    const next = targets[done % targets.length];
    if (next !== undefined) await kill(next);
    if ((done + 1) % 20 === 0)
      console.log(
        `${done + 1} kills, ${minutes().toFixed(1)} min: ${sums()}; ${waited} on their way when it was killed or written without a line; none lost, all equal after each`,
      );
  }
  for (const each of targets) {
    if (each.people.length === 0) continue;
    const { server } = await start(each);
    await check(each, true);
    for (const { text, socket } of each.people) {
      await text.close();
      socket.disconnect();
    }
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
  }
} finally {
  await database.close();
  await own.stop();
}
rmSync(folder, { recursive: true, force: true });
console.log(
  `${done} of ${KILLS} kills (${Math.floor((targets[0]?.kills ?? 0) / 2)} with the database), ${DOORS.length} people: ${sums()}, 0 lost or doubled; ${waited} words were on their way or written without a line and came in after it; all ${DOORS.length} and a newcomer held the same bytes ${done} of ${done} times (seed ${SEED})`,
);
process.exit();
