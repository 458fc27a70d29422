import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPool } from './server-pool.ts';
import { startTestServer, type TestServer } from './testing.ts';

let server: TestServer;
let opened: Awaited<ReturnType<TestServer['fresh']>>;
beforeAll(async () => {
  server = await startTestServer();
  opened = await server.fresh();
});
afterAll(async () => {
  await opened?.close();
  await server?.stop();
});

const terminate = (pids: readonly number[]) =>
  opened.db.execute(`select pg_terminate_backend(pid) from unnest(array[${pids.join(',')}]) as pid`);

test('[STO-16] a connection that is cut while it is lent out and idle is a fault that is heard, and no crash', async () => {
  const faults: unknown[] = [];
  const { pool, close } = openPool(opened.config, (error) => faults.push(error));
  const lent = await pool.connect();
  const { rows } = await lent.query<{ pid: number }>('select pg_backend_pid() as pid');
  await terminate(rows.map(({ pid }) => pid));
  await expect.poll(() => faults.length).toBeGreaterThan(0);
  lent.release(true);
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await close();
});

test('[STO-16] a pool that is closed has no connection left, and what breaks on the way out is no fault', async () => {
  const faults: unknown[] = [];
  const { pool, close } = openPool({ ...opened.config, max: 8 }, (error) => faults.push(error));
  const opens: number[] = [];
  let count = 0;
  pool.on('connect', (client) => {
    opens.push((count += 1));
    client.once('end', () => opens.push((count -= 1)));
  });
  const pids = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid, pg_sleep(0.05)');
      return rows[0]?.pid ?? 0;
    }),
  );
  await Promise.all([close(), terminate(pids)]);
  expect([Math.max(...opens), opens.at(-1), faults]).toEqual([8, 0, []]);
});

test.runIf(process.env['DATABASE_URL'] === undefined)(
  '[STO-16] closing waits for the end of a connection whose side of the server has no turn yet',
  async () => {
    const { pool, close } = openPool({ ...opened.config, max: 3 }, () => undefined);
    const pids = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid, pg_sleep(0.05)');
        return rows[0]?.pid ?? 0;
      }),
    );
    // A busy machine lets parts of a server wait; one that is told to end before it read our goodbye answers with a fault.
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    const order: string[] = [];
    const closed = close().then(() => order.push('closed'));
    await expect.poll(() => pool.ended).toBe(true);
    order.push('goes on');
    for (const pid of pids) process.kill(pid, 'SIGCONT');
    await closed;
    expect(order).toEqual(['goes on', 'closed']);
  },
);

test('[STO-16] a server may be stopped right after the databases on it were closed', async () => {
  const other = await startTestServer();
  const databases = await Promise.all([other.fresh(), other.fresh(), other.fresh()]);
  await Promise.all(
    databases.flatMap(({ db }) => Array.from({ length: 12 }, () => db.execute('select pg_sleep(0.02)'))),
  );
  for (const { notifier } of databases) notifier.listen(() => undefined);
  await Promise.all(databases.map((database) => database.close()));
  await other.stop();
});
