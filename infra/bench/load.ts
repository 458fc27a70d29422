/**
 * 1,000 position changes from 193 sessions while 500 sockets watch: milliseconds from the act to every board, and acts
 * acknowledged but missing (must be none). Beside it the same messages on a bare socket.io broadcast as the limit.
 */
import { createServer } from 'node:http';
import { currentHash, itemsOf, STANCES, votingMembers } from '@plenary/consensus';
import { io as connect, type Socket } from 'socket.io-client';
import { cookieFor, perform, quantile, startService } from './service.ts';

const [WATCHERS, CHANGES, PER_SECOND] = [500, 1_000, Number(process.argv[2] ?? 100)];
const stream = 'deliberation:ai-governance';
const pause = (milliseconds: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
const line = (name: string, values: number[]): void => {
  const sorted = values.sort((a, b) => a - b);
  console.log(
    `${name}: p50 ${quantile(sorted, 0.5).toFixed(0)}, p95 ${quantile(sorted, 0.95).toFixed(0)}, p99 ${quantile(sorted, 0.99).toFixed(0)} ms (${sorted.length})`,
  );
};

const { app, address, stop } = await startService();
const body = await app.held.get(await app.bodyStream());
const deliberation = await app.held.get(stream);
if (
  body.kind !== 'body' ||
  body.state === undefined ||
  deliberation.kind !== 'deliberation' ||
  deliberation.state === undefined
)
  throw new Error('no exercise');
const state = deliberation.state;
const members = votingMembers(body.state).map(({ id }) => id);
const cookies: string[] = [];
for (const member of members) cookies.push(await cookieFor(app, address, 'delegate', member));

const sent = new Map<string, number>();
const seen: number[] = [];
const counts: number[] = [];
const watchers: Socket[] = [];
for (let n = 0; n < WATCHERS; n += 1) {
  const socket = connect(address, { transports: ['websocket'], auth: { version: 1 }, forceNew: true });
  counts[n] = 0;
  socket.on('events', (message: { events: readonly { type: string; payload?: { reason?: string } }[] }) => {
    for (const event of message.events) {
      const began = sent.get(event.payload?.reason ?? '');
      if (began === undefined) continue;
      counts[n] = (counts[n] ?? 0) + 1;
      seen.push(performance.now() - began);
    }
  });
  await new Promise<void>((resolve) => socket.on('connect', () => resolve()));
  const answer = (await socket.emitWithAck('follow', { stream, after: deliberation.version })) as {
    ok: boolean;
  };
  if (!answer.ok) throw new Error('could not follow');
  watchers.push(socket);
}
const acknowledged: number[] = [];
let refused = 0;
const items = itemsOf(state);
const began = performance.now();
const running: Promise<void>[] = [];
for (let n = 0; n < CHANGES; n += 1) {
  await pause(began + (n * 1_000) / PER_SECOND - performance.now());
  const item = items[n % items.length] ?? 'text';
  const reason = `change ${n}`;
  const start = performance.now();
  sent.set(reason, start);
  const act = {
    type: 'statePosition',
    item,
    stance: STANCES[n % STANCES.length],
    reason,
    textHash: currentHash(state, item),
  };
  running.push(
    perform(address, cookies[n % cookies.length] ?? '', stream, act, `bench-load-${n}`).then(({ status }) => {
      if (status === 201) acknowledged.push(performance.now() - start);
      else refused += 1;
    }),
  );
}
await Promise.all(running);
for (let tries = 0; tries < 100 && counts.some((count) => count < acknowledged.length); tries += 1)
  await pause(100);
const after = await app.store.version(stream);
console.log(
  `${CHANGES} changes at ${PER_SECOND}/s from ${members.length} sessions, ${WATCHERS} watching; refused ${refused}`,
);
line('acknowledged', acknowledged);
line('on every board', seen);
console.log(
  `acknowledged acts missing in the store: ${acknowledged.length - (after - deliberation.version)}; boards that missed one: ${counts.filter((count) => count < acknowledged.length).length}`,
);
for (const socket of watchers) socket.disconnect();
await stop();

// The limit: the same sizes through a bare broadcast that stores nothing and checks nothing.
const { Server } = await import('socket.io');
const http = createServer();
const bare = new Server(http, { perMessageDeflate: false });
await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', () => resolve()));
const bound = http.address();
const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
const delays: number[] = [];
const listeners: Socket[] = [];
for (let n = 0; n < WATCHERS; n += 1) {
  const socket = connect(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true });
  socket.on('events', (message: { began: number }) => void delays.push(performance.now() - message.began));
  await new Promise<void>((resolve) => socket.on('connect', () => resolve()));
  listeners.push(socket);
}
const filling = 'x'.repeat(400);
const bareBegan = performance.now();
for (let n = 0; n < CHANGES; n += 1) {
  await pause(bareBegan + (n * 1_000) / PER_SECOND - performance.now());
  bare.emit('events', { began: performance.now(), filling });
}
for (let tries = 0; tries < 100 && delays.length < CHANGES * WATCHERS; tries += 1) await pause(100);
line('bare broadcast', delays);
for (const socket of listeners) socket.disconnect();
await bare.close();
