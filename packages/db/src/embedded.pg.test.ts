import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { openDatabase, openPglite, openServer } from './open-database.ts';
import { findBinaries } from './embedded/binaries.ts';
import { startCluster } from './embedded/cluster.ts';
import { runSource } from './embedded/testing.ts';
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

test('[STO-18] a PGlite database whose making was killed half-way is made anew by the next start', async () => {
  const path = folder();
  const { child } = runSource(`
    import { openPglite } from '../open-database.ts';
    await openPglite(${JSON.stringify(path)});
  `);
  const hasBegun = () =>
    readdirSync(path).some((name) => name.startsWith('partial-') && readdirSync(join(path, name)).length > 0);
  await expect.poll(hasBegun, { interval: 5 }).toBe(true);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  const opened = await openPglite(path);
  await migrate(opened.db);
  await opened.close();
  expect(readdirSync(path).toSorted()).toEqual(['data', expect.stringMatching(/^lock-/)]);
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

test('[STO-14] a data folder with another engine’s database in it is refused and nothing is made there', async () => {
  const dataFolder = folder();
  for (const engine of [['postgres'], ['pglite', 'data']]) {
    mkdirSync(join(dataFolder, ...engine), { recursive: true });
    writeFileSync(join(dataFolder, ...engine, 'PG_VERSION'), '18\n');
  }
  await expect(openDatabase({ dataFolder, onFault: fail })).rejects.toMatchObject({
    code: 'database.twoEngines',
  });
  expect(readdirSync(dataFolder).toSorted()).toEqual(['pglite', 'postgres']);
});

test('[STO-12] a second opener of a private server is refused with the process that holds it', async () => {
  const dataFolder = folder();
  const first = await openDatabase({ dataFolder, onFault: fail });
  await expect(openDatabase({ dataFolder, onFault: fail })).rejects.toMatchObject({
    code: 'database.inUse',
    facts: { process: String(process.pid) },
  });
  await first.close();
});

test('[STO-13] whoever holds a database hears why its private server ended', async () => {
  const dataFolder = folder();
  const heard: unknown[] = [];
  const opened = await openDatabase({
    dataFolder,
    onFault: () => undefined,
    onLost: (reason) => heard.push(reason),
  });
  const note = readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8');
  process.kill(Number.parseInt(note, 10), 'SIGINT');
  await expect.poll(() => heard).toHaveLength(1);
  await opened.close();
  expect(String(heard[0])).toContain('the database server ended');
});

test('[STO-14] a server that cannot be reached is said so', async () => {
  await expect(
    openDatabase({ databaseUrl: 'postgres://127.0.0.1:1/none', dataFolder: folder(), onFault: fail }),
  ).rejects.toMatchObject({ code: 'database.unreachable' });
});
