import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Database } from './database.ts';
import { findBinaries } from './embedded/binaries.ts';
import { startCluster, type Cluster } from './embedded/cluster.ts';
import { migrate } from './migrate.ts';
import { openPglite, openServer, type OpenDatabase } from './open-database.ts';

/** Engines on which every store is tested. */
export const TEST_ENGINES = ['pglite', 'server'] as const;
export type TestEngine = (typeof TEST_ENGINES)[number];

export interface TestServer {
  /** A new, migrated database on the server. */
  readonly fresh: () => Promise<Omit<OpenDatabase, 'engine'> & { readonly config: pg.ClientConfig }>;
  readonly cluster?: Cluster;
  readonly stop: () => Promise<void>;
}

/** A real server for tests: DATABASE_URL where it is set, else one from the installed package. */
export const startTestServer = async (): Promise<TestServer> => {
  const url = process.env['DATABASE_URL'];
  let connection: (database: string) => pg.ClientConfig;
  let stop = async (): Promise<void> => undefined;
  let cluster: Cluster | undefined;
  if (url === undefined) {
    const binaries = await findBinaries();
    if (binaries === undefined)
      throw new Error('no PostgreSQL for this machine: set DATABASE_URL to test on a server');
    const folder = mkdtempSync(join(tmpdir(), 'plenary-test-'));
    chmodSync(folder, 0o755);
    const started = await startCluster(binaries, join(folder, 'data'));
    cluster = started;
    connection = started.connection;
    stop = async () => {
      await started.stop();
      rmSync(folder, { recursive: true, force: true });
    };
  } else
    connection = (database) => {
      const address = new URL(url);
      address.pathname = `/${database}`;
      return { connectionString: address.href };
    };
  const main = url === undefined ? 'postgres' : new URL(url).pathname.slice(1);
  const run = `t${process.pid}_${process.hrtime.bigint().toString(36)}`;
  let count = 0;
  const made: string[] = [];
  let stopping = false;
  const fault = (error: unknown): void => {
    // The server of a test is stopped at its end; a connection on its way out that notices it is no fault.
    if (!stopping) throw error;
  };
  const admin = async (statement: string): Promise<void> => {
    const client = new pg.Client(connection(main));
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  return {
    ...(cluster === undefined ? {} : { cluster }),
    fresh: async () => {
      count += 1;
      const name = `plenary_${run}_${count}`;
      await admin(`create database ${name}`);
      made.push(name);
      const config = connection(name);
      const opened = await openServer(config, fault);
      await migrate(opened.db);
      return { ...opened, config };
    },
    stop: async () => {
      stopping = true;
      if (cluster === undefined)
        for (const name of made) await admin(`drop database if exists ${name} with (force)`);
      await stop();
    },
  };
};

/** A migrated database of either engine, with what ends it. */
export const freshDatabase = async (
  engine: TestEngine,
): Promise<{
  readonly db: Database;
  readonly opened: Omit<OpenDatabase, 'engine'>;
  readonly end: () => Promise<void>;
}> => {
  if (engine === 'pglite') {
    const opened = await openPglite();
    await migrate(opened.db);
    return { db: opened.db, opened, end: opened.close };
  }
  const server = await startTestServer();
  const opened = await server.fresh();
  return {
    db: opened.db,
    opened,
    end: async () => {
      await opened.close();
      await server.stop();
    },
  };
};
