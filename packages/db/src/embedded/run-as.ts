import { constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { getuid } from 'node:process';

/** User and group under which the server runs; it refuses to run as root. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/** `nobody` on Linux; asked for only when this process is root. */
const UNPRIVILEGED: RunAs = { uid: 65_534, gid: 65_534 };

/** As whom the programs of the server run; undefined means as ourselves. */
export const runAs = (): RunAs | undefined => (getuid?.() === 0 ? UNPRIVILEGED : undefined);

/** Whether somebody without rights can enter every folder on the way to a path; what is not there yet does not count. */
export const isReachable = (path: string): boolean => {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const stat = statSync(folder);
      if (stat.isDirectory() && (stat.mode & constants.S_IXOTH) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
};
