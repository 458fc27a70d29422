import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { DatabaseUnavailable, rootCause } from '../database.ts';
import { answerWatch } from './answer-watch.ts';
import type { Binaries } from './binaries.ts';
import { CLUSTER_USER, createCluster, giveToServer } from './create-cluster.ts';
import { explainFailure, saysFull } from './explain-failure.ts';
import { guard } from './guardian.ts';
import { endLeftBehind } from './left-behind.ts';
import { startServerProcess, type ServerProcess } from './server-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A private server: its own folder, its own socket, no network. */
export interface Cluster {
  readonly process: ChildProcess;
  /** Connection settings for one of its databases. */
  readonly connection: (database: string) => pg.ClientConfig;
  /** Resolves with the reason when the server ends without having been stopped. */
  readonly lost: Promise<unknown>;
  /** Ends sessions and stops the server; what is committed stays. */
  readonly stop: () => Promise<void>;
}

/** How long a start waits, and one whose disk was full for its return. */
export interface StartLimits {
  /** For a server that says nothing at all; also how long one may take no acts after it said that the disk is full. */
  readonly silentSecondsMax: number;
  /** For one that says it is recovering what it had committed when it was killed. */
  readonly recoveringSecondsMax: number;
}
const LIMITS: StartLimits = { silentSecondsMax: 60, recoveringSecondsMax: 1_800 };

const PAUSE_MILLISECONDS = 50;
/** A question to a server whose disk was full is given up after this time and asked again. */
const ANSWER_MILLISECONDS = 2_000;
/** A disk that stays full would be said with every write. */
const FULL_SAID_AGAIN_MILLISECONDS = 60_000;
const CANNOT_CONNECT_NOW = '57P03';
/** No socket yet, nobody behind it, or a line that was cut; the driver says the last also without a code. */
const NOT_THERE_YET = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '']);

/** Whether the server takes acts. One that restores a backup may answer questions before it does. */
const takesActs = async (config: pg.ClientConfig): Promise<boolean> => {
  const client = new pg.Client(config);
  client.on('error', () => undefined); // whatever it was doing fails with the same error
  await client.connect();
  const { rows } = await client
    .query<{ recovering: boolean }>('select pg_is_in_recovery() as recovering')
    .finally(() => client.end());
  return rows[0]?.recovering === false;
};

/** Waits until a server takes acts. @throws Error with what it said when it ends instead, or the limits are reached */
const untilReady = async (
  server: ServerProcess,
  config: pg.ClientConfig,
  { silentSecondsMax, recoveringSecondsMax }: StartLimits,
): Promise<void> => {
  const began = performance.now();
  let limit = silentSecondsMax;
  while (performance.now() - began < limit * 1_000) {
    if (!server.isRunning()) {
      await server.ended;
      throw new Error(`the database server did not start: ${server.said()}`);
    }
    try {
      if (await takesActs(config)) return;
      limit = recoveringSecondsMax;
    } catch (error) {
      const { code = '' } = rootCause(error);
      if (code === CANNOT_CONNECT_NOW) limit = recoveringSecondsMax;
      else if (!NOT_THERE_YET.has(code)) throw error;
    }
    await pause(PAUSE_MILLISECONDS);
  }
  throw new Error(`the database server does not answer after ${limit} s: ${server.said()}`);
};

/** The path as the system spells it, by which processes are told to belong to it; the folder itself may not be there. */
const spelled = (folder: string): string => {
  const path = resolve(folder);
  mkdirSync(dirname(path), { recursive: true });
  return existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
};

/** Starts a server, waits for it, and leaves nothing running when it fails. */
const launch = async (
  binaries: Binaries,
  folders: { readonly dataFolder: string; readonly socketFolder: string },
  limits: StartLimits,
  onWords: (words: string) => void,
): Promise<Cluster> => {
  const { dataFolder, socketFolder } = folders;
  const connection = (database: string): pg.ClientConfig => ({
    host: socketFolder,
    user: CLUSTER_USER,
    database,
  });
  const server = startServerProcess(binaries, folders, (words) => {
    onWords(words);
    if (saysFull(words)) watch?.begin();
  });
  /** Set once it has started: until then the start itself watches. */
  let watch: ReturnType<typeof answerWatch> | undefined;
  let dismissed: Promise<void> | undefined;
  let stopping = false;
  const stop = async (signal: 'SIGINT' | 'SIGQUIT'): Promise<void> => {
    stopping = true;
    watch?.end();
    await server.end(signal);
    await dismissed;
    rmSync(socketFolder, { recursive: true, force: true });
  };
  try {
    if (server.process.pid !== undefined) {
      const dismiss = await guard(server.process.pid, socketFolder);
      // At once, not when we stop: the number of a server that ended may soon be another program's.
      dismissed = server.ended.then(dismiss);
    }
    await untilReady(server, connection('postgres'), limits);
  } catch (error) {
    await stop('SIGQUIT'); // at once: it may be in the middle of a recovery, which begins anew the next time
    throw error;
  }
  watch = answerWatch({
    server,
    secondsMax: limits.silentSecondsMax,
    takesActs: () =>
      takesActs({
        ...connection('postgres'),
        connectionTimeoutMillis: ANSWER_MILLISECONDS,
        query_timeout: ANSWER_MILLISECONDS,
      }),
  });
  const lost = new Promise<unknown>((done) => {
    void server.ended.then(() => {
      if (stopping) return;
      done(explainFailure(new Error(`the database server ended: ${server.said()}`), dataFolder));
    });
  });
  return {
    process: server.process,
    connection,
    lost,
    stop: () => stop('SIGINT'), // fast shutdown: sessions end, a checkpoint is written
  };
};

/**
 * Starts the private server of a folder, creating it the first time, after ending whatever an earlier run left behind
 * there. The caller holds the lock of the folder. The server ends with this process, however that ends.
 * @param onFault hears `database.full` while the server runs, at most once a minute
 * @throws DatabaseUnavailable `database.full`, `database.notWritable`, `database.notEmpty` or `database.inUse`; Error
 * with what the server said where it does not start for another reason
 */
export const startCluster = async (
  binaries: Binaries,
  folder: string,
  options: { readonly onFault?: (error: unknown) => void; readonly limits?: StartLimits } = {},
): Promise<Cluster> => {
  const { onFault = () => undefined, limits = LIMITS } = options;
  let fullSaidAt = Number.NEGATIVE_INFINITY;
  const onWords = (words: string): void => {
    if (!saysFull(words) || performance.now() - fullSaidAt < FULL_SAID_AGAIN_MILLISECONDS) return;
    fullSaidAt = performance.now();
    onFault(new DatabaseUnavailable('database.full', { folder }));
  };
  try {
    const dataFolder = spelled(folder);
    await endLeftBehind(dataFolder);
    await createCluster(binaries, dataFolder);
    const socketFolder = mkdtempSync(join(temporaryFolder(), 'plenary-'));
    try {
      giveToServer(socketFolder);
      return await launch(binaries, { dataFolder, socketFolder }, limits, onWords);
    } catch (error) {
      rmSync(socketFolder, { recursive: true, force: true });
      throw error;
    }
  } catch (error) {
    throw explainFailure(error, folder);
  }
};
