import { Worker } from 'node:worker_threads';
import type { NearDuplicates, SubmittedText } from '@plenary/opinion';

/** From sources the worker is a source as well, and needs the loader that its parent has. */
const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

const isNearDuplicates = (value: unknown): value is NearDuplicates =>
  typeof value === 'object' && value !== null && 'families' in value && 'distinct' in value;

/**
 * Families of near-duplicate texts, found in a thread that ends with the answer. Aborting ends it and rejects.
 * `execArgv` is for whoever runs from sources without a loader of its own.
 */
export const findFamilies = (
  texts: readonly SubmittedText[],
  { signal, execArgv }: { readonly signal?: AbortSignal; readonly execArgv?: readonly string[] } = {},
): Promise<NearDuplicates> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(ENTRY, {
      workerData: texts,
      ...(execArgv === undefined ? {} : { execArgv: [...execArgv] }),
    });
    const stop = (): void => void worker.terminate();
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (answer: unknown) => {
      if (isNearDuplicates(answer)) resolve(answer);
      else reject(new TypeError('the thread answered something else'));
    });
    worker.on('error', (error: unknown) =>
      reject(new Error('texts could not be compared', { cause: error })),
    );
    worker.on('exit', () => {
      signal?.removeEventListener('abort', stop);
      reject(new Error('the comparison was given up')); // without effect once it was answered
    });
  });
