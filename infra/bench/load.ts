/**
 * 1,000 position changes from 193 sessions while 500 sockets watch: milliseconds from the act to its acknowledgement and
 * to every board, and acts acknowledged but missing on a board (must be none). Beside it, in the same run, the same
 * requests on a bare socket.io that passes them on and stores, checks and signs nothing: the limit. Each is a process of
 * its own; this one only asks and watches. Usage: … infra/bench/load.ts [changes a second]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { STANCES } from '@plenary/consensus';
import { io as connect, type Socket } from 'socket.io-client';
import { STREAM, type Loaded } from './load-service.ts';
import { perform, quantile } from './service.ts';

const [WATCHERS, CHANGES, PER_SECOND] = [500, 1_000, Number(process.argv[2] ?? 100)];
const WAIT_SECONDS_MAX = 60;

interface EventsSeen {
  readonly events: readonly { readonly payload?: { readonly reason?: string } }[];
}
const pause = (milliseconds: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
const line = (name: string, values: readonly number[]): void => {
  const sorted = values.toSorted((a, b) => a - b);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(sorted, share).toFixed(0));
  console.log(`  ${name}: p50 ${p50}, p95 ${p95}, p99 ${p99} ms (${sorted.length})`);
};

const measure = async (kind: 'plenary' | 'bare'): Promise<void> => {
  const child = fork(new URL('load-service.ts', import.meta.url), [kind]);
  const [loaded] = (await once(child, 'message')) as [Loaded];
  const { address, cookies, version, items } = loaded;

  const sent = new Map<string, number>();
  const seen: number[] = [];
  const counts: number[] = Array.from({ length: WATCHERS }, () => 0);
  const watchers: Socket[] = [];
  for (let n = 0; n < WATCHERS; n += 1) {
    const socket = connect(address, { transports: ['websocket'], auth: { version: 1 }, forceNew: true });
    socket.on('events', ({ events }: EventsSeen) => {
      for (const { payload } of events) {
        const began = sent.get(payload?.reason ?? '');
        if (began === undefined) continue;
        counts[n] = (counts[n] ?? 0) + 1;
        seen.push(performance.now() - began);
      }
    });
    await new Promise<void>((resolve) => socket.on('connect', () => resolve()));
    const answer = (await socket.emitWithAck('follow', { stream: STREAM, after: version })) as {
      ok: boolean;
    };
    if (!answer.ok) throw new Error('could not follow');
    watchers.push(socket);
  }

  const processorUsed = async (): Promise<number> => {
    const answer = once(child, 'message');
    child.send('how much');
    const [milliseconds] = (await answer) as [number];
    return milliseconds;
  };
  const usedBefore = await processorUsed();
  const acknowledged: number[] = [];
  let refused = 0;
  const running: Promise<void>[] = [];
  const began = performance.now();
  for (let n = 0; n < CHANGES; n += 1) {
    await pause(began + (n * 1_000) / PER_SECOND - performance.now());
    const [item, textHash] = items[n % items.length] ?? ['text', ''];
    const reason = `change ${n}`;
    const act = { type: 'statePosition', item, stance: STANCES[n % STANCES.length], reason, textHash };
    const start = performance.now();
    sent.set(reason, start);
    running.push(
      perform(address, cookies[n % cookies.length] ?? '', STREAM, act, `bench-load-${n}`).then(
        ({ status }) => {
          if (status === 201) acknowledged.push(performance.now() - start);
          else refused += 1;
        },
      ),
    );
  }
  await Promise.all(running);
  const missed = () => counts.filter((count) => count < acknowledged.length).length;
  for (let tries = 0; tries < WAIT_SECONDS_MAX * 10 && missed() > 0; tries += 1) await pause(100);
  console.log(
    `${kind}: ${CHANGES} changes at ${PER_SECOND}/s from ${cookies.length} sessions, ${WATCHERS} watching; refused ${refused}`,
  );
  line('acknowledged', acknowledged);
  line('on every board', seen);
  const used = (await processorUsed()) - usedBefore;
  console.log(
    `  processor of the service: ${used.toFixed(0)} ms, ${(used / acknowledged.length).toFixed(2)} ms a change`,
  );
  console.log(`  boards that missed an acknowledged act: ${missed()}`);
  if (missed() > 0) process.exitCode = 1;
  for (const socket of watchers) socket.disconnect();
  const gone = once(child, 'exit');
  child.disconnect();
  await gone;
};

await measure('bare');
await measure('plenary');
await measure('bare');
