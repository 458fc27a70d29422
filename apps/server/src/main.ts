import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { migrate, openDatabase, type OpenDatabase } from '@plenary/db';
import { buildApp, type App } from './app.ts';
import { firstDoor } from './first-door.ts';
import { greeting } from './greeting.ts';
import { doorLinks } from './seed/doors.ts';
import { seedDemonstration } from './seed/seed-demonstration.ts';
import { readSettings, type Settings } from './settings.ts';
import { startProblem } from './start-problem.ts';

/** A service that has not stopped after so long is ended; everything acknowledged is committed by then. */
const STOP_MILLISECONDS = 20_000;
/** A second wish to stop counts as impatience only after this; a terminal may deliver the first one twice. */
const IMPATIENCE_MILLISECONDS = 2_000;

let settings: Settings | undefined;
let database: OpenDatabase | undefined;
let running: App | undefined;
let stoppingSince: number | undefined;
/** What the database last said of its own state, beside the questions that failed for it. */
let databaseFault: unknown;

const fault = (error: unknown): void => {
  const sentence = startProblem(error, settings);
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${sentence ?? `Plenary met a fault it does not know.\n${details}`}\n`);
};

/** Says why, and ends. What the database said of itself explains a failure that explains nothing. */
const leave = (status: number, reason?: unknown): never => {
  if (reason !== undefined)
    fault(startProblem(reason, settings) === undefined ? (databaseFault ?? reason) : reason);
  process.exit(status);
};

/**
 * Stops in order: not ready, a moment for the balancer, sockets told, commits done, database closed. The reason is said
 * last: a private server in need ends in the middle of a question, and has said why only when it has ended.
 */
const stop = async (status: number, reason?: unknown): Promise<void> => {
  if (stoppingSince !== undefined) {
    if (performance.now() - stoppingSince > IMPATIENCE_MILLISECONDS)
      leave(status === 0 ? 130 : status, reason);
    return;
  }
  stoppingSince = performance.now();
  setTimeout(
    () => leave(status === 0 ? 1 : status, reason),
    STOP_MILLISECONDS + (settings?.drainSeconds ?? 0) * 1_000,
  ).unref();
  try {
    if (running !== undefined && status === 0) {
      running.app.stopping.begun = true;
      await new Promise((resolve) => setTimeout(resolve, (settings?.drainSeconds ?? 0) * 1_000));
    }
    try {
      await running?.stop();
    } finally {
      await database?.close();
    }
  } catch (error) {
    leave(1, reason ?? error);
  }
  leave(status, reason);
};

/** Fails at once when the port cannot be had, before anything is written. */
const probePort = ({ port, host }: Settings): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve()));
  });

const address = ({ publicUrl, host }: Settings, port: number): string => {
  if (publicUrl !== undefined) return publicUrl.origin;
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
};

const start = async (): Promise<void> => {
  settings = readSettings({ env: process.env, readFile: (path) => readFileSync(path, 'utf8') });
  const { databaseUrl, dataFolder, demonstration, host, port } = settings;
  if (databaseUrl === undefined) mkdirSync(dataFolder, { recursive: true });
  database = await openDatabase({
    databaseUrl,
    dataFolder,
    onFault: (error) => {
      const sentence = startProblem(error, settings);
      if (sentence !== undefined) databaseFault = error;
      running?.app.log.error({ err: error }, sentence ?? 'database');
    },
    onLost: (reason) => {
      databaseFault = reason;
      if (running !== undefined) void stop(1, reason); // otherwise the start fails by itself
    },
  });
  if (port !== 0) await probePort(settings);
  await migrate(database.db);
  running = await buildApp({ database, settings, processMetrics: true });
  const onBegin = (): void =>
    void process.stderr.write('Seeding the exercise with its positions; this is done once.\n');
  const isExercise = demonstration && (await seedDemonstration({ ...running, onBegin }));
  await running.app.listen({ port, host });
  const bound = running.app.server.address();
  const body = await running.held.get(await running.bodyStream());
  const { identity, people, clock } = running;
  const links =
    isExercise && body.kind === 'body' && body.state !== undefined
      ? await doorLinks(identity, body.state)
      : await firstDoor(identity, people, clock());
  const { engine, survivesMachineCrash } = database;
  process.stdout.write(
    greeting({
      address: address(settings, typeof bound === 'object' && bound !== null ? bound.port : port),
      engine,
      survivesMachineCrash,
      isExercise,
      links,
    }),
  );
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
// The command that started us holds the other end of a channel: when it is gone, nobody else could stop us.
if (process.channel !== undefined) process.on('disconnect', () => void stop(0));
process.on('uncaughtException', (error) => {
  fault(error);
  void stop(1);
});

try {
  await start();
} catch (error) {
  await stop(1, error);
}
