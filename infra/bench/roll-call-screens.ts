/**
 * A roll call of 193 with 1,000 watching: milliseconds from a ballot as a request to every screen, over sockets of the real
 * service on a real PostgreSQL in a process of its own; processor of the service for each ballot and each delivery; bytes
 * that one screen receives. Every screen has to see every ballot, the opening and the close.
 *
 * node infra/run.mjs bench roll-call-screens [WATCHING] [ballots a second]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { PROTOCOL_VERSION } from '@plenary/protocol';
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

/** The process of the service. Asked for anything, it says how many milliseconds of a processor it has used so far. */
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
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / 1_000);
  });
  process.on('disconnect', () => void house.stop());
  const opened: Opened = {
    address,
    chair: await house.cookieOf('chair'),
    delegations,
    version: (await house.app.held.get(STREAM)).version,
  };
  process.send?.(opened);
};

const watch = async (watching: number, perSecond: number): Promise<void> => {
  const child = fork(fileURLToPath(import.meta.url), ['serve']);
  const [{ address, chair, delegations, version }] = (await once(child, 'message')) as [Opened];
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
    const answer = (await socket.emitWithAck('follow', { stream: STREAM, after: version })) as {
      readonly ok: boolean;
    };
    if (!answer.ok) throw new Error('could not follow');
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
  const opened = await perform(
    address,
    chair,
    STREAM,
    { type: 'putToBallot', openSeconds: 600, manner: 'rollCall' },
    'roll-call-open',
  );
  if (opened.status !== 201) throw new Error(opened.code);
  const before = await used();
  const began = performance.now();
  const acknowledged: number[] = [];
  await Promise.all(
    delegations.map(async ([member, cookie], at) => {
      await pause(began + (at * 1_000) / perSecond - performance.now());
      const start = performance.now();
      sent.set(member, start);
      const act = { type: 'castBallot', choice: (['for', 'against', 'abstain'] as const)[at % 3] };
      const { status, code } = await perform(address, cookie, STREAM, act, `roll-call-${member}`);
      if (status !== 201) throw new Error(code);
      acknowledged.push(performance.now() - start);
    }),
  );
  const missed = () => ballots.filter((count) => count < delegations.length).length;
  for (let tries = 0; tries < WAIT_SECONDS_MAX * 10 && missed() > 0; tries += 1) await pause(100);
  const spent = (await used()) - before;
  const line = (name: string, values: readonly number[]): void => {
    const sorted = values.toSorted((a, b) => a - b);
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(sorted, share).toFixed(0));
    console.log(`  ${name}: p50 ${p50}, p95 ${p95}, p99 ${p99} ms (${sorted.length})`);
  };
  console.log(`${delegations.length} ballots at ${perSecond}/s, ${watching} watching`);
  line('acknowledged', acknowledged);
  line('on every screen', seen);
  console.log(
    `  processor of the service: ${(spent / delegations.length).toFixed(2)} ms a ballot, ${((spent / seen.length) * 1_000).toFixed(1)} ms a thousand deliveries`,
  );
  console.log(
    `  one screen received ${(bytes / 1_024).toFixed(1)} KiB, ${Math.round(bytes / delegations.length)} bytes a ballot`,
  );
  console.log(`  screens that missed a ballot: ${missed()}`);
  if (missed() > 0) process.exitCode = 1;
  for (const socket of sockets) socket.disconnect();
  const gone = once(child, 'exit');
  child.disconnect();
  await gone;
};

const [first = '1000', second = '40'] = process.argv.slice(2);
if (first === 'serve') await serve();
else await watch(Number(first), Number(second));
