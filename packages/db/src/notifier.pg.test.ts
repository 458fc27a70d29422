import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rootCause } from './database.ts';
import { serverNotifier, type Notifier } from './notifier.ts';
import { openPool } from './server-pool.ts';
import { eventStore } from './stores/event-store.ts';
import { startTestServer, type TestServer } from './testing.ts';

let server: TestServer;
let opened: Awaited<ReturnType<TestServer['fresh']>>;
let pool: pg.Pool;
let closePool: (() => Promise<void>) | undefined;
const faults: unknown[] = [];
beforeAll(async () => {
  server = await startTestServer();
  opened = await server.fresh();
  ({ pool, close: closePool } = openPool({ ...opened.config, max: 3 }, (error) => faults.push(error)));
});
afterAll(async () => {
  await closePool?.();
  await opened?.close();
  await server?.stop();
});

const node = (): { readonly notifier: Notifier; readonly woken: string[] } => {
  const woken: string[] = [];
  const notifier = serverNotifier(pool, opened.config, (error) => faults.push(error));
  notifier.listen((stream) => woken.push(stream));
  return { notifier, woken };
};

/** Announces until it is heard: a message sent before the other side listens is lost, as it may be. */
const hears = (speaker: Notifier, woken: readonly string[], stream: string) =>
  expect
    .poll(() => {
      speaker.announce(stream);
      return woken;
    })
    .toContain(stream);

test('[STO-16] a node is woken by another, and again after its connection was cut', async () => {
  const [one, two] = [node(), node()];
  await hears(one.notifier, two.woken, 'first');
  await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and query like 'listen %' and pid <> pg_backend_pid()`,
  );
  await hears(one.notifier, two.woken, 'second');
  await hears(two.notifier, one.woken, 'third');
  await one.notifier.close();
  await two.notifier.close();
  expect(faults.length).toBeGreaterThan(0);
});

test('[STO-16] a node that stops while it is still connecting leaves no connection behind', async () => {
  const { notifier } = node();
  await notifier.close();
  const listening = `select 1 from pg_stat_activity where datname = current_database() and query like 'listen %'`;
  await expect.poll(async () => (await pool.query(listening)).rows).toEqual([]);
});

test('[STO-2] writers that wait for each other are told apart: one of them meets a conflict and may try again', async () => {
  const event = (stream: string) => ({
    stream,
    version: 1,
    type: 'positionStated',
    at: '2026-01-01T00:00:00.000Z',
    actor: { kind: 'chair' as const },
    audience: 'public' as const,
    commitment: '',
    payload: {},
    salt: new Uint8Array(32),
  });
  const insert = `insert into events (stream, version, type, at, actor, audience, commitment)
    values ($1, 1, 't', now(), '{}', 'public', '')`;
  const other = await pool.connect();
  await other.query('begin');
  await other.query(insert, ['knot-a']);
  const appended = eventStore(opened.db).append([event('knot-b'), event('knot-a')], []);
  await expect
    .poll(async () => (await pool.query('select 1 from pg_locks where not granted')).rows.length)
    .toBeGreaterThan(0);
  // Now each waits for the other; the server ends one of the two, and either way the append is answered.
  const tied = other.query(insert, ['knot-b']).then(
    () => undefined,
    (error: unknown) => rootCause(error).code,
  );
  const [answer, ended] = await Promise.all([appended.catch((error: unknown) => error), tied]);
  await other.query('rollback');
  other.release();
  expect(ended === undefined ? answer : ended).toEqual(
    ended === undefined ? { ok: false, conflict: 'version' } : '40P01',
  );
});
