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
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer } from '@plenary/db/testing';
import { seededDraws } from '@plenary/demonstration';
import { BASE_VIEW, readDraft } from '@plenary/drafting';
import type * as Y from 'yjs';
import {
  acknowledgedOf,
  areEqual,
  eventually,
  freePort,
  isHere,
  openPerson,
  textOf,
  typeWords,
  wordsIn,
  type LiveMeeting,
  type Person,
  type Typed,
} from './live-people.ts';
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
const draw = seededDraws(SEED);
const below = (count: number): number => Math.floor(draw() * count);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Target extends LiveMeeting {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  /** The folder of the private database, where it is one. */
  readonly folder?: string;
  people: readonly Person[];
  paragraphs: readonly string[];
  kills: number;
}

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

/** @throws Error where one of these words does not stand in the text, or more than once */
const mustStand = (target: Target, words: readonly Typed[], doc: Y.Doc, what: string): void => {
  const found = wordsIn(doc, target.paragraphs);
  const wrong = words.filter(({ word }) => found.get(word) !== 1);
  if (wrong.length > 0)
    throw new Error(
      `${target.name}, kill ${target.kills} (seed ${SEED}): ${wrong.length} ${what} are lost or doubled, first ${JSON.stringify(wrong[0])}`,
    );
};
/** Lets everybody in for the first time. */
const enter = async (target: Target, said: string): Promise<void> => {
  const { address } = target;
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
  const writers = target.people.map((person) =>
    typeWords(target, person, { paragraphs: target.paragraphs, below, isTyping: () => isTyping }),
  );
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
const target = async (what: Pick<Target, 'name' | 'env'> & { readonly folder?: string }): Promise<Target> => {
  const port = await freePort();
  return {
    ...what,
    port,
    address: `http://127.0.0.1:${port}`,
    deliberation: DELIBERATION,
    document: DOCUMENT,
    people: [],
    paragraphs: [],
    typed: [],
    acknowledged: new Map(),
    kills: 0,
  };
};
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
