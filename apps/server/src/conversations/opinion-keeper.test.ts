import type { StoredConversationEntry } from '@plenary/db';
import type { OpinionFigures, OpinionWorker } from '@plenary/opinion-worker';
import { expect, test } from 'vitest';
import { heldPromise } from '../held-promise.fixture.ts';
import { opinionKeeper } from './opinion-keeper.ts';

const AT = '2026-01-15T09:00:00.000Z';
const PAGE = 20_000;

/** A thread that counts the votes it was given, and breaks down when it is told to. */
const countingThreads = () => {
  const breaking = new Set<number>();
  const start = (): OpinionWorker => {
    const votes = new Map<number, number>();
    const worker: Partial<OpinionWorker> = {
      add: (conversation, { statements }) =>
        void votes.set(conversation, (votes.get(conversation) ?? 0) + statements.length),
      figures: async (conversation) => {
        if (breaking.delete(conversation)) throw new Error('the thread broke down');
        // The keeper hands figures on and reads nothing in them.
        return { position: 0, votes: votes.get(conversation) ?? 0 } as OpinionFigures;
      },
      flags: async (conversation) => ({
        straightLining: votes.has(conversation) ? ['p'] : [],
        alike: [],
        bursts: [],
      }),
      groups: async (conversation) => (votes.has(conversation) ? [['p', 'g1']] : []),
      close: async () => undefined,
    };
    return worker as OpinionWorker; // nothing else is asked of it
  };
  return { start, breaking };
};

test('[CON-71] a thread that breaks down while another log is read for it leaves no figures that lack votes', async () => {
  const log = Array.from({ length: PAGE + 5_000 }, (_, place): StoredConversationEntry => ({
    position: place + 1,
    kind: 0,
    pseudonym: 'p',
    statement: 1,
    value: 1,
    detail: '',
    at: AT,
  }));
  const { start, breaking } = countingThreads();
  const second = heldPromise();
  const asked = heldPromise();
  let isHeld = true;
  const keeper = opinionKeeper({
    store: {
      participants: async () => [],
      read: async (conversation: number, after: number, limit: number) => {
        if (conversation !== 2) return [];
        if (after > 0 && isHeld) {
          isHeld = false;
          asked.release();
          await second.promise;
        }
        return log.slice(after, after + limit);
      },
    } as unknown as Parameters<typeof opinionKeeper>[0]['store'], // nothing else is asked of it
    start,
    asked: () => ({ absent: [], groups: [] }),
    told: () => undefined,
    clock: () => AT,
    now: () => 0,
    onFault: (error) => {
      throw error;
    },
  });
  const waiting = keeper.refresh(2);
  await asked.promise;
  breaking.add(1);
  await expect(keeper.refresh(1)).rejects.toThrow('broke down');
  second.release();
  expect((await waiting).figures.votes).toBe(log.length);
  await keeper.close();
});

test('[CON-155] who is flagged, and who is in which group, is known also after a thread broke down', async () => {
  const { start, breaking } = countingThreads();
  const keeper = opinionKeeper({
    store: {
      participants: async () => [],
      read: async (_conversation: number, after: number) =>
        after > 0
          ? []
          : [{ position: 1, kind: 0, pseudonym: 'p', statement: 1, value: 1, detail: '', at: AT }],
    } as unknown as Parameters<typeof opinionKeeper>[0]['store'], // nothing else is asked of it
    start,
    asked: () => ({ absent: [], groups: [] }),
    told: () => undefined,
    clock: () => AT,
    now: () => 0,
    onFault: (error) => {
      throw error;
    },
  });
  await keeper.refresh(2);
  const flagged = async () => (await keeper.flags(2)).straightLining;
  expect(await flagged()).toEqual(['p']);
  breaking.add(1);
  await expect(keeper.refresh(1)).rejects.toThrow('broke down');
  expect(await flagged()).toEqual(['p']);
  breaking.add(1);
  await expect(keeper.refresh(1)).rejects.toThrow('broke down');
  expect(await keeper.groups(2)).toEqual([['p', 'g1']]);
  // Nobody asked for figures before: they are made for whoever asks.
  expect((await keeper.flags(3)).straightLining).toEqual(['p']);
  await keeper.close();
});
