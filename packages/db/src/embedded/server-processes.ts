import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { hasProc, isAlive } from './running-process.ts';
import { systemCode } from './system-error.ts';

const run = promisify(execFile);

/** What every part of the server of a folder bears in the words that the system shows for it. */
export const clusterName = (dataFolder: string): string =>
  `plenary-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)}`;

interface Running {
  readonly pid: number;
  readonly command: string;
  /** Where the process stands; empty where the system does not say. */
  readonly folder: string;
}

const UNSEEN = new Set(['ENOENT', 'ESRCH', 'EACCES', 'EPERM']);
const orEmpty = (read: () => string): string => {
  try {
    return read();
  } catch (error) {
    if (UNSEEN.has(systemCode(error))) return '';
    throw error;
  }
};

/** `postgres` by its path, `postgres: checkpointer` by its title, `initdb`, and what it calls: no shell, no editor. */
const isOfServer = (command: string): boolean =>
  command.startsWith('postgres:') || ['postgres', 'initdb'].includes(basename(command.split(' ')[0] ?? ''));

const fromProc = (): readonly Running[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({
      pid: Number(name),
      command: orEmpty(() => readFileSync(`/proc/${name}/cmdline`, 'utf8')).replaceAll('\0', ' '),
      folder: '',
    }))
    .filter(({ command }) => isOfServer(command))
    .map((running) => ({ ...running, folder: orEmpty(() => readlinkSync(`/proc/${running.pid}/cwd`)) }));

const fromPs = async (): Promise<readonly Running[]> => {
  const { stdout } = await run('ps', ['-axww', '-o', 'pid=,args=']);
  return stdout
    .split('\n')
    .map((line) => ({
      pid: Number.parseInt(line, 10),
      command: line.trim().replace(/^\d+ +/, ''),
      folder: '',
    }))
    .filter(({ command }) => isOfServer(command));
};

/**
 * The processes of the server of this folder, the one at their head and its parts, also parts whose head is gone. A
 * process counts when it is a program of PostgreSQL and stands in the folder or bears its name; a number alone proves
 * nothing, since it may belong to another program by now.
 * @param dataFolder as the system spells it, without links
 */
export const serverProcesses = async (dataFolder: string): Promise<readonly number[]> => {
  const running = hasProc() ? fromProc() : await fromPs();
  return running
    .filter(
      ({ command, folder }) =>
        folder === dataFolder ||
        command.includes(clusterName(dataFolder)) ||
        ` ${command} `.includes(` -D ${dataFolder} `),
    )
    .map(({ pid }) => pid)
    .filter(isAlive);
};
