import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { Database } from './database.ts';
import { findBinaries } from './embedded/binaries.ts';
import { startCluster, type Cluster } from './embedded/cluster.ts';
import { lockFolder, lockHolder, wasEverLocked } from './embedded/folder-lock.ts';
import { endServerProcesses } from './embedded/left-behind.ts';
import { systemCode } from './embedded/system-error.ts';
import { temporaryFolder } from './embedded/temporary-folder.ts';
import { migrate, migrations } from './migrate.ts';
import { openServer, overRunningPglite, type OpenDatabase } from './open-database.ts';

/** Engines on which every store is tested. */
export const TEST_ENGINES = ['pglite', 'server'] as const;
export type TestEngine = (typeof TEST_ENGINES)[number];

export interface TestServer {
  /** A new, migrated database on the server. */
  readonly fresh: () => Promise<Omit<OpenDatabase, 'engine'> & { readonly config: pg.ClientConfig }>;
  readonly cluster?: Cluster;
  readonly stop: () => Promise<void>;
}

/** A server on which databases for tests are made. */
interface Host {
  /** The database that is there from the start. */
  readonly main: string;
  readonly connection: (database: string) => pg.ClientConfig;
  readonly cluster?: Cluster;
  readonly stop: () => Promise<void>;
}

const givenHost = (url: string): Host => ({
  main: new URL(url).pathname.slice(1),
  connection: (database) => {
    const address = new URL(url);
    address.pathname = `/${database}`;
    return { connectionString: address.href };
  },
  stop: async () => undefined,
});

/** How the folders of servers for tests begin. */
export const HOST_FOLDER = 'plenary-test-server-';

/**
 * Ends and removes what killed runs left: their servers end by themselves within moments, but nobody removes their
 * folders. A folder whose lock a living process holds is in use; one whose lock nobody ever took is just being made.
 */
export const removeAbandonedHosts = async (): Promise<void> => {
  const parent = temporaryFolder();
  for (const name of readdirSync(parent).filter((each) => each.startsWith(HOST_FOLDER))) {
    const folder = join(parent, name);
    if (!wasEverLocked(join(folder, 'lock')) || lstatSync(folder).uid !== getuid?.()) continue;
    if (lockHolder(join(folder, 'lock')) !== undefined) continue;
    await endServerProcesses(join(realpathSync(folder), 'data'));
    rmSync(folder, { recursive: true, force: true });
  }
};

const ownHost = async (): Promise<Host> => {
  const binaries = await findBinaries();
  if (binaries === undefined)
    throw new Error('no PostgreSQL for this machine: set DATABASE_URL to test on a server');
  await removeAbandonedHosts();
  const folder = mkdtempSync(join(temporaryFolder(), HOST_FOLDER));
  const forget = () => rmSync(folder, { recursive: true, force: true });
  try {
    lockFolder(join(folder, 'lock'));
    chmodSync(folder, 0o755);
    const cluster = await startCluster(binaries, join(folder, 'data'));
    return {
      main: 'postgres',
      connection: cluster.connection,
      cluster,
      stop: () => {
        cluster.process.kill('SIGQUIT'); // at once: nothing of it is kept, so nothing need be written out
        return cluster.stop().finally(forget);
      },
    };
  } catch (error) {
    forget();
    throw error;
  }
};

/** A real server for tests: DATABASE_URL where it is set, else one from the installed package. */
export const startTestServer = async (): Promise<TestServer> => {
  const url = process.env['DATABASE_URL'];
  const { main, connection, cluster, stop } = url === undefined ? await ownHost() : givenHost(url);
  const run = `t${process.pid}_${process.hrtime.bigint().toString(36)}`;
  const made: string[] = [];
  let template: Promise<string> | undefined;
  let stopping = false;
  const fault = (error: unknown): void => {
    // The server of a test is stopped at its end; a connection on its way out that notices it is no fault.
    if (!stopping) throw error;
  };
  const admin = async (statement: string): Promise<void> => {
    const client = new pg.Client(connection(main));
    client.on('error', () => undefined); // whatever it was doing fails with the same error
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  /** Names are made here of letters, digits and underscores; nothing from outside enters them. */
  const create = async (from?: string): Promise<string> => {
    const name = `plenary_${run}_${made.length}`;
    made.push(name);
    await admin(`create database ${name}${from === undefined ? '' : ` template ${from}`}`);
    return name;
  };
  const migrated = async (): Promise<string> => {
    const name = await create();
    const opened = await openServer(connection(name), fault);
    await migrate(opened.db).finally(opened.close);
    return name;
  };
  return {
    ...(cluster === undefined ? {} : { cluster }),
    fresh: async () => {
      template ??= migrated();
      const config = connection(await create(await template));
      return { ...(await openServer(config, fault)), config };
    },
    stop: async () => {
      stopping = true;
      if (cluster === undefined)
        for (const name of made) await admin(`drop database if exists ${name} with (force)`);
      await stop();
    },
  };
};

/** Where test runs of this checkout leave things to one another. */
const CACHE = new URL('../node_modules/.cache/pglite/', import.meta.url);

/** What a migrated PGlite depends on: the engine, which package.json pins, and every migration. */
const templateName = (): string => {
  const hash = createHash('sha256').update(readFileSync(new URL('../package.json', import.meta.url)));
  for (const { name, checksum } of migrations()) hash.update(`${name} ${checksum}\n`);
  return `${hash.digest('hex').slice(0, 32)}.tar`;
};

const makeTemplate = async (): Promise<Blob> => {
  const client = await PGlite.create({});
  await migrate(overRunningPglite(client).db);
  return client.dumpDataDir('none').finally(() => client.close());
};

/** Keeps a template for later runs, in the place of those of earlier migrations. */
const keepTemplate = async (name: string, made: Blob): Promise<void> => {
  mkdirSync(CACHE, { recursive: true });
  const draft = new URL(`${name}.${process.pid}`, CACHE);
  writeFileSync(draft, new Uint8Array(await made.arrayBuffer()));
  renameSync(draft, new URL(name, CACHE)); // whole or not at all
  for (const other of readdirSync(CACHE).filter((each) => each.endsWith('.tar') && each !== name))
    rmSync(new URL(other, CACHE), { force: true });
};

let pgliteTemplate: Promise<Blob> | undefined;
/** A migrated PGlite as one file, made once: taking it over is several times faster than beginning anew. */
const migratedPglite = (): Promise<Blob> => {
  pgliteTemplate ??= (async () => {
    const name = templateName();
    const file = new URL(name, CACHE);
    if (existsSync(file)) return new Blob([readFileSync(file)]);
    const made = await makeTemplate();
    try {
      await keepTemplate(name, made);
    } catch (error) {
      // A checkout that this user may only read: each run makes its own.
      if (!['EACCES', 'EPERM', 'EROFS'].includes(systemCode(error))) throw error;
    }
    return made;
  })();
  return pgliteTemplate;
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
    const opened = overRunningPglite(await PGlite.create({ loadDataDir: await migratedPglite() }));
    return { db: opened.db, opened, end: opened.close };
  }
  const server = await startTestServer();
  try {
    const opened = await server.fresh();
    return { db: opened.db, opened, end: () => opened.close().finally(server.stop) };
  } catch (error) {
    await server.stop();
    throw error;
  }
};
