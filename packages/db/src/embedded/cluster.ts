import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { DatabaseUnavailable, rootCause } from '../database.ts';
import { runAs, type Binaries } from './binaries.ts';

const run = promisify(execFile);

/** A private server: its own folder, its own socket, no network. */
export interface Cluster {
  readonly socketFolder: string;
  readonly process: ChildProcess;
  /** Connection settings for one of its databases. */
  readonly connection: (database: string) => pg.ClientConfig;
  /** Ends sessions and stops the server; what is committed stays. */
  readonly stop: () => Promise<void>;
}

const USER = 'plenary';
const START_TRIES = 200;
const START_PAUSE_MILLISECONDS = 50;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** A server that an earlier run of ours left behind in this very folder is stopped before a new one starts. */
const stopLeftBehind = async (dataFolder: string): Promise<void> => {
  const file = join(dataFolder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!Number.isSafeInteger(pid) || pid <= 1 || !isAlive(pid)) return;
  const command = existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
  // A number may have gone to another program since: only a server of this folder is ours to stop.
  if (!command.includes(dataFolder)) return;
  process.kill(pid, 'SIGINT');
  for (let tries = 0; tries < START_TRIES && isAlive(pid); tries += 1) await pause(START_PAUSE_MILLISECONDS);
};

const explain = (error: unknown, dataFolder: string): unknown => {
  const { message, code } = rootCause(error);
  const text = `${message} ${error instanceof Error && 'stderr' in error ? String(error.stderr) : ''}`;
  if (code === 'ENOSPC' || /no space left/i.test(text))
    return new DatabaseUnavailable('database.full', { folder: dataFolder }, error);
  if (code === 'EACCES' || code === 'EROFS' || /permission denied|read-only file system/i.test(text))
    return new DatabaseUnavailable('database.notWritable', { folder: dataFolder }, error);
  return error;
};

/** Starts the private server of a folder, creating it the first time. */
export const startCluster = async (binaries: Binaries, dataFolder: string): Promise<Cluster> => {
  const user = runAs();
  // A socket's path may have about 100 characters, so the socket stands in a short folder of its own.
  const socketFolder = join(
    tmpdir(),
    `plenary-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)}`,
  );
  try {
    await stopLeftBehind(dataFolder);
    for (const folder of [dataFolder, socketFolder]) {
      mkdirSync(folder, { recursive: true });
      chmodSync(folder, 0o700);
      if (user !== undefined) chownSync(folder, user.uid, user.gid);
    }
    const options = {
      ...user,
      cwd: dataFolder,
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
    };
    if (!existsSync(join(dataFolder, 'PG_VERSION')))
      await run(
        binaries.initdb,
        ['-D', dataFolder, '-U', USER, '-E', 'UTF8', '--locale=C', '--auth=trust', '--no-instructions'],
        options,
      );
    const server = spawn(
      binaries.postgres,
      [
        '-D',
        dataFolder,
        '-k',
        socketFolder,
        '-c',
        'listen_addresses=',
        '-c',
        'max_connections=60',
        '-c',
        'shared_buffers=64MB',
        '-c',
        'logging_collector=off',
      ],
      // In a process group of its own: Ctrl-C reaches us first, and we stop it when everything is committed.
      { ...options, detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let said = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      said = `${said}${chunk.toString()}`.slice(-4_000);
    });
    const connection = (database: string): pg.ClientConfig => ({ host: socketFolder, user: USER, database });
    for (let tries = 0; ; tries += 1) {
      if (server.exitCode !== null || tries >= START_TRIES)
        throw new Error(`the database server did not start: ${said}`);
      const client = new pg.Client(connection('postgres'));
      try {
        await client.connect();
        await client.end();
        break;
      } catch (error) {
        const { code } = rootCause(error);
        if (code !== 'ENOENT' && code !== 'ECONNREFUSED' && code !== '57P03') throw error;
        await pause(START_PAUSE_MILLISECONDS);
      }
    }
    const stop = async (): Promise<void> => {
      if (server.exitCode === null && server.signalCode === null) {
        const ended = new Promise((resolve) => server.once('exit', resolve));
        server.kill('SIGINT'); // fast shutdown: sessions end, a checkpoint is written
        await ended;
      }
      rmSync(socketFolder, { recursive: true, force: true });
    };
    return { socketFolder, process: server, connection, stop };
  } catch (error) {
    throw explain(error, dataFolder);
  }
};
