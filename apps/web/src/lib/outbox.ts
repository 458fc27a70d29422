import type { PlenaryAct } from '@plenary/consensus';
import type { ActAnswer, ReceiptAnswer } from '@plenary/protocol';
import { ACCOUNT_HEADER, KEY_HEADER } from '@plenary/protocol/headers';
import { useSyncExternalStore } from 'react';
import { Refused, Unreachable, send } from './api.ts';

/**
 * Acts on their way to the service. An act is kept on this device from the moment it is made until the service has
 * answered, under a key that makes delivery exactly once: when the line is cut, it goes out again by itself.
 * Receipts of the last acts are kept as well, so that a delegate can prove what was acknowledged.
 *
 * What is kept belongs to the account that made it: on a shared computer nobody else sees it, and the service is told
 * whose act it is, so that it can refuse one that arrives under another person's session.
 */
export interface WaitingAct {
  readonly key: string;
  readonly stream: string;
  readonly act: PlenaryAct;
  /** Version of the stream that the person saw; with a later one the service refuses the act. */
  readonly seen?: number;
  readonly madeAt: string;
}

interface Outbox {
  readonly waiting: readonly WaitingAct[];
  readonly receipts: readonly ReceiptAnswer[];
}

const STORED = 'plenary.outbox';
const RECEIPTS_MAX = 100;
const RETRY_MILLISECONDS = 4_000;
const NOTHING: Outbox = { waiting: [], receipts: [] };
const TOO_MANY_REQUESTS = 429;
const UNAUTHORIZED = 401;
const FAULT = 500;
/** Times that an act goes out on its own which met a fault of the service; whoever made it decides after that. */
const FAULTS_MAX = 3;

const nameOf = (account: string): string => `${STORED}.${account}`;

/** What this device keeps of an account, or undefined where it may keep nothing. */
const kept = (account: string): Outbox | undefined => {
  try {
    const stored = localStorage.getItem(nameOf(account));
    return stored === null ? NOTHING : (JSON.parse(stored) as Outbox); // written by `change`
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return undefined;
    throw error;
  }
};

let owner: string | undefined;
let outbox: Outbox = NOTHING;
/** DEV-65: acts of the owner that wait and that the device did not take; they last as long as this page. */
let unkept: readonly WaitingAct[] = [];
/** How often an act that waits has met a fault. */
const faults = new Map<string, number>();
let lastRefused: unknown = null;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const show = (): void => {
  for (const listener of listeners) listener();
};

/**
 * Changes what is kept of an account: as it is stored now, since another tab of the same person may have written
 * meanwhile. Where nothing can be stored, acts still go out but do not survive a closed page.
 */
const change = (account: string, next: (now: Outbox) => Outbox): void => {
  const isOwn = account === owner;
  const stored = kept(account);
  const changed = next(
    stored === undefined ? (isOwn ? outbox : NOTHING) : isOwn ? withUnkept(stored) : stored,
  );
  if (isOwn) outbox = changed;
  try {
    localStorage.setItem(nameOf(account), JSON.stringify(changed));
    if (isOwn) unkept = [];
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    if (isOwn) unkept = changed.waiting.filter(({ key }) => !hasKey(stored?.waiting ?? [], key));
  }
  show();
};

const hasKey = (waiting: readonly WaitingAct[], key: string): boolean =>
  waiting.some((other) => other.key === key);

/** What is stored, with what waits and could not be stored. */
const withUnkept = (stored: Outbox): Outbox => ({
  ...stored,
  waiting: [...stored.waiting, ...unkept.filter(({ key }) => !hasKey(stored.waiting, key))],
});

const without = (waiting: readonly WaitingAct[], { key }: WaitingAct): readonly WaitingAct[] =>
  waiting.filter((other) => other.key !== key);

/** DEV-66: after a fault of the service nobody knows whether the act was done: under its key it is done once. */
const mayHaveBeenDone = (error: unknown, { key }: WaitingAct): boolean => {
  if (!(error instanceof Refused) || error.status !== FAULT) return false;
  const met = (faults.get(key) ?? 0) + 1;
  faults.set(key, met);
  return met < FAULTS_MAX;
};

/** Whether an answer leaves the act where it is: it was not looked at, or it came under another session than its own. */
const staysWaiting = (error: unknown, isLate: boolean): boolean =>
  error instanceof Unreachable ||
  (error instanceof Refused &&
    (error.status === TOO_MANY_REQUESTS ||
      (isLate && (error.status === UNAUTHORIZED || error.refusal.code === 'session.changed'))));

