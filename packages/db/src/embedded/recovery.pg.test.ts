import { chmodSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Binaries } from './binaries.ts';
import { startCluster } from './cluster.ts';
import { runAs } from './run-as.ts';
import { serverProcesses } from './server-processes.ts';
import { packagedBinaries, testFolder } from './testing.ts';

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
/** The next start finds a recovery that lasts as long as this command of the shell. */
const recoverFor = (command: string): void => {
  writeFileSync(join(data, 'recovery.signal'), '');
  writeFileSync(join(data, 'postgresql.auto.conf'), `restore_command = '${command}'\n`);
  const user = runAs();
  for (const name of ['recovery.signal', 'postgresql.auto.conf'])
    chmodSync(join(data, name), user ? 0o666 : 0o600);
};

test('[STO-19] a server that recovers for longer than a silent one may take is waited for', async () => {
  await makeOnly();
  recoverFor('test -e waited || { touch waited; sleep 11; }; false');
  const cluster = await startCluster(binaries, data);
  const client = new pg.Client(cluster.connection('postgres'));
  await client.connect();
  expect((await client.query('select pg_is_in_recovery() as recovering')).rows).toEqual([
    { recovering: false },
  ]);
  await client.end();
  await cluster.stop();
});

test('[STO-19] a server that recovers beyond the limit is stopped and named as not answering', async () => {
  await makeOnly();
  recoverFor('sleep 600');
  const limits = { silentSecondsMax: 60, recoveringSecondsMax: 1 };
  await expect(startCluster(binaries, data, { limits })).rejects.toThrow('does not answer after 1 s');
  expect(await serverProcesses(data)).toEqual([]);
});
