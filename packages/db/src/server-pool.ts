import pg from 'pg';

/** Connections to a server, with a close that waits for their true end. */
export interface ServerPool {
  readonly pool: pg.Pool;
  readonly close: () => Promise<void>;
}

/**
 * A pool whose connections never bring the process down: a connection that breaks while it is lent out and between two
 * queries says so to nobody but us. `onFault` hears of each that breaks, until the pool closes: once we let go, a server
 * that ends its side a little earlier is no fault. The pool itself calls itself ended while its connections still say
 * goodbye; `close` waits for those as well, so that the server may be stopped right after.
 */
export const openPool = (config: pg.PoolConfig, onFault: (error: unknown) => void): ServerPool => {
  const pool = new pg.Pool(config);
  const ends = new Map<pg.PoolClient, Promise<void>>();
  let closing = false;
  pool.on('error', () => undefined); // the connection itself has said it, below
  pool.on('connect', (client) => {
    const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
    ends.set(
      client,
      ended.then(() => void ends.delete(client)),
    );
    client.on('error', (error) => {
      if (!closing) onFault(error);
    });
  });
  return {
    pool,
    close: async () => {
      closing = true;
      await pool.end();
      await Promise.all(ends.values());
    },
  };
};
