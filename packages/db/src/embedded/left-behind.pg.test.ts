import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Binaries } from './binaries.ts';
import { startCluster, type Cluster } from './cluster.ts';
import { runAs } from './run-as.ts';
import { beganAt, isAlive, isTaken } from './running-process.ts';
import { serverProcesses } from './server-processes.ts';
import { packagedBinaries, testFolder } from './testing.ts';

let folder: string;
let data: string;
let binaries: Binaries;
const running: Cluster[] = [];
const strangers: ChildProcess[] = [];
beforeEach(async () => {
  binaries = await packagedBinaries();
  folder = testFolder();
  data = join(realpathSync(folder), 'the data'); // a space is what the words of processes are told apart by
});
afterEach(async () => {
  for (const stranger of strangers.splice(0)) stranger.kill('SIGKILL');
  for (const cluster of running.splice(0)) await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
});

const start = async (place: string): Promise<Cluster> => {
  const cluster = await startCluster(binaries, place);
  running.push(cluster);
  return cluster;
};
const kill = async ({ process: server }: Cluster): Promise<void> => {
  const ended = once(server, 'exit');
  server.kill('SIGKILL');
  await ended;
};
/** Rows that a cluster holds for ever, and a session that never stops being busy. */
const keepRowAndBeBusy = async ({ connection }: Cluster): Promise<number> => {
  const client = new pg.Client(connection('postgres'));
  client.on('error', () => undefined); // the server is killed below
  await client.connect();
  await client.query('create table kept (n int)');
  await client.query('insert into kept values (7)');
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  client.query('do $$ begin loop perform 1; end loop; end $$').catch(() => undefined);
  return rows[0]?.pid ?? 0;
};
const keptRows = async ({ connection }: Cluster): Promise<unknown> => {
  const client = new pg.Client(connection('postgres'));
  await client.connect();
  const { rows } = await client.query('select n from kept');
  await client.end();
  return rows;
};
/** A process of somebody else, as the user of the server, so that the server could be misled by its number. */
const stranger = async (cwd: string): Promise<number> => {
  const child = spawn('/bin/sh', ['-c', 'echo here; exec sleep 600'], { ...runAs(), cwd });
  strangers.push(child);
  await once(child.stdout, 'data');
  return child.pid ?? 0;
};

/** A number that stays in use: its process ended and its parent, which became another program, never takes note. */
const unburied = async (): Promise<number> => {
  const parent = spawn('/bin/sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 600'], { ...runAs(), cwd: '/' });
  strangers.push(parent);
  const [said] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(said.toString());
  await expect.poll(() => [isTaken(pid), isAlive(pid)]).toEqual([true, false]);
  return pid;
};

test('[STO-17] a server whose head was killed while a part of it was busy starts again, with every committed row', async () => {
  const first = await start(data);
  const busy = await keepRowAndBeBusy(first);
  await kill(first);
  expect(isAlive(busy)).toBe(true);
  const second = await start(data);
  expect(isAlive(busy)).toBe(false);
  expect(await keptRows(second)).toEqual([{ n: 7 }]);
});

test('[STO-17] a server that lost the process that started it is stopped before the next one starts', async () => {
  const first = await start(data);
  const busy = await keepRowAndBeBusy(first);
  const second = await start(data);
  expect([first.process.exitCode, isAlive(busy)]).toEqual([0, false]);
  expect(await keptRows(second)).toEqual([{ n: 7 }]);
});

test('[STO-17] the server of another folder, and programs that merely stand in this one, are left alone', async () => {
  const [first, other] = [await start(data), await start(`${data}-other`)];
  const bystander = await stranger(data);
  await kill(first);
  const born = [other.process.pid ?? 0, bystander].map(beganAt);
  await start(data);
  expect([other.process.pid ?? 0, bystander].map(beganAt)).toEqual(born);
  expect(await serverProcesses(`${data}-other`)).toContain(other.process.pid);
});

test('[STO-17] a number that belongs to another program by now does not keep the server from starting', async () => {
  const first = await start(data);
  await kill(first);
  const note = join(data, 'postmaster.pid');
  const lines = readFileSync(note, 'utf8').split('\n');
  const pid = await stranger('/');
  writeFileSync(note, [String(pid), ...lines.slice(1)].join('\n'));
  await start(data);
  expect(isAlive(pid)).toBe(true);
});

test('[STO-17] a killed server that its parent took no note of does not keep the next one from starting', async () => {
  const first = await start(data);
  await kill(first);
  const note = join(data, 'postmaster.pid');
  const lines = readFileSync(note, 'utf8').split('\n');
  writeFileSync(note, [String(await unburied()), ...lines.slice(1)].join('\n'));
  expect((await start(data)).process.exitCode).toBe(null);
});

test('[STO-17] the folder of a socket goes with the server, and with the next start when the server was killed', async () => {
  const socketFolder = ({ connection }: Cluster) => String(connection('postgres').host);
  const first = await start(data);
  await kill(first);
  const second = await start(data);
  expect([existsSync(socketFolder(first)), existsSync(socketFolder(second))]).toEqual([false, true]);
  await second.stop();
  expect(existsSync(socketFolder(second))).toBe(false);
});
