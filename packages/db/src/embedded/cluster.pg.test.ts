import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Binaries } from './binaries.ts';
import { startCluster } from './cluster.ts';
import { runAs } from './run-as.ts';
import { serverProcesses } from './server-processes.ts';
import { packagedBinaries, runSource, testFolder } from './testing.ts';

let folder: string;
let data: string;
let binaries: Binaries;
beforeEach(async () => {
  binaries = await packagedBinaries();
  folder = testFolder();
  data = join(realpathSync(folder), 'data');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const makeOnly = async (): Promise<void> => (await startCluster(binaries, data)).stop();
test('[STO-19] a server that never answers is stopped, and what it said is told', async () => {
  const postgres = join(folder, 'postgres');
  writeFileSync(postgres, `#!/bin/sh\necho 'nothing to say' >&2\nexec sleep 600\n`);
  chmodSync(postgres, 0o755);
  const limits = { silentSecondsMax: 1, recoveringSecondsMax: 1 };
  await expect(startCluster({ ...binaries, postgres }, data, { limits })).rejects.toThrow('nothing to say');
  await makeOnly();
});

test('[STO-19] a server that cannot be spoken to as its user is not left running', async () => {
  await makeOnly();
  writeFileSync(join(data, 'pg_hba.conf'), 'local all all reject\n');
  await expect(startCluster(binaries, data)).rejects.toThrow('pg_hba.conf rejects connection');
  expect(await serverProcesses(data)).toEqual([]);
});

test('[STO-19] a server that cannot be started at all is an error and no wait', async () => {
  await makeOnly();
  const postgres = join(folder, 'missing');
  await expect(startCluster({ ...binaries, postgres }, data)).rejects.toThrow('ENOENT');
});

test('[STO-19] a server stops in order when the process that started it is killed, and so does its socket', async () => {
  const { child, line } = runSource(`
    import { startCluster } from './cluster.ts';
    const cluster = await startCluster(${JSON.stringify(binaries)}, ${JSON.stringify(data)});
    console.log(cluster.connection('postgres').host);
  `);
  const socketFolder = await line();
  expect((await serverProcesses(data)).length).toBeGreaterThan(0);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  await expect.poll(() => serverProcesses(data)).toEqual([]);
  await expect.poll(() => existsSync(socketFolder)).toBe(false);
  expect(existsSync(join(data, 'postmaster.pid'))).toBe(false); // only a stop in order removes it
});

test('[STO-19] a server that ends without having been stopped is reported with what it said', async () => {
  const cluster = await startCluster(binaries, data);
  cluster.process.kill('SIGTERM');
  await expect(cluster.lost).resolves.toMatchObject({ message: expect.stringContaining('shut down') });
  await cluster.stop();
});

test('[STO-20] the folders of data and socket are open to the user of the server alone', async () => {
  const cluster = await startCluster(binaries, data);
  const socketFolder = String(cluster.connection('postgres').host);
  const uid = runAs()?.uid ?? process.getuid?.();
  for (const place of [data, socketFolder]) {
    const stat = statSync(place);
    expect([stat.mode & 0o777, stat.uid]).toEqual([0o700, uid]);
  }
  expect(readdirSync(socketFolder)).toContain('.s.PGSQL.5432');
  await cluster.stop();
});

test('[STO-20] no two starts have a socket in the same place', async () => {
  const places: unknown[] = [];
  for (let start = 0; start < 2; start += 1) {
    const cluster = await startCluster(binaries, data);
    places.push(cluster.connection('postgres').host);
    await cluster.stop();
  }
  expect(new Set(places).size).toBe(2);
});