const deliver = async (account: string, waiting: WaitingAct, isLate: boolean): Promise<ActAnswer> => {
  try {
    const answer = await send<ActAnswer>(
      'POST',
      '/api/acts',
      {
        stream: waiting.stream,
        act: waiting.act,
        ...(waiting.seen === undefined ? {} : { seen: waiting.seen }),
      },
      { [KEY_HEADER]: waiting.key, [ACCOUNT_HEADER]: account },
    );
    change(account, (now) => ({
      waiting: without(now.waiting, waiting),
      receipts: [answer.receipt, ...now.receipts].slice(0, RECEIPTS_MAX),
    }));
    return answer;
  } catch (error) {
    if (mayHaveBeenDone(error, waiting)) throw new Unreachable('a fault of the service', { cause: error });
    faults.delete(waiting.key);
    if (!staysWaiting(error, isLate))
      change(account, (now) => ({ ...now, waiting: without(now.waiting, waiting) }));
    throw error instanceof Refused && error.status === TOO_MANY_REQUESTS
      ? new Unreachable('too many requests', { cause: error })
      : error;
  }
};

/** The same act on the same stream that has no answer yet: pressed twice, or again because the line is cut, it is one act. */
const waitingTwin = (stream: string, act: PlenaryAct): WaitingAct | undefined => {
  const words = JSON.stringify(act);
  return outbox.waiting.find((one) => one.stream === stream && JSON.stringify(one.act) === words);
};

/**
 * Sends an act. Rejects with `Refused` when it is not in order, with `Unreachable` when it is kept for later.
 * @param seen the version of the stream on which it was decided; unless given it is meant for whatever has become of it
 * @param late told how it went in the end where it was kept for later
 */
export const performAct = async (
  stream: string,
  act: PlenaryAct,
  seen?: number,
  late?: Late,
): Promise<ActAnswer> => {
  const account = owner;
  if (account === undefined) throw new Refused({ code: 'session.needed', facts: {} }, UNAUTHORIZED);
  const twin = waitingTwin(stream, act);
  if (twin !== undefined) return deliver(account, twin, false);
  const waiting: WaitingAct = {
    key: crypto.randomUUID(),
    stream,
    act,
    ...(seen === undefined ? {} : { seen }),
    madeAt: new Date().toISOString(),
  };
  change(account, (now) => ({ ...now, waiting: [...now.waiting, waiting] }));
  try {
    return await deliver(account, waiting, false);
  } catch (error) {
    if (error instanceof Unreachable && late !== undefined) lateOf.set(waiting.key, late);
    throw error;
  }
};

/** What whoever made an act is told when it is delivered late, while this page is open. */
export interface Late {
  readonly answered: (answer: ActAnswer) => void;
  readonly refused: (error: Refused) => void;
}
const lateOf = new Map<string, Late>();

let delivering = false;
const deliverAll = async (): Promise<void> => {
  const account = owner;
  if (delivering || account === undefined) return;
  delivering = true;
  try {
    for (const waiting of outbox.waiting) {
      const { key } = waiting;
      try {
        const answer = await deliver(account, waiting, true);
        lateOf.get(key)?.answered(answer);
      } catch (error) {
        if (staysWaiting(error, true)) throw error;
        if (error instanceof Refused) lateOf.get(key)?.refused(error);
        lateOf.delete(key);
        throw error;
      }
      lateOf.delete(key);
    }
  } catch (error) {
    if (error instanceof Unreachable) return; // the next round tries again
    // A refusal of a kept act is shown where the act would have had its effect: the board does not change.
    lastRefused = error;
    show();
  } finally {
    delivering = false;
  }
};

/** Whose acts are kept and sent from now on: the account that is signed in here, nobody's where none is. */
export const ownOutbox = (account: string | undefined): void => {
  if (account === owner) return;
  owner = account;
  unkept = [];
  outbox = account === undefined ? NOTHING : (kept(account) ?? NOTHING);
  lastRefused = null;
  show();
  void deliverAll();
};

/** Keeps trying what waits: now, when the line is back, and from time to time. */
export const startOutbox = (): void => {
  addEventListener('online', () => void deliverAll());
  addEventListener('storage', ({ key }) => {
    if (owner === undefined || key !== nameOf(owner)) return;
    const stored = kept(owner);
    if (stored !== undefined) outbox = withUnkept(stored);
    show();
  });
  setInterval(() => {
    if (outbox.waiting.length > 0) void deliverAll();
  }, RETRY_MILLISECONDS);
  addEventListener('beforeunload', (event) => {
    if (outbox.waiting.length > 0) event.preventDefault();
  });
};

export const useOutbox = (): Outbox => useSyncExternalStore(subscribe, () => outbox);

/** DEV-126: whether something waits that the device did not take: it lasts as long as this page. */
export const useIsUnkept = (): boolean => useSyncExternalStore(subscribe, () => unkept.length > 0);

/** The person has read of the refusal. */
export const dismissLateRefusal = (): void => {
  lastRefused = null;
  show();
};

/** The refusal that met an act delivered late, if any, until it is dismissed. */
export const useLateRefusal = (): unknown => useSyncExternalStore(subscribe, () => lastRefused);
