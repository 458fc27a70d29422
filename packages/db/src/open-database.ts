import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle as overServer } from 'drizzle-orm/node-postgres';
import { drizzle as overPglite } from 'drizzle-orm/pglite';
import pg from 'pg';
import { DatabaseUnavailable, rootCause, type Database } from './database.ts';
import { findBinaries, isReachable, runAs } from './embedded/binaries.ts';
import { startCluster } from './embedded/cluster.ts';
import { lockFolder } from './embedded/folder-lock.ts';
import { localNotifier, serverNotifier, type Notifier } from './notifier.ts';

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

const overPool = (config: pg.PoolConfig, onFault: (error: unknown) => void) => {
  const pool = new pg.Pool({ max: POOL_SIZE, ...config });
  pool.on('error', onFault); // an idle connection broke; the next query opens another
  return {
    pool,
    db: overServer({ client: pool }) as unknown as Database,
    notifier: serverNotifier(pool, config, onFault),
  };
};

/** Opens a server by its address; used for DATABASE_URL and by tests. */
export const openServer = async (
  config: pg.PoolConfig,
  onFault: (error: unknown) => void,
): Promise<Omit<OpenDatabase, 'engine'>> => {
  let closing = false;
  const { pool, db, notifier } = overPool(config, (error) => {
    // Once we let go, a server that ends its side of a connection a little earlier is no fault.
    if (!closing) onFault(error);
  });
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    throw new DatabaseUnavailable('database.unreachable', { reason: rootCause(error).message }, error);
  }
  return {
    db,
    notifier,
    survivesMachineCrash: true,
    close: async () => {
      closing = true;
      await notifier.close();
      await pool.end();
    },
  };
};

/** Opens PGlite in a folder, or in memory when none is given. */
export const openPglite = async (folder?: string): Promise<Omit<OpenDatabase, 'engine'>> => {
  const unlock = folder === undefined ? () => undefined : lockFolder(folder);
  const client = await PGlite.create(folder === undefined ? {} : { dataDir: join(folder, 'data') });
  const notifier = localNotifier();
  return {
    db: overPglite({ client }) as unknown as Database,
    notifier,
    survivesMachineCrash: false,
    close: async () => {
      await notifier.close();
      await client.close();
      unlock();
    },
  };
};

const openEmbedded = async (
  dataFolder: string,
  onFault: (error: unknown) => void,
): Promise<OpenDatabase | undefined> => {
  const folder = join(dataFolder, 'postgres');
  const binaries = await findBinaries();
  if (binaries === undefined || (runAs() !== undefined && !isReachable(dataFolder))) return undefined;
  const unlock = lockFolder(`${folder}-lock`);
  try {
    const cluster = await startCluster(binaries, folder);
    const opened = await openServer(cluster.connection('postgres'), onFault);
    return {
      ...opened,
      engine: 'embedded',
      close: async () => {
        await opened.close();
        await cluster.stop();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
};

/**
 * The database of this node: a server given by its address; else a private PostgreSQL from the installed package; else
 * PGlite. A folder that began with one of the embedded engines stays with it.
 */
export const openDatabase = async (options: {
  readonly databaseUrl?: string | undefined;
  readonly dataFolder: string;
  readonly onFault: (error: unknown) => void;
}): Promise<OpenDatabase> => {
  const { databaseUrl, dataFolder, onFault } = options;
  if (databaseUrl !== undefined)
    return { ...(await openServer({ connectionString: databaseUrl }, onFault)), engine: 'server' };
  const pgliteFolder = join(dataFolder, 'pglite');
  if (!existsSync(pgliteFolder)) {
    const embedded = await openEmbedded(dataFolder, onFault);
    if (embedded !== undefined) return embedded;
  }
  return { ...(await openPglite(pgliteFolder)), engine: 'pglite' };
};
