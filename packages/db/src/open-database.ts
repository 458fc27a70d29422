import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle as overServer } from 'drizzle-orm/node-postgres';
import { drizzle as overPglite } from 'drizzle-orm/pglite';
import type pg from 'pg';
import { DatabaseUnavailable, rootCause, type Database } from './database.ts';
import { findBinaries, type Binaries } from './embedded/binaries.ts';
import { startCluster } from './embedded/cluster.ts';
import { engineOfFolder, pgliteFolder, postgresFolder } from './embedded/engine-of-folder.ts';
import { explainFailure } from './embedded/explain-failure.ts';
import { lockFolder } from './embedded/folder-lock.ts';
import { isReachable, runAs } from './embedded/run-as.ts';
import { localNotifier, serverNotifier, type Notifier } from './notifier.ts';
import { openPool } from './server-pool.ts';

export const ENGINES = ['server', 'embedded', 'pglite'] as const;
/** `server`: DATABASE_URL; `embedded`: our own private PostgreSQL; `pglite`: PostgreSQL inside this process. */
export type Engine = (typeof ENGINES)[number];

export interface OpenDatabase {
  readonly db: Database;
  readonly engine: Engine;
  readonly notifier: Notifier;
  /** True when what is acknowledged survives a crash of the machine and not only of the program. */
  readonly survivesMachineCrash: boolean;
  readonly close: () => Promise<void>;
}

const POOL_SIZE = 12;

/** Opens a server by its address; used for DATABASE_URL and by tests. */
export const openServer = async (
  config: pg.PoolConfig,
  onFault: (error: unknown) => void,
): Promise<Omit<OpenDatabase, 'engine'>> => {
  const { pool, close } = openPool({ max: POOL_SIZE, ...config }, onFault);
  let closing = false;
  try {
    (await pool.connect()).release();
  } catch (error) {
    await close();
    throw new DatabaseUnavailable('database.unreachable', { reason: rootCause(error).message }, error);
  }
  const notifier = serverNotifier(pool, config, (error) => {
    if (!closing) onFault(error);
  });
  return {
    db: overServer({ client: pool }) as unknown as Database,
    notifier,
    survivesMachineCrash: true,
    close: async () => {
      closing = true;
      await notifier.close().finally(close);
    },
  };
};

/** A database over a PGlite that runs. */
export const overRunningPglite = (client: PGlite): Omit<OpenDatabase, 'engine'> => {
  const notifier = localNotifier();
  return {
    db: overPglite({ client }) as unknown as Database,
    notifier,
    survivesMachineCrash: false,
    close: async () => {
      await notifier.close();
      await client.close();
    },
  };
};

/**
 * Makes the database of a PGlite folder unless it is there: beside its place, and moved there when it is whole. What was
 * begun and never finished is removed.
 */
const createPglite = async (folder: string, data: string): Promise<void> => {
  for (const name of readdirSync(folder))
    if (name.startsWith('partial-')) rmSync(join(folder, name), { recursive: true, force: true });
  if (existsSync(data)) return;
  const partial = mkdtempSync(join(folder, 'partial-'));
  try {
    await (await PGlite.create({ dataDir: partial })).close();
    renameSync(partial, data);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
};

/**
 * Opens PGlite in a folder, or in memory when none is given.
 * @throws DatabaseUnavailable `database.inUse` when another process has the folder; `database.full` or
 * `database.notWritable`
 */
export const openPglite = async (folder?: string): Promise<Omit<OpenDatabase, 'engine'>> => {
  if (folder === undefined) return overRunningPglite(await PGlite.create({}));
  try {
    const unlock = lockFolder(folder);
    try {
      const data = join(folder, 'data');
      await createPglite(folder, data);
      const opened = overRunningPglite(await PGlite.create({ dataDir: data }));
      return { ...opened, close: () => opened.close().finally(unlock) };
    } catch (error) {
      unlock();
      throw error;
    }
  } catch (error) {
    throw explainFailure(error, folder);
  }
};

interface Faults {
  readonly onFault: (error: unknown) => void;
  readonly onLost: (reason: unknown) => void;
}

const openEmbedded = async (
  binaries: Binaries,
  folder: string,
  { onFault, onLost }: Faults,
): Promise<OpenDatabase> => {
  try {
    const unlock = lockFolder(`${folder}-lock`);
    try {
      const cluster = await startCluster(binaries, folder, { onFault });
      const stop = () => cluster.stop().finally(unlock);
      void cluster.lost.then(onLost);
      try {
        const opened = await openServer(cluster.connection('postgres'), onFault);
        return { ...opened, engine: 'embedded', close: () => opened.close().finally(stop) };
      } catch (error) {
        await cluster.stop();
        throw error;
      }
    } catch (error) {
      unlock();
      throw error;
    }
  } catch (error) {
    throw explainFailure(error, folder);
  }
};

/**
 * The database of this node: a server given by its address; else a private PostgreSQL from the installed package; else
 * PGlite. A folder that began with one of the embedded engines stays with it.
 * @param options `onFault` hears what goes wrong beside the queries: a connection that broke, a disk that is full;
 * `onLost` hears why the private server ended when nobody stopped it: nothing can be read or written any more
 * @throws DatabaseUnavailable with the reason
 */
export const openDatabase = async (options: {
  readonly databaseUrl?: string | undefined;
  readonly dataFolder: string;
  readonly onFault: (error: unknown) => void;
  readonly onLost?: (reason: unknown) => void;
}): Promise<OpenDatabase> => {
  const { databaseUrl, onFault, onLost = onFault } = options;
  if (databaseUrl !== undefined)
    return { ...(await openServer({ connectionString: databaseUrl }, onFault)), engine: 'server' };
  const dataFolder = resolve(options.dataFolder);
  const binaries = await findBinaries();
  const engine = engineOfFolder(dataFolder, {
    isInstalled: binaries !== undefined,
    isReachable: runAs() === undefined || isReachable(dataFolder),
  });
  if (engine === 'embedded' && binaries !== undefined)
    return openEmbedded(binaries, postgresFolder(dataFolder), { onFault, onLost });
  return { ...(await openPglite(pgliteFolder(dataFolder))), engine: 'pglite' };
};
