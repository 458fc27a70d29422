import { Worker } from 'node:worker_threads';
import type {
  PackageAnswer,
  PackageOptions,
  PackageProblem,
  PackageProgress,
  PackageRefusal,
} from '@plenary/compromise';
import { isWorkerMessage, type SolveMessage } from './package-messages.ts';

/** The answer, or why the problem has none to look for. */
export type PackageReply =
  | { readonly ok: true; readonly answer: PackageAnswer }
  | { readonly ok: false; readonly refusal: PackageRefusal };

export interface SolveWishes {
  readonly onProgress?: (progress: PackageProgress) => void;
  /** Aborting ends the search; the reply is the best package so far, labelled as not proven. */
  readonly signal?: AbortSignal;
}

/** A thread that solves problems one after another, in the order in which they are given. */
export interface PackageWorker {
  /** Milliseconds that its first, stored problem took. */
  readonly warmUpMs: number;
  readonly solve: (
    problem: PackageProblem,
    options?: PackageOptions,
    wishes?: SolveWishes,
  ) => Promise<PackageReply>;
  /** Ends the thread; what is still open is rejected. */
  readonly close: () => Promise<void>;
}

interface Open {
  readonly resolve: (reply: PackageReply) => void;
  readonly reject: (fault: Error) => void;
  readonly onProgress: ((progress: PackageProgress) => void) | undefined;
}

/** From sources the worker is a source as well, and needs the loader that its parent has. */
const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/**
 * Starts a worker thread and waits until it has warmed up. It keeps the process alive until it is closed. `execArgv` is
 * for whoever runs from sources without a loader of its own.
 */
export const startPackageWorker = ({
  execArgv,
}: { readonly execArgv?: readonly string[] } = {}): Promise<PackageWorker> =>
  new Promise((started, notStarted) => {
    const worker = new Worker(ENTRY, execArgv === undefined ? {} : { execArgv: [...execArgv] });
    const open = new Map<number, Open>();
    let last = 0;
    const fail = (fault: Error): void => {
      notStarted(fault);
      for (const { reject } of open.values()) reject(fault);
      open.clear();
    };
    const solve: PackageWorker['solve'] = (problem, options = {}, { onProgress, signal } = {}) =>
      new Promise((resolve, reject) => {
        last += 1;
        const stopFlag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
        const stop = (): void => void Atomics.store(stopFlag, 0, 1);
        if (signal?.aborted === true) stop();
        signal?.addEventListener('abort', stop, { once: true });
        const ended =
          <T>(settle: (value: T) => void) =>
          (value: T): void => {
            signal?.removeEventListener('abort', stop);
            settle(value);
          };
        open.set(last, { resolve: ended(resolve), reject: ended(reject), onProgress });
        const message: SolveMessage = { kind: 'solve', id: last, problem, options, stopFlag };
        worker.postMessage(message);
      });
    worker.on('error', (error: unknown) =>
      fail(new Error('the package worker broke down', { cause: error })),
    );
    worker.on('exit', (code) => fail(new Error(`the package worker ended with status ${code}`)));
    worker.on('message', (message: unknown) => {
      if (!isWorkerMessage(message)) return;
      if (message.kind === 'ready') {
        started({
          warmUpMs: message.warmUpMs,
          solve,
          close: async () => void (await worker.terminate()),
        });
        return;
      }
      const asked = open.get(message.id);
      if (message.kind === 'progress') {
        asked?.onProgress?.(message.progress);
        return;
      }
      open.delete(message.id);
      if (message.kind === 'answer') asked?.resolve({ ok: true, answer: message.answer });
      else if (message.kind === 'refused') asked?.resolve({ ok: false, refusal: message.refusal });
      else asked?.reject(new Error(`the package worker failed: ${message.message}`));
    });
  });
