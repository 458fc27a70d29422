import { Worker } from 'node:worker_threads';
import type { StoredUpdate } from '@plenary/db';
import { foldDesk } from './fold-desk.ts';
import type { FoldMessage, FoldReply } from './fold-messages.ts';

/** Folds one log after another, off the loop that serves people. */
export interface FoldThread {
  /** Logs will come: what takes time to start is started now, and not while people wait for one another's words. */
  readonly prepare: () => void;
  /**
   * A snapshot of a document, packed, from the one before it and the rows behind that. `rows` is asked for one page after
   * another, with the row after which it begins, until it gives none.
   * @throws Error where a row does not follow on the one before it, or the thread breaks down
   */
  readonly fold: (
    packed: Uint8Array | undefined,
    rows: (after: number) => Promise<readonly StoredUpdate[]>,
  ) => Promise<Uint8Array>;
  /** Resolves when what was begun is folded, and the thread has ended. */
  readonly close: () => Promise<void>;
}

/** Folds one log after another by asking a desk, wherever it is. */
const foldingBy = (ask: (message: FoldMessage) => Promise<FoldReply>): FoldThread['fold'] => {
  let before: Promise<unknown> = Promise.resolve();
  const fold: FoldThread['fold'] = async (packed, rows) => {
    let reply = await ask({ kind: 'begin', ...(packed === undefined ? {} : { packed }) });
    for (;;) {
      if (reply.kind === 'failed') throw new Error(`a log was not folded: ${reply.message}`);
      if (reply.kind === 'folded') return reply.packed;
      const page = await rows(reply.after);
      reply = await ask(page.length > 0 ? { kind: 'rows', rows: page } : { kind: 'end' });
    }
  };
  return (packed, rows) => {
    const folding = before.then(() => fold(packed, rows));
    // Whoever asked hears of a fault; the next log is folded all the same.
    before = folding.catch(() => undefined);
    return folding;
  };
};

/** From sources the thread is a source as well, and needs the loader that its parent has. */
const ENTRY = new URL(
  import.meta.url.endsWith('.ts') ? './fold-worker.ts' : './fold-worker.js',
  import.meta.url,
);

/**
 * The thread starts when it is prepared or with the first log, and does not keep the process alive. After a breakdown the
 * next log has a new one.
 * `execArgv` is for whoever runs from sources without a loader of its own.
 */
export const foldThread = ({ execArgv }: { readonly execArgv?: readonly string[] } = {}): FoldThread => {
  let worker: Worker | undefined;
  let answered: ((reply: FoldReply) => void) | undefined;

  const started = (): Worker => {
    const thread = new Worker(ENTRY, execArgv === undefined ? {} : { execArgv: [...execArgv] });
    thread.unref();
    // A thread that has broken down still says that it ends, when another may be at work.
    const fail = (message: string): void => {
      if (worker !== thread) return;
      worker = undefined;
      answered?.({ kind: 'failed', message });
    };
    thread.on('error', (error: unknown) => fail(error instanceof Error ? error.message : String(error)));
    thread.on('exit', (code) => fail(`the thread ended with status ${code}`));
    thread.on('message', (reply: FoldReply) => answered?.(reply));
    return thread;
  };
  const fold = foldingBy(
    (message) =>
      new Promise((resolve) => {
        answered = resolve;
        worker ??= started();
        worker.postMessage(message);
      }),
  );
  let last: Promise<unknown> = Promise.resolve();
  return {
    prepare: () => {
      worker ??= started();
    },
    fold: (packed, rows) => {
      const folding = fold(packed, rows);
      last = folding.catch(() => undefined);
      return folding;
    },
    close: async () => {
      await last;
      await worker?.terminate();
    },
  };
};

/** The same on the loop itself, for those who have no thread. */
export const foldHere = (): FoldThread => {
  const answer = foldDesk();
  return {
    prepare: () => undefined,
    fold: foldingBy((message) => Promise.resolve(answer(message))),
    close: () => Promise.resolve(),
  };
};
