import type { CheckCode } from './report.ts';

/** How far a check is, in entries. */
export interface Progress {
  readonly code: CheckCode;
  readonly done: number;
  readonly total: number;
}
export type OnProgress = (progress: Progress) => void;

const STEP = 1_000;

/** The items in order, telling now and then how many are done, and at the end that all are. */
export function* walk<T>(items: readonly T[], code: CheckCode, onProgress: OnProgress): Generator<T> {
  const total = items.length;
  for (const [done, item] of items.entries()) {
    if (done > 0 && done % STEP === 0) onProgress({ code, done, total });
    yield item;
  }
  onProgress({ code, done: total, total });
}
