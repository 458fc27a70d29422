import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const readProc = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'ENOTDIR'].includes(error.code)) return ''; // it ended, or there is no /proc
    throw error;
  }
};

/** What the system tells of a process after its name, which may hold anything: state first, start time twentieth. */
const statOf = (pid) => {
  const stat = readProc(`/proc/${pid}/stat`);
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};

/** When a process began, where the system tells: tells it from any other of its number, also after a restart. */
const bornAt = (pid) => {
  const started = statOf(pid)[19];
  const boot = readProc('/proc/sys/kernel/random/boot_id').trim();
  return started === undefined || boot === '' ? undefined : `${boot} ${started}`;
};

/** A process that ended and of which its parent took no note does not live. */
const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return !['Z', 'X'].includes(statOf(pid)[0]);
};

/** The process that these words name, unless it is gone. */
const holder = (words) => {
  let held;
  try {
    held = JSON.parse(words);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const pid = Number(held?.pid);
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid || !isAlive(pid)) return undefined;
  const born = bornAt(pid);
  return born !== undefined && held.born !== undefined && born !== held.born ? undefined : pid;
};

const readIfThere = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Places a file under a name unless the name is taken. A link appears with its content: nobody reads half a lock. */
const place = (file, path) => {
  try {
    linkSync(file, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
};

/** Removes a lock that says these words, and puts it back when another process took it since they were read. */
const removeStale = (path, words) => {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return; // another process removed it as well
    throw error;
  }
  if (readFileSync(aside, 'utf8') !== words) place(aside, path);
  rmSync(aside, { force: true });
};

/**
 * Takes the lock of a data folder for this process. A lock whose process is gone is taken over; that of a living
 * process is not. It says early, before anything is built, what the lock of the database itself would refuse later.
 * @returns {{ taken: true, release: () => void } | { taken: false, pid: number }}
 */
export const takeLock = (folder) => {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'start.lock');
  const own = `${path}.${randomUUID()}`;
  const words = JSON.stringify({ pid: process.pid, born: bornAt(process.pid) });
  const release = () => {
    if (readIfThere(path) === words) rmSync(path, { force: true });
  };
  try {
    writeFileSync(own, words);
    for (;;) {
      if (place(own, path)) return { taken: true, release };
      const found = readIfThere(path);
      if (found === undefined) continue;
      const pid = holder(found);
      if (pid !== undefined) return { taken: false, pid };
      removeStale(path, found);
    }
  } finally {
    rmSync(own, { force: true });
  }
};
