import { execFile } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { DatabaseUnavailable } from '../database.ts';
import type { Binaries } from './binaries.ts';
import { endServerProcesses } from './left-behind.ts';
import { runAs } from './run-as.ts';
import { systemCode } from './system-error.ts';

const run = promisify(execFile);

/** The one role of a private server. */
export const CLUSTER_USER = 'plenary';

/** What the programs of the server see of our surroundings, and as whom they run. */
export const programOptions = (folder: string) => ({
  ...runAs(),
  cwd: folder,
  env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
});

/** Closes a folder to everybody but the user under which the server runs. */
export const giveToServer = (folder: string): void => {
  const user = runAs();
  chmodSync(folder, 0o700);
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
};

const removeAll = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

/** Every database has its control file from the first minute of its making; one without it holds nothing. */
const isCluster = (folder: string): boolean =>
  existsSync(join(folder, 'PG_VERSION')) && existsSync(join(folder, 'global', 'pg_control'));
const isBroken = (folder: string): boolean =>
  existsSync(join(folder, 'PG_VERSION')) && !existsSync(join(folder, 'global', 'pg_control'));

/** Removes what a run that was stopped half-way left beside the place of the folder. */
const removePartial = async (dataFolder: string): Promise<void> => {
  const parent = dirname(dataFolder);
  for (const name of readdirSync(parent))
    if (name.startsWith(`${basename(dataFolder)}.partial-`)) {
      await endServerProcesses(join(parent, name)); // its making may go on without us
      removeAll(join(parent, name));
    }
};

/** Makes way for a new folder. @throws DatabaseUnavailable `database.notEmpty` when something else lies there */
const clear = (dataFolder: string): void => {
  if (!existsSync(dataFolder)) return;
  if (isBroken(dataFolder)) return removeAll(dataFolder);
  try {
    rmdirSync(dataFolder); // refused by the system unless it is empty
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(systemCode(error))) throw error;
    throw new DatabaseUnavailable('database.notEmpty', { folder: dataFolder }, error);
  }
};

/** A new name in a folder is on the disk only when the folder is. */
const keepName = (folder: string): void => {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
};

/**
 * Makes the data folder of a private server unless it is there. It is made beside its place and moved there when it is
 * whole, so that being stopped half-way leaves nothing that looks like a database; such a remainder is removed the next
 * time. The caller holds the lock of the folder.
 * @throws DatabaseUnavailable `database.notEmpty`; Error with what the program said when it fails
 */
export const createCluster = async (binaries: Binaries, dataFolder: string): Promise<void> => {
  await removePartial(dataFolder);
  if (isCluster(dataFolder)) return giveToServer(dataFolder);
  clear(dataFolder);
  const partial = mkdtempSync(`${dataFolder}.partial-`);
  try {
    giveToServer(partial);
    await run(
      binaries.initdb,
      ['-D', partial, '-U', CLUSTER_USER, '-E', 'UTF8', '--locale=C', '--auth=trust', '--no-instructions'],
      programOptions(partial),
    );
    renameSync(partial, dataFolder);
  } catch (error) {
    await endServerProcesses(partial);
    removeAll(partial);
    throw error;
  }
  keepName(dirname(dataFolder));
};
