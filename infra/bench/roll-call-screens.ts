/**
 * A roll call of 193 with 1,000 watching: milliseconds from a ballot as a request to every screen, over sockets of the real
 * service on a real PostgreSQL in a process of its own; processor of the service for each ballot and each delivery; bytes
 * that one screen receives. Every screen has to see every ballot.
 *
 * Beside it in the same run, the least that could be done: a bare socket.io server that decides nothing, keeps nothing, and
 * sends whatever is posted to everybody, with as many bytes a ballot.
 *
 * node infra/run.mjs bench roll-call-screens [WATCHING] [ballots a second]
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { PROTOCOL_VERSION } from '@plenary/protocol';
import { Server } from 'socket.io';
import { io as connect, type Socket } from 'socket.io-client';
import { MAJORITY, openHouse, plainMember } from './house.ts';
import { importOf } from './import-act.ts';
import { perform, quantile } from './service.ts';

const STREAM = 'deliberation:vote';
const MEMBERS = 193;
const WAIT_SECONDS_MAX = 120;
const pause = (milliseconds: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));

interface Opened {
  readonly address: string;
  readonly chair: string;
  readonly delegations: readonly (readonly [string, string])[];
  readonly version: number;
}

/** Asked for anything, a process says how many milliseconds of a processor it has used so far. */
const answerHowMuch = (): void => {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / 1_000);
  });
};

/** The process of the service. */
const serve = async (): Promise<void> => {
  const ids = Array.from({ length: MEMBERS }, (_, at) => `S${at + 1}`);
  const house = await openHouse({
    id: 'main',
    name: 'Assembly',
    members: ids.map((id) => plainMember(id, `State ${id}`)),
    rules: [MAJORITY],
    at: '2026-03-02T10:00:00.000Z',
  });
  await house.take('secretariat', STREAM, { type: 'openDeliberation', id: 'vote', title: { en: 'A vote' } });
  const words = { kind: 'operative' as const, level: 0, text: 'Decides to vote.' };
  await house.take('secretariat', STREAM, importOf('V/L.1', [words]));
  await house.take('chair', STREAM, { type: 'proposeAdoption', rule: MAJORITY.id, objectionSeconds: 1 });
  const delegations: (readonly [string, string])[] = [];
  for (const id of ids) delegations.push([id, await house.cookieOf({ member: id })]);
  const address = await house.app.app.listen({ port: 0, host: '127.0.0.1' });
  answerHowMuch();
  process.on('disconnect', () => void house.stop());
  const opened: Opened = {
    address,
    chair: await house.cookieOf('chair'),
    delegations,
    version: (await house.app.held.get(STREAM)).version,
  };
  process.send?.(opened);
};

/** The peer: one address that takes ballots and hands each to every socket, in a process of its own. */
const relay = async (bytesABallot: number): Promise<void> => {
  const server = createServer((request, answer) => {
    let said = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      said += chunk;
    });
    request.on('end', () => {
      const event = { type: 'ballotCast', payload: JSON.parse(said) as object, filled: '' };
      const missing = bytesABallot - JSON.stringify({ events: [event] }).length;
      sockets.emit('events', { events: [{ ...event, filled: 'x'.repeat(Math.max(0, missing)) }] });
      answer.writeHead(201).end('{}');
    });
  });
  const sockets = new Server(server, { transports: ['websocket'] });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = (server.address() as AddressInfo).port;
  answerHowMuch();
  process.on('disconnect', () => void sockets.close());
  process.send?.({ address: `http://127.0.0.1:${port}` });
};

/** What one of the two is asked to do: how a socket begins to hear, and how a ballot is sent. */
interface Service {
  readonly name: string;
  readonly child: ChildProcess;
  readonly address: string;
  readonly members: readonly string[];
  readonly follow: (socket: Socket) => Promise<void>;
  readonly open: () => Promise<void>;
  readonly cast: (member: string, choice: string) => Promise<void>;
}

const ours = async (): Promise<Service> => {
  const child = fork(fileURLToPath(import.meta.url), ['serve']);
  const [{ address, chair, delegations, version }] = (await once(child, 'message')) as [Opened];
  const cookies = new Map(delegations);
  const done = async (cookie: string, act: object, key: string): Promise<void> => {
    const { status, code } = await perform(address, cookie, STREAM, act, key);
    if (status !== 201) throw new Error(code);
  };
  return {
    name: 'Plenary',
    child,
    address,
    members: delegations.map(([member]) => member),
    follow: async (socket) => {
      const answer = (await socket.emitWithAck('follow', { stream: STREAM, after: version })) as {
        readonly ok: boolean;
      };
      if (!answer.ok) throw new Error('could not follow');
    },
    open: () => done(chair, { type: 'putToBallot', openSeconds: 600, manner: 'rollCall' }, 'roll-call-open'),
    cast: (member, choice) =>
      done(cookies.get(member) ?? '', { type: 'castBallot', choice }, `roll-call-${member}`),
  };
};

