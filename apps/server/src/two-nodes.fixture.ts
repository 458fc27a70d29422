import { freshDatabase, startTestServer, type TEST_ENGINES } from '@plenary/db/testing';
import { openDatabase, type Notifier, type OpenDatabase } from '@plenary/db';

type Database = Omit<OpenDatabase, 'engine'>;

/** Two nodes in one process: what one announces wakes the other. */
const sharedNotifier = (): Notifier => {
  const listeners = new Set<(name: string) => void>();
  return {
    announce: (name) => listeners.forEach((listener) => queueMicrotask(() => listener(name))),
    listen: (listener) => void listeners.add(listener),
    close: async () => listeners.clear(),
  };
};

const rethrow = (error: unknown): void => {
  if (error instanceof Error && /terminat/i.test(error.message)) return;
  throw error;
};

/** Two connections to one database of an engine, as two nodes have them. */
export const twoOn = async (
  engine: (typeof TEST_ENGINES)[number],
): Promise<{ readonly databases: readonly [Database, Database]; readonly end: () => Promise<void> }> => {
  if (engine === 'pglite') {
    const { opened, end } = await freshDatabase('pglite');
    const database = { ...opened, notifier: sharedNotifier() };
    return { databases: [database, database], end };
  }
  const server = await startTestServer();
  const first = await server.fresh();
  const { host = '', user = '', database = '', port, password, connectionString } = first.config;
  const address = new URL(connectionString ?? 'postgres://localhost/');
  if (connectionString === undefined) {
    address.username = user;
    address.password = typeof password === 'string' ? password : '';
    address.pathname = `/${database}`;
    address.searchParams.set('host', host);
    if (port !== undefined) address.searchParams.set('port', String(port));
  }
  const second = await openDatabase({ databaseUrl: address.href, dataFolder: '', onFault: rethrow });
  return {
    databases: [first, second],
    end: async () => {
      await second.close();
      await first.close();
      await server.stop();
    },
  };
};
