import type { DeliberationAct, BodyAct } from '@plenary/consensus';
import type { ActAnswer, ReceiptAnswer } from '@plenary/protocol';
import { useSyncExternalStore } from 'react';
import { Unreachable, send } from './api.ts';

/**
 * Acts on their way to the service. An act is kept on this device from the moment it is made until the service has
 * answered, under a key that makes delivery exactly once: when the line is cut, it goes out again by itself.
 * Receipts of the last acts are kept as well, so that a delegate can prove what was acknowledged.
 */
export interface WaitingAct {
  readonly key: string;
  readonly stream: string;
  readonly act: BodyAct | DeliberationAct;
  readonly madeAt: string;
}

interface Outbox {
  readonly waiting: readonly WaitingAct[];
  readonly receipts: readonly ReceiptAnswer[];
}

const STORED = 'plenary.outbox';
const RECEIPTS_MAX = 100;
const RETRY_MILLISECONDS = 4_000;

const load = (): Outbox => {
  try {
    const stored = localStorage.getItem(STORED);
    if (stored === null) return { waiting: [], receipts: [] };
    return JSON.parse(stored) as Outbox;
  } catch (error) {
    // Forbidden or damaged storage: acts still go out, but do not survive a closed page.
    if (error instanceof DOMException || error instanceof SyntaxError) return { waiting: [], receipts: [] };
    throw error;
  }
};

let outbox: Outbox = load();
const listeners = new Set<() => void>();

const store = (next: Outbox): void => {
  outbox = next;
  try {
    localStorage.setItem(STORED, JSON.stringify(next));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
  for (const listener of listeners) listener();
};

const deliver = async (waiting: WaitingAct): Promise<ActAnswer> => {
  const forget = () =>
    store({ ...outbox, waiting: outbox.waiting.filter((other) => other.key !== waiting.key) });
  try {
    const answer = await send<ActAnswer>(
      'POST',
      '/api/acts',
      { stream: waiting.stream, act: waiting.act },
      { 'idempotency-key': waiting.key },
    );
    store({
      waiting: outbox.waiting.filter((other) => other.key !== waiting.key),
      receipts: [answer.receipt, ...outbox.receipts].slice(0, RECEIPTS_MAX),
    });
    return answer;
  } catch (error) {
    if (!(error instanceof Unreachable)) forget();
    throw error;
  }
};

/** Sends an act. Rejects with `Refused` when it is not in order, with `Unreachable` when it is kept for later. */
export const performAct = (stream: string, act: BodyAct | DeliberationAct): Promise<ActAnswer> => {
  const waiting: WaitingAct = { key: crypto.randomUUID(), stream, act, madeAt: new Date().toISOString() };
  store({ ...outbox, waiting: [...outbox.waiting, waiting] });
  return deliver(waiting);
};

let delivering = false;
const deliverAll = async (): Promise<void> => {
  if (delivering) return;
  delivering = true;
  try {
    for (const waiting of outbox.waiting) await deliver(waiting);
  } catch (error) {
    if (error instanceof Unreachable) return; // the next round tries again
    // A refusal of a kept act is shown where the act would have had its effect: the board does not change.
    lastRefused = error;
    for (const listener of listeners) listener();
  } finally {
    delivering = false;
  }
};
let lastRefused: unknown = null;

/** Keeps trying what waits: now, when the line is back, and from time to time. */
export const startOutbox = (): void => {
  addEventListener('online', () => void deliverAll());
  setInterval(() => {
    if (outbox.waiting.length > 0) void deliverAll();
  }, RETRY_MILLISECONDS);
  addEventListener('beforeunload', (event) => {
    if (outbox.waiting.length > 0) event.preventDefault();
  });
  void deliverAll();
};

export const useOutbox = (): Outbox =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => outbox,
  );

/** The refusal that met an act delivered late, if any. */
export const useLateRefusal = (): unknown =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => lastRefused,
  );