const peer = async (members: readonly string[], bytesABallot: number): Promise<Service> => {
  const child = fork(fileURLToPath(import.meta.url), ['relay', String(bytesABallot)]);
  const [{ address }] = (await once(child, 'message')) as [{ readonly address: string }];
  return {
    name: 'bare socket.io, which decides and keeps nothing',
    child,
    address,
    members,
    follow: () => Promise.resolve(),
    open: () => Promise.resolve(),
    cast: async (member, choice) => {
      const answer = await fetch(address, { method: 'POST', body: JSON.stringify({ member, choice }) });
      if (answer.status !== 201) throw new Error(`${answer.status}`);
      await answer.arrayBuffer();
    },
  };
};

const watch = async (
  { name, child, address, members, follow, open, cast }: Service,
  watching: number,
  perSecond: number,
): Promise<number> => {
  const sent = new Map<string, number>();
  const seen: number[] = [];
  const ballots: number[] = Array.from({ length: watching }, () => 0);
  let bytes = 0;
  const sockets: Socket[] = [];
  interface Seen {
    readonly events: readonly { readonly type?: string; readonly payload?: { readonly member?: string } }[];
  }
  for (let n = 0; n < watching; n += 1) {
    const socket = connect(address, {
      transports: ['websocket'],
      auth: { version: PROTOCOL_VERSION },
      forceNew: true,
    });
    socket.on('events', ({ events }: Seen) => {
      for (const { type, payload } of events) {
        const began = type === 'ballotCast' ? sent.get(payload?.member ?? '') : undefined;
        if (began === undefined) continue;
        ballots[n] = (ballots[n] ?? 0) + 1;
        seen.push(performance.now() - began);
      }
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('connect_error', reject);
    });
    await follow(socket);
    sockets.push(socket);
  }
  sockets[0]?.io.engine.on('data', (data: unknown) => {
    bytes +=
      typeof data === 'string' ? Buffer.byteLength(data) : data instanceof Uint8Array ? data.length : 0;
  });
  const used = async (): Promise<number> => {
    const answer = once(child, 'message');
    child.send('how much');
    const [milliseconds] = (await answer) as [number];
    return milliseconds;
  };
  await open();
  const before = await used();
  const began = performance.now();
  const acknowledged: number[] = [];
  await Promise.all(
    members.map(async (member, at) => {
      await pause(began + (at * 1_000) / perSecond - performance.now());
      const start = performance.now();
      sent.set(member, start);
      await cast(member, (['for', 'against', 'abstain'] as const)[at % 3] ?? 'for');
      acknowledged.push(performance.now() - start);
    }),
  );
  const missed = () => ballots.filter((count) => count < members.length).length;
  for (let tries = 0; tries < WAIT_SECONDS_MAX * 10 && missed() > 0; tries += 1) await pause(100);
  const spent = (await used()) - before;
  const line = (what: string, values: readonly number[]): void => {
    const sorted = values.toSorted((a, b) => a - b);
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(sorted, share).toFixed(0));
    console.log(`  ${what}: p50 ${p50}, p95 ${p95}, p99 ${p99} ms (${sorted.length})`);
  };
  const bytesABallot = Math.round(bytes / members.length);
  console.log(`${name}: ${members.length} ballots at ${perSecond}/s, ${watching} watching`);
  line('acknowledged', acknowledged);
  line('on every screen', seen);
  console.log(
    `  processor of the service: ${(spent / members.length).toFixed(2)} ms a ballot, ${((spent / seen.length) * 1_000).toFixed(1)} ms a thousand deliveries`,
  );
  console.log(`  one screen received ${(bytes / 1_024).toFixed(1)} KiB, ${bytesABallot} bytes a ballot`);
  console.log(`  screens that missed a ballot: ${missed()}`);
  if (missed() > 0) process.exitCode = 1;
  for (const socket of sockets) socket.disconnect();
  const gone = once(child, 'exit');
  child.disconnect();
  await gone;
  return bytesABallot;
};

const [first = '1000', second = '40'] = process.argv.slice(2);
if (first === 'serve') await serve();
else if (first === 'relay') await relay(Number(second));
else {
  const service = await ours();
  const bytesABallot = await watch(service, Number(first), Number(second));
  await watch(await peer(service.members, bytesABallot), Number(first), Number(second));
}
