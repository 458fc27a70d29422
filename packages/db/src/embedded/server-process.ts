import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { programOptions } from './create-cluster.ts';
import { clusterName } from './server-processes.ts';

/** Parts of a server that still end may hold its line open so long. */
const LAST_WORDS_MILLISECONDS = 1_000;
const REMEMBERED_CHARACTERS = 4_000;

/** A server that was started, whether it answers yet or not. */
export interface ServerProcess {
  readonly process: ChildProcess;
  readonly isRunning: () => boolean;
  /** The last that the server said. */
  readonly said: () => string;
  /** Resolves when it has ended and said its last. */
  readonly ended: Promise<void>;
  /** Ends it, and resolves when it has ended. */
  readonly end: (signal: 'SIGINT' | 'SIGQUIT') => Promise<void>;
}

/** Starts the server of a folder; `onWords` hears all it says on its error output. */
export const startServerProcess = (
  binaries: Binaries,
  { dataFolder, socketFolder }: { readonly dataFolder: string; readonly socketFolder: string },
  onWords: (words: string) => void,
): ServerProcess => {
  const settings = [
    'listen_addresses=',
    'max_connections=60',
    'shared_buffers=64MB',
    'logging_collector=off',
    `cluster_name=${clusterName(dataFolder)}`,
  ];
  const server = spawn(
    binaries.postgres,
    ['-D', dataFolder, '-k', socketFolder, ...settings.flatMap((setting) => ['-c', setting])],
    // In a process group of its own: Ctrl-C reaches us first, and we stop it when everything is committed.
    { ...programOptions(dataFolder), detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  const hear = (words: string): void => {
    said = `${said}${words}`.slice(-REMEMBERED_CHARACTERS);
    onWords(words);
  };
  server.stderr?.on('data', (chunk: Buffer) => hear(chunk.toString()));
  const gone = new Promise<void>((resolve) => {
    server.once('exit', () => resolve());
    server.once('error', (error) => {
      hear(error.message); // it could not be started at all
      resolve();
    });
  });
  const silent = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const isRunning = (): boolean =>
    server.pid !== undefined && server.exitCode === null && server.signalCode === null;
  return {
    process: server,
    isRunning,
    said: () => said,
    ended: gone.then(() => Promise.race([silent, pause(LAST_WORDS_MILLISECONDS)])),
    end: async (signal) => {
      if (isRunning()) server.kill(signal);
      await gone;
    },
  };
};
