import type { Conversation, DeliberationState } from '@plenary/consensus';
import type { ConversationStore, StoredConversationEntry } from '@plenary/db';
import { afterEach, expect, test } from 'vitest';
import { conversationStore } from '@plenary/db';
import { freshDatabase } from '@plenary/db/testing';
import { canonicalJson, EMPTY_LOG_HASH } from '@plenary/ledger';
import { refused } from '../refused.ts';
import { heldPromise } from '../held-promise.fixture.ts';
import { conversationRooms, type ConversationRoom, type ConversationRooms } from './conversation-rooms.ts';
import { KIND } from './statement-board.ts';

const AT = '2026-01-15T09:00:00.000Z';
const LATER = '2026-01-16T09:00:00.000Z';
const FRAME = {
  id: 'c1',
  moderation: 'after',
  opensAt: AT,
  closesAt: '2026-02-15T09:00:00.000Z',
} as unknown as Conversation; // what else a conversation says is not asked for here
const withFrame = (frame: Conversation) => ({ conversations: { c1: frame } }) as unknown as DeliberationState; // nor what else a deliberation is

let rooms: ConversationRooms | undefined;
afterEach(() => rooms?.stop());

const statement = (position: number): StoredConversationEntry => ({
  position,
  kind: KIND.statement,
  participant: 1,
  pseudonym: 'p',
  statement: position,
  value: null,
  detail: '{"lang":"en"}',
  at: AT,
});

/** Rooms over one log, with the parts that a test changes. */
const roomsOver = (
  log: StoredConversationEntry[],
  change: Partial<Parameters<typeof conversationRooms>[0]> = {},
  store: Partial<ConversationStore> = {},
) => {
  const grown: number[] = [];
  const whole: Partial<ConversationStore> = {
    open: async () => ({ ...HEAD, position: log.length }),
    heads: async () => [{ ...HEAD, position: log.length }],
    read: async (_number, after, limit) => log.slice(after, after + limit),
    words: async (_number, positions) =>
      new Map(positions.map((place) => [place, { text: `Words number ${place}`, salt: new Uint8Array(32) }])),
    ...store,
  };
  rooms = conversationRooms({
    store: whole as ConversationStore, // nothing else is asked of it
    clock: () => AT,
    peek: () => withFrame(FRAME),
    load: async () => withFrame(FRAME),
    announce: () => undefined,
    grown: (number) => grown.push(number),
    said: () => undefined,
    onFault: (error) => {
      throw error;
    },
    ...change,
  });
  return { rooms, grown };
};
const HEAD = {
  number: 1,
  deliberation: 'charter',
  conversation: 'c1',
  position: 0,
  statements: 0,
  participants: 0,
  hash: '',
};

test('[CON-72] what another node says while the log is read for the first time is heard', async () => {
  const log = [statement(1)];
  const asked = heldPromise();
  const answered = heldPromise();
  let isFirst = true;
  const { rooms } = roomsOver(
    log,
    {},
    {
      read: async (_number, after, limit) => {
        const page = log.slice(after, after + limit);
        if (isFirst) {
          isFirst = false;
          asked.release();
          await answered.promise;
        }
        return page;
      },
    },
  );
  const opening = rooms.room('charter', 'c1');
  await asked.promise;
  log.push(statement(2));
  rooms.heard('conversation:1');
  answered.release();
  const room = await opening;
  await expect.poll(() => [...room.board().statements.keys()]).toEqual([1, 2]);
});

test('[CON-72] a lost notification is made good by looking, and what stands still is not read again', async () => {
  const log = [statement(1)];
  const { rooms, grown } = roomsOver(log);
  const room = await rooms.room('charter', 'c1');
  expect(grown).toEqual([1]);
  await rooms.sweep();
  expect(grown).toEqual([1]);
  log.push(statement(2));
  await rooms.sweep();
  expect([...room.board().statements.keys()]).toEqual([1, 2]);
  expect(grown).toEqual([1, 1]);
});

test('[CON-73] a conversation that was closed while its deliberation was not in memory is closed', async () => {
  let held: DeliberationState | undefined = withFrame(FRAME);
  const closed = withFrame({ ...FRAME, closedAt: AT });
  const { rooms } = roomsOver([], {
    peek: () => held,
    load: async () => (held ??= closed),
  });
  (await rooms.room('charter', 'c1')).mustBeOpen(LATER);
  held = undefined;
  const room = await rooms.room('charter', 'c1');
  expect(() => room.mustBeOpen(LATER)).toThrow('conversation.notOpen');
});

test('[CVS-155] an account is set aside once, also when two nodes are asked at one instant', async () => {
  const { db, end } = await freshDatabase('pglite');
  const store = conversationStore(db);
  const { number } = await store.open('charter', 'c1', EMPTY_LOG_HASH);
  await store.join(number, { key: { tokenHash: 'a' }, pseudonym: 'bot', at: AT });
  const node = () => roomsOver([], {}, store).rooms;
  const nodes = [node(), node()];
  const setAside = (room: ConversationRoom) =>
    room.lane.write(
      {
        kind: KIND.settingAside,
        pseudonym: '',
        statement: 0,
        detail: canonicalJson({
          by: 'secretariat',
          outcome: 'setAside',
          accounts: ['bot'],
          reason: 'automated',
        }),
      },
      () => {
        if (room.board().accounts.get('bot')?.status === 'setAside') throw refused('conversation.settled');
      },
    );
  const opened = await Promise.all(nodes.map((one) => one.room('charter', 'c1')));
  const asked = await Promise.allSettled(opened.map(setAside));
  expect(asked.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(asked.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { message: expect.stringContaining('conversation.settled') as string },
  });
  expect(await store.read(number, 0, 10)).toHaveLength(1);
  for (const one of nodes) await one.stop();
  await end();
});
