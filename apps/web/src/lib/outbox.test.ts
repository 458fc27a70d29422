import type { PlenaryAct } from '@plenary/consensus';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** A browser with a device that keeps what it is given until told that it is full, and a line that can be cut. */
const stored = new Map<string, string>();
let isFull = false;
let answers: (() => Promise<Response>)[] = [];
let sent: { readonly key: string; readonly body: string }[] = [];
const cut = (): Promise<Response> => Promise.reject(new TypeError('cut'));
const answered =
  (status: number, body: object): (() => Promise<Response>) =>
  () =>
    Promise.resolve(new Response(JSON.stringify(body), { status }));
const done = answered(201, { receipt: { stream: 's' }, events: [], replayed: false });
const fault = answered(500, { error: { code: 'server.fault', facts: { reference: 'r' } } });

const act = (reason: string): PlenaryAct => ({ type: 'object', reason });
let online: (() => void) | undefined;
const opened = async () => {
  vi.resetModules();
  const outbox = await import('./outbox.ts');
  outbox.startOutbox();
  outbox.ownOutbox('me');
  return outbox;
};
/** The line is back: what waits goes out, one after the other. */
const deliver = async (count: number): Promise<void> => {
  const before = sent.length;
  await vi.waitFor(() => {
    // A round that is still on its way takes no second one.
    if (sent.length < before + count) online?.();
    expect(sent).toHaveLength(before + count);
  });
};

beforeEach(() => {
  stored.clear();
  isFull = false;
  answers = [];
  sent = [];
  vi.useFakeTimers({ toFake: ['setInterval'] });
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => {
      if (isFull) throw new DOMException('full', 'QuotaExceededError');
      stored.set(name, value);
    },
  });
  vi.stubGlobal('addEventListener', (name: string, listener: () => void) => {
    if (name === 'online') online = listener;
  });
  vi.stubGlobal('fetch', (_path: string, { headers, body }: RequestInit) => {
    sent.push({ key: new Headers(headers).get('idempotency-key') ?? '', body: String(body) });
    return (answers.shift() ?? cut)();
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('[DEV-65] on a full device an act that waits is not lost by the next one, and both go out when the line is back', async () => {
  const { performAct } = await opened();
  isFull = true;
  await expect(performAct('s', act('first'))).rejects.toThrow();
  await expect(performAct('s', act('second'))).rejects.toThrow();
  answers = [done, done];
  await deliver(2);
  expect(sent.slice(2).map(({ key }) => key)).toEqual(sent.slice(0, 2).map(({ key }) => key));
});

test('[DEV-65] once the device has room again, what waits is kept on it', async () => {
  const { performAct } = await opened();
  isFull = true;
  await expect(performAct('s', act('first'))).rejects.toThrow();
  isFull = false;
  await expect(performAct('s', act('second'))).rejects.toThrow();
  expect(JSON.parse(stored.get('plenary.outbox.me') ?? '')).toMatchObject({
    waiting: [{ act: { reason: 'first' } }, { act: { reason: 'second' } }],
  });
});

test('[DEV-66] an act that met a fault goes out again under its key, and no more than a few times', async () => {
  const { performAct } = await opened();
  answers = [fault];
  await expect(performAct('s', act('first'))).rejects.toThrow('fault');
  answers = [fault];
  await deliver(1);
  answers = [fault];
  await deliver(1);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  await vi.waitFor(() =>
    expect(JSON.parse(stored.get('plenary.outbox.me') ?? '')).toMatchObject({ waiting: [] }),
  );
});
