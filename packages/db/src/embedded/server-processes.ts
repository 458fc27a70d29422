import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
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

const PROGRAMS = new Set(['postgres', 'initdb']);
/** A part of a server gives itself a title in the place of its words, such as `postgres: checkpointer`. */
const TITLE = 'postgres:';

/** Linux gives the words of a process one by one, so that its program is known even when its path has a space. */
const fromProc = (): readonly Running[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const words = orEmpty(() => readFileSync(`/proc/${name}/cmdline`, 'utf8')).split('\0');
      const [program = ''] = words;
      if (!program.startsWith(TITLE) && !PROGRAMS.has(basename(program))) return [];
      const folder = orEmpty(() => readlinkSync(`/proc/${name}/cwd`));
      return [{ pid: Number(name), command: words.join(' '), folder }];
    });

/** Elsewhere all words come as one line: a program of ours has its name at the end of a path. */
const fromPs = async (): Promise<readonly Running[]> => {
  const { stdout } = await run('ps', ['-axww', '-o', 'pid=,args=']);
  return stdout.split('\n').flatMap((line) => {
    const [, pid = '', command = ''] = /^ *(\d+) +(.*)$/.exec(line) ?? [];
    const isOfServer = command.startsWith(TITLE) || /(?:^|\/)(?:postgres|initdb) /.test(command);
    return isOfServer ? [{ pid: Number(pid), command, folder: '' }] : [];
  });
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
