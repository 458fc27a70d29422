import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { openDatabase, openPglite, openServer } from './open-database.ts';
import { findBinaries } from './embedded/binaries.ts';
import { startCluster } from './embedded/cluster.ts';
import { eventStore } from './stores/event-store.ts';

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'plenary-test-'));
  chmodSync(made, 0o755);
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});
const fail = (error: unknown): void => {
  throw error;
};
const event = (version: number) => ({
  stream: 's',
  version,
  type: 'positionStated',
  at: '2026-01-01T00:00:00.000Z',
  actor: { kind: 'chair' as const },
  audience: 'public' as const,
  commitment: '',
  payload: {},
  salt: new Uint8Array(32),
});

test('[STO-12] a second opener of a PGlite folder is refused with the process that holds it', async () => {
  const path = folder();
  const first = await openPglite(path);
  await expect(openPglite(path)).rejects.toMatchObject({
    code: 'database.inUse',
    facts: { process: String(process.pid) },
  });
  await first.close();
  await (await openPglite(path)).close();
});

test('[STO-12] the lock of a process that is gone is taken over', async () => {
  const path = folder();
  writeFileSync(join(path, 'lock'), '2147483646');
  await (await openPglite(path)).close();
});

test('[STO-13] a private server that is killed keeps every committed row', async () => {
  const binaries = await findBinaries();
  if (binaries === undefined) throw new Error('no PostgreSQL package for this machine');
  const path = join(folder(), 'data');
  const first = await startCluster(binaries, path);
  const opened = await openServer(first.connection('postgres'), () => undefined);
  await migrate(opened.db);
  const store = eventStore(opened.db);
  for (let version = 1; version <= 50; version += 1) await store.append([event(version)], []);
  const ended = new Promise((resolve) => first.process.once('exit', resolve));
  first.process.kill('SIGKILL');
  await ended;
  await opened.close();
  const second = await startCluster(binaries, path);
  const again = await openServer(second.connection('postgres'), fail);
  expect(await eventStore(again.db).version('s')).toBe(50);
  await again.close();
  await second.stop();
});

test('[STO-14] without a server given, a database opens in the data folder and is there again the next time', async () => {
  const dataFolder = folder();
  const first = await openDatabase({ dataFolder, onFault: fail });
  expect(first.engine).not.toBe('server');
  await migrate(first.db);
  await eventStore(first.db).append([event(1)], []);
  await first.close();
  const second = await openDatabase({ dataFolder, onFault: fail });
  expect(second.engine).toBe(first.engine);
  expect(await eventStore(second.db).version('s')).toBe(1);
  await second.close();
});

test('[STO-14] a server that cannot be reached is said so', async () => {
  await expect(
    openDatabase({ databaseUrl: 'postgres://127.0.0.1:1/none', dataFolder: folder(), onFault: fail }),
  ).rejects.toMatchObject({ code: 'database.unreachable' });
});
