import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { serverProcesses } from './embedded/server-processes.ts';
import { temporaryFolder } from './embedded/temporary-folder.ts';
import { runSource } from './embedded/testing.ts';
import { migrations } from './migrate.ts';
import {
  freshDatabase,
  HOST_FOLDER,
  removeAbandonedHosts,
  startTestServer,
  TEST_ENGINES,
} from './testing.ts';

const ownServer = test.runIf(process.env['DATABASE_URL'] === undefined);

ownServer(
  '[STO-17] the server of a killed test run ends by itself, and the next one removes its folder (without DATABASE_URL)',
  async () => {
    const { child, line } = runSource(`
    import { startTestServer } from '../testing.ts';
    const { cluster } = await startTestServer();
    console.log(cluster.process.spawnargs[cluster.process.spawnargs.indexOf('-D') + 1]);
  `);
    const data = await line();
    await removeAbandonedHosts();
    expect(existsSync(data)).toBe(true); // in use
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    await expect.poll(() => serverProcesses(data)).toEqual([]);
    await removeAbandonedHosts();
    expect(existsSync(dirname(data))).toBe(false);
  },
);

test('[STO-17] the folder of a server that is just being made is left alone, before its lock is taken', async () => {
  const folder = mkdtempSync(join(temporaryFolder(), HOST_FOLDER));
  mkdirSync(join(folder, 'lock'));
  await removeAbandonedHosts();
  expect(existsSync(folder)).toBe(true);
  rmSync(folder, { recursive: true });
});

test.each(TEST_ENGINES)(
  '[STO-11] a fresh %s has every migration and is not shared with the one before',
  async (engine) => {
    const [one, two] = [await freshDatabase(engine), await freshDatabase(engine)];
    await one.db.execute(sql`create table mine (n int)`);
    const names = await two.db.select({ name: sql<string>`name` }).from(sql`migrations`);
    expect(names.map(({ name }) => name).toSorted()).toEqual(migrations().map(({ name }) => name));
    await expect(two.db.execute(sql`select * from mine`)).rejects.toThrow();
    await one.end();
    await two.end();
  },
);

test('[STO-11] the databases of one test server are not shared either', async () => {
  const server = await startTestServer();
  const [one, two] = [await server.fresh(), await server.fresh()];
  await one.db.execute(sql`create table mine (n int)`);
  await expect(two.db.execute(sql`select * from mine`)).rejects.toThrow();
  await one.close();
  await two.close();
  await server.stop();
});
