import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseUnavailable } from '../database.ts';
import { isAlive } from './running-process.ts';
import { serverProcesses } from './server-processes.ts';
import { systemCode } from './system-error.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PAUSE_MILLISECONDS = 50;
/** A stop that writes everything out may take a while on a slow disk; the other two only end processes. */
const ORDERLY_SECONDS_MAX = 60;
const ABRUPT_SECONDS_MAX = 10;

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (systemCode(error) !== 'ESRCH') throw error; // it ended by itself meanwhile
  }
};

const areGone = async (dataFolder: string, secondsMax: number): Promise<boolean> => {
  const until = performance.now() + secondsMax * 1_000;
  while ((await serverProcesses(dataFolder)).length > 0) {
    if (performance.now() > until) return false;
    await pause(PAUSE_MILLISECONDS);
  }
  return true;
};

/**
 * Ends every process of the server of a folder, as gently as they allow. Parts whose head was killed cannot commit any
 * more, but may be busy for hours and hold the memory that keeps the next server from starting. What is committed is in
 * the log of the server, whichever way it ends.
 * @throws DatabaseUnavailable `database.inUse` when one does not end
 */
export const endServerProcesses = async (dataFolder: string, head?: number): Promise<void> => {
  const found = await serverProcesses(dataFolder);
  if (found.length === 0) return;
  if (head !== undefined && found.includes(head)) {
    signal(head, 'SIGINT'); // fast: sessions end, what is committed is written
    if (await areGone(dataFolder, ORDERLY_SECONDS_MAX)) return;
  }
  for (const name of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of await serverProcesses(dataFolder)) signal(pid, name);
    if (await areGone(dataFolder, ABRUPT_SECONDS_MAX)) return;
  }
  const [pid] = await serverProcesses(dataFolder);
  throw new DatabaseUnavailable('database.inUse', { folder: dataFolder, process: String(pid ?? 'unknown') });
};

/** Whether a folder is one that we made for a socket: only such a one is removed. */
const isSocketFolder = (folder: string): boolean =>
  dirname(folder) === temporaryFolder() && /^plenary-\w+$/.test(basename(folder));

/**
 * Ends what an earlier run left behind in this very folder: its server or parts of it, the folder of its socket, and a
 * note of a process number that belongs to another program since, before which PostgreSQL would wait for ever. Nobody
 * else's process is touched. The caller holds the lock of the folder.
 * @param dataFolder as the system spells it, without links
 * @throws DatabaseUnavailable `database.inUse` when a process does not end
 */
export const endLeftBehind = async (dataFolder: string): Promise<void> => {
  const note = join(dataFolder, 'postmaster.pid');
  const [first = '', , , , socketFolder = ''] = existsSync(note)
    ? readFileSync(note, 'utf8').split('\n')
    : [];
  const head = Number(first || Number.NaN);
  await endServerProcesses(dataFolder, head);
  if (isAlive(head)) rmSync(note, { force: true });
  if (isSocketFolder(socketFolder)) rmSync(socketFolder, { recursive: true, force: true });
};
