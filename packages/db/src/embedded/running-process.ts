import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { systemCode } from './system-error.ts';

/** What stands below /proc about a process that is gone, or that we may not see, is empty. */
const UNSEEN = new Set(['ENOENT', 'ESRCH', 'EACCES', 'ENOTDIR']);
const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (UNSEEN.has(systemCode(error))) return '';
    throw error;
  }
};

/** Whether this system tells about its processes in /proc; Linux does. */
export const hasProc = (): boolean => existsSync('/proc/self/stat');

/**
 * The words after the name in /proc/<pid>/stat. The name stands in brackets and may itself hold anything, so the last
 * bracket counts. The first word is field 3 of proc(5).
 */
const statOf = (pid: number): readonly string[] => {
  const stat = read(`/proc/${pid}/stat`);
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};
const STATE = 0;
const START_TIME = 19; // field 22
const ENDED = new Set(['Z', 'X']);

/** Whether a process with this number runs now. One that ended and was not yet taken note of does not run. */
export const isAlive = (pid: number): boolean => {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false; // 0 would mean all of our own group
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) !== 'EPERM') return false;
  }
  return !ENDED.has(statOf(pid)[STATE] ?? '');
};

/**
 * When a process began, in words that no other process of this machine shares: numbers are used again, in containers
 * nearly always the same ones. Empty for a process that is gone and where the system does not say.
 */
export const beganAt = (pid: number): string => {
  if (hasProc()) {
    const started = statOf(pid)[START_TIME];
    // Start times count from the start of the machine, so they need its name.
    const boot = read('/proc/sys/kernel/random/boot_id').trim();
    return started === undefined || boot === '' ? '' : `${boot} ${started}`;
  }
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout?.trim() ?? '';
};
