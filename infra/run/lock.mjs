import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** When a process began, in ticks since boot, where the system tells: tells a process from a later one of its number. */
const bornAt = (pid) => {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return undefined;
  try {
    return readFileSync(stat, 'utf8').split(') ').at(-1)?.split(' ')[19];
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return undefined; // it ended meanwhile
    throw error;
  }
};

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** The process that holds the lock, unless it is gone. */
const holder = (path) => {
  let held;
  try {
    held = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
  const pid = Number(held?.pid);
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid || !isAlive(pid)) return undefined;
  const born = bornAt(pid);
  return born !== undefined && held.born !== undefined && born !== held.born ? undefined : pid;
};

/**
 * Takes the lock of a data folder for this process. A lock whose process is gone is taken over; that of a living
 * process never is.
 * @returns {{ taken: true, release: () => void } | { taken: false, pid: number }}
 */
export const takeLock = (folder) => {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'start.lock');
  const own = `${path}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, born: bornAt(process.pid) }));
  try {
    for (;;) {
      try {
        // A link appears with its content, so that nobody ever reads half a lock.
        linkSync(own, path);
        return { taken: true, release: () => rmSync(path, { force: true }) };
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const pid = holder(path);
      if (pid !== undefined) return { taken: false, pid };
      rmSync(path, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
};
