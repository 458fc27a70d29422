import pg from 'pg';

/** Wakes other nodes when a stream has grown. It only wakes: losing a message loses nothing, a poll finds the rest. */
export interface Notifier {
  readonly announce: (stream: string) => void;
  readonly listen: (listener: (stream: string) => void) => void;
  readonly close: () => Promise<void>;
}

/** For an engine with one process: nobody else has to be woken. */
export const localNotifier = (): Notifier => {
  const listeners = new Set<(stream: string) => void>();
  return {
    announce: () => undefined, // the process that appended knows
    listen: (listener) => void listeners.add(listener),
    close: async () => listeners.clear(),
  };
};

/** The channel on which nodes wake each other. */
export const NOTIFICATION_CHANNEL = 'plenary_streams';
const RECONNECT_MILLISECONDS = 1_000;

/** LISTEN/NOTIFY on a connection of its own, opened again when it breaks. */
export const serverNotifier = (
  pool: pg.Pool,
  config: pg.ClientConfig,
  onFault: (error: unknown) => void,
): Notifier => {
  const listeners = new Set<(stream: string) => void>();
  let client: pg.Client | undefined;
  let connecting: Promise<void> | undefined;
  let again: NodeJS.Timeout | undefined;
  let closed = false;

  const connectLater = (): void => {
    if (closed || again !== undefined) return;
    again = setTimeout(() => {
      again = undefined;
      connecting = connect();
    }, RECONNECT_MILLISECONDS);
  };
  const connect = async (): Promise<void> => {
    const next = new pg.Client(config);
    client = next;
    next.on('error', onFault);
    next.on('end', () => {
      // One that ends late was replaced already: replacing it again would leave two that listen, and close one.
      if (client === next) connectLater();
    });
    next.on('notification', ({ payload }) => {
      if (payload !== undefined) for (const listener of listeners) listener(payload);
    });
    try {
      await next.connect();
      await next.query(`listen ${NOTIFICATION_CHANNEL}`);
    } catch (error) {
      if (closed) return;
      onFault(error);
      connectLater();
      // A connection that does not listen is of no use; it may be broken already.
      await next.end().catch(onFault);
    }
  };
  return {
    announce: (stream) => {
      pool.query('select pg_notify($1, $2)', [NOTIFICATION_CHANNEL, stream]).catch(onFault);
    },
    listen: (listener) => {
      listeners.add(listener);
      if (client === undefined) connecting = connect();
    },
    close: async () => {
      closed = true;
      clearTimeout(again);
      await connecting;
      await client?.end();
    },
  };
};
