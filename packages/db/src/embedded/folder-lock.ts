import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseUnavailable } from '../database.ts';
import { beganAt, isAlive } from './running-process.ts';
import { systemCode } from './system-error.ts';

/*
 * A lock is a folder `lock-<number>` with one file: `holder` says who took it, and is renamed to `released` when it is
 * given back. Only the highest number counts. A lock appears by a rename, whole and only if nobody else made it; it
 * never changes hands, it is followed by the next number and removed only when a higher one stands. Whoever acts on
 * what was read a moment ago therefore finds the number taken, or finds a higher one, and looks again: at no moment do
 * two hold the highest. (A lock file that is removed and made again has such a moment.)
 */
const LOCK = /^lock-(\d+)$/;
const DRAFT = /^draft-(\d+)-/;

/** Locks that this process holds: on systems that do not say when a process began, only we know what is ours. */
const heldHere = new Set<string>();
/** Each try means that another process took or gave back the lock in the same moment. */
const TRIES = 20;
/** How systems refuse to rename a folder to the name of another one. Windows says the last of many things. */
const isTakenName = (error: unknown, name: string): boolean =>
  ['EEXIST', 'ENOTEMPTY'].includes(systemCode(error)) || (systemCode(error) === 'EPERM' && existsSync(name));

const numbersIn = (folder: string): readonly number[] =>
  readdirSync(folder).flatMap((name) => {
    const number = Number(LOCK.exec(name)?.[1] ?? Number.NaN);
    return Number.isSafeInteger(number) ? [number] : [];
  });
/** 0 means that nobody ever took the lock. */
const highestIn = (folder: string): number => Math.max(0, ...numbersIn(folder));

/** The number of the process that holds a lock now, or undefined when nobody does. */
const holderOf = (lock: string): number | undefined => {
  let words: string;
  try {
    words = readFileSync(join(lock, 'holder'), 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined; // released, or a higher one was taken since
    throw error;
  }
  const [first = '', noted = ''] = words.split('\n');
  const pid = Number(first || Number.NaN);
  if (!isAlive(pid)) return undefined;
  const now = beganAt(pid);
  const isSame = noted !== '' && now !== '' ? noted === now : pid !== process.pid || heldHere.has(lock);
  return isSame ? pid : undefined;
};

const draftName = (folder: string): string => join(folder, `draft-${process.pid}-${randomUUID()}`);

/** Removes a lock at once: half removed it would be an empty folder, which a rename replaces. */
const discard = (folder: string, lock: string): void => {
  const aside = draftName(folder);
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return; // another process tidied up as well
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
};

/** Makes a lock of a number with all it holds; false when another process was faster. */
const make = (folder: string, lock: string): boolean => {
  const draft = draftName(folder);
  mkdirSync(draft);
  try {
    writeFileSync(join(draft, 'holder'), `${process.pid}\n${beganAt(process.pid)}\n`);
    renameSync(draft, lock);
    return true;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (isTakenName(error, lock)) return false;
    throw error;
  }
};

/** Removes the locks below a number, and what processes left that were killed while they took one. */
const tidyBelow = (folder: string, number: number): void => {
  for (const name of readdirSync(folder)) {
    if (Number(LOCK.exec(name)?.[1] ?? number) < number) discard(folder, join(folder, name));
    const drafter = DRAFT.exec(name)?.[1];
    if (drafter !== undefined && !isAlive(Number(drafter)))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
};

/** Whether anybody ever took the lock of a folder; false while the first one is still taking it. */
export const wasEverLocked = (folder: string): boolean => existsSync(folder) && highestIn(folder) > 0;

/** The number of the living process that holds the lock of a folder, if any. */
export const lockHolder = (folder: string): number | undefined => {
  if (!existsSync(folder)) return undefined;
  const highest = highestIn(folder);
  return highest === 0 ? undefined : holderOf(join(realpathSync(folder), `lock-${highest}`));
};

/**
 * One process at a time in a data folder: PGlite has no lock of its own, and two openers destroy each other's rows.
 * The lock of a process that is gone is taken over, also when its number belongs to another process by now; that of a
 * living one never. Processes that do not see each other (two containers on one volume) are not kept apart.
 * @returns what gives the lock back
 * @throws DatabaseUnavailable `database.inUse`; what the system says when nothing can be written there
 */
export const lockFolder = (folder: string): (() => void) => {
  mkdirSync(folder, { recursive: true });
  const place = realpathSync(folder);
  let holder: number | undefined;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const highest = highestIn(place);
    holder = holderOf(join(place, `lock-${highest}`));
    if (holder !== undefined) break;
    const lock = join(place, `lock-${highest + 1}`);
    if (!make(place, lock)) continue;
    heldHere.add(lock);
    if (highestIn(place) === highest + 1) {
      tidyBelow(place, highest + 1);
      return () => {
        heldHere.delete(lock);
        // The folder may have been removed as a whole; then there is nothing to give back. A rename needs no room.
        if (existsSync(lock)) renameSync(join(lock, 'holder'), join(lock, 'released'));
      };
    }
    heldHere.delete(lock);
    discard(place, lock);
  }
  throw new DatabaseUnavailable('database.inUse', { folder, process: String(holder ?? 'unknown') });
};
