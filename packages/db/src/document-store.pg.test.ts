import type { AddressedNotice } from '@plenary/consensus';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rootCause, type Database } from './database.ts';
import {
  documentStore,
  type DocumentStore,
  type NewUpdate,
  type UpdateGroup,
} from './stores/document-store.ts';
import { draftingStore, type DraftingStore } from './stores/drafting-store.ts';
import { noticeStore } from './stores/notice-store.ts';
import { identityStore } from './stores/identity-store.ts';
import { freshDatabase, TEST_ENGINES } from './testing.ts';

const AT = Date.parse('2026-01-02T03:04:05.678Z');
const NO_HASH = new Uint8Array(32);
const ACCOUNT = '00000000-0000-4000-8000-000000000001';
const OTHER = '00000000-0000-4000-8000-000000000002';
const SESSION = '00000000-0000-4000-8000-0000000000aa';
const hash = (seq: number): Uint8Array => new Uint8Array(32).fill(seq % 256);
const update = (seq: number): NewUpdate => ({
  seq,
  at: AT + seq,
  client: 7,
  previous: hash(seq - 1),
  update: Uint8Array.from([0, 92, 34, 255, seq % 256]),
});
const group = (document: number, was: number, count: number): UpdateGroup => ({
  document,
  was,
  becomes: { seq: was + count, hash: hash(was + count) },
  updates: Array.from({ length: count }, (_, at) => update(was + at + 1)),
});
/** The message of what the database refused. */
const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    return rootCause(error).message;
  }
  return 'nothing was refused';
};

describe.each(TEST_ENGINES)('the live text on %s', (engine) => {
  let db: Database;
  let store: DocumentStore;
  let drafting: DraftingStore;
  let end: () => Promise<void>;
  let count = 0;
  /** A new document with a lease for client number 7. */
  const open = async (): Promise<number> => {
    count += 1;
    const { id } = await store.open('charter', `doc${count}`, NO_HASH);
    await store.lease(id, { client: 7, account: ACCOUNT, delegation: 'FRA', session: SESSION }, AT);
    return id;
  };
  beforeAll(async () => {
    ({ db, end } = await freshDatabase(engine));
    store = documentStore(db);
    drafting = draftingStore(db);
    const people = identityStore(db);
    for (const [id, displayName] of [
      [ACCOUNT, 'A. Delegate'],
      [OTHER, 'B. Delegate'],
    ] as const)
      await people.createAccount(
        { id, kind: 'delegate', member: 'FRA', mayBind: true, displayName },
        new Date(AT).toISOString(),
      );
  });
  afterAll(() => end());

  test('[STO-22] rows come back as they were appended, with their senders, for several documents at once', async () => {
    const [one, two] = [await open(), await open()];
    expect(await store.append([group(one, 0, 3), group(two, 0, 1)], 'live:n:1')).toEqual(new Set([one, two]));
    expect(await store.append([group(one, 3, 2)], '')).toEqual(new Set([one]));
    expect(await store.append([], '')).toEqual(new Set());
    const lease = { client: 7, account: ACCOUNT, delegation: 'FRA', session: SESSION };
    expect(await store.read(one, 0, 10)).toEqual(
      Array.from({ length: 5 }, (_, at) => ({ ...update(at + 1), lease })),
    );
    expect((await store.read(one, 2, 2)).map(({ seq }) => seq)).toEqual([3, 4]);
    expect((await store.read(one, 0, 9, 2)).map(({ seq }) => seq)).toEqual([1, 2]);
    expect(await store.notes(one, 4, 9)).toEqual([{ seq: 5, at: AT + 5, client: 7, length: 5, lease }]);
    expect(await store.heads([one, two, 9_999])).toEqual(
      new Map([
        [one, 5],
        [two, 1],
      ]),
    );
    expect(await store.open('charter', 'doc1', NO_HASH)).toEqual({ id: one, seq: 5, hash: hash(5) });
    expect(await store.find('charter')).toContainEqual({ id: one, document: 'doc1', seq: 5, hash: hash(5) });
    expect(await store.find('none')).toEqual([]);
  });

  test('[STO-22] a group that does not follow on the last row is left out whole, and the others are taken', async () => {
    const [one, two] = [await open(), await open()];
    await store.append([group(one, 0, 2)], '');
    expect(await store.append([group(one, 0, 3), group(two, 0, 2)], '')).toEqual(new Set([two]));
    expect(await store.append([group(one, 5, 1)], '')).toEqual(new Set());
    expect((await store.read(one, 0, 9)).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test('[STO-22] of many writers at the same moment one is taken for each row, and nothing has gaps', async () => {
    const ids = [await open(), await open(), await open()];
    const taken = await Promise.all(
      Array.from({ length: 24 }, (_, at) => {
        const order = at % 2 === 0 ? ids : ids.toReversed();
        return store.append(
          order.map((id) => group(id, 0, 1 + (at % 3))),
          '',
        );
      }),
    );
    for (const id of ids) {
      expect(taken.filter((moved) => moved.has(id))).toHaveLength(1);
      const rows = await store.read(id, 0, 9);
      expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at + 1));
      expect((await store.heads([id])).get(id)).toBe(rows.length);
    }
  });

  test('[STO-23] what was appended can neither be changed, deleted, shortened nor emptied', async () => {
    const id = await open();
    await store.append([group(id, 0, 2)], '');
    for (const statement of [
      sql`update document_updates set bytes = ''`,
      sql`delete from document_updates`,
      sql`truncate document_updates`,
      sql`update document_leases set delegation = 'KEN'`,
      sql`delete from document_leases`,
      sql`truncate document_leases cascade`,
      sql`delete from documents`,
    ])
      expect(await refusal(db.execute(statement))).toContain('append-only');
    expect(await refusal(db.execute(sql`update documents set seq = seq - 1 where id = ${id}`))).toContain(
      'only grows',
    );
    expect((await store.read(id, 0, 9)).map(({ lease }) => lease.delegation)).toEqual(['FRA', 'FRA']);
  });

  test('[STO-23] a client number is given once in a document', async () => {
    const [one, two] = [await open(), await open()];
    const lease = { client: 8, account: ACCOUNT, delegation: 'FRA', session: SESSION };
    expect(await store.lease(one, lease, AT)).toBe(true);
    expect(await store.lease(one, { ...lease, account: OTHER }, AT)).toBe(false);
    expect(await store.lease(two, { ...lease, account: OTHER }, AT)).toBe(true);
    expect(await store.lease(one, { client: 1, delegation: '' }, AT)).toBe(true);
    expect((await store.leases(one, ACCOUNT)).map(({ client }) => client).toSorted()).toEqual([7, 8]);
    expect(await store.leases(one, OTHER)).toEqual([]);
    expect(await store.people(two)).toEqual([
      { account: ACCOUNT, delegation: 'FRA', name: 'A. Delegate' },
      { account: OTHER, delegation: 'FRA', name: 'B. Delegate' },
    ]);
    expect(
      await refusal(store.append([{ ...group(one, 0, 1), updates: [{ ...update(1), client: 99 }] }], '')),
    ).toContain('foreign key');
    expect((await store.heads([one])).get(one)).toBe(0);
  });

  test('[STO-24] of the snapshots of a stretch the newest stays, and the nearest before a row is found', async () => {
    const id = await open();
    expect(await store.snapshot(id)).toBeUndefined();
    for (const seq of [500, 1_000, 4_900, 5_400, 10_100])
      await store.keepSnapshot(id, { seq, bytes: Uint8Array.from([seq % 251]) }, 5_000);
    await store.keepSnapshot(id, { seq: 10_100, bytes: Uint8Array.from([9]) }, 5_000);
    expect(await store.snapshot(id)).toEqual({ seq: 10_100, bytes: Uint8Array.from([10_100 % 251]) });
    expect((await store.snapshot(id, 9_999))?.seq).toBe(5_400);
    expect((await store.snapshot(id, 5_000))?.seq).toBe(4_900);
    expect(await store.snapshot(id, 1_000)).toBeUndefined();
  });

  test('[STO-22] the size of all logs is known', async () => {
    const before = await store.size();
    const id = await open();
    await store.append([group(id, 0, 5)], '');
    const after = await store.size();
    expect(after.rows - before.rows).toBe(5);
    expect(after.bytes).toBeGreaterThan(0);
  });

  test('[STO-25] refused words are for their author, newest first, and so many', async () => {
    const id = await open();
    const words = (at: number, account = ACCOUNT) => ({
      id: `00000000-0000-4000-9000-${String(id * 100 + at).padStart(12, '0')}`,
      document: id,
      account,
      code: 'gate.closed',
      facts: { paragraph: 'p2' },
      words: `words ${at}`,
      at: AT + at,
    });
    for (let at = 1; at <= 5; at += 1) await drafting.recover(words(at), 3);
    await drafting.recover(words(9, OTHER), 3);
    expect(await drafting.recovered(id, ACCOUNT)).toEqual([words(5), words(4), words(3)]);
    expect(await drafting.dismiss(words(4).id, id, OTHER)).toBe(false);
    expect(await drafting.dismiss(words(4).id, id, ACCOUNT)).toBe(true);
    expect(await drafting.dismiss(words(4).id, id, ACCOUNT)).toBe(false);
    expect(await drafting.recovered(id, ACCOUNT)).toEqual([words(5), words(3)]);
  });

  test('[STO-25] comments come back in order, are resolved and opened again, and a thread has so many', async () => {
    const id = await open();
    const thread = {
      id: `00000000-0000-4000-9100-${String(id).padStart(12, '0')}`,
      document: id,
      account: ACCOUNT,
      delegation: 'FRA',
      visibility: 'group' as const,
      anchor: [['p1', [7, 0, 0], [7, 3, 1]]],
      quote: 'all States',
      at: AT,
    };
    const message = (words: string, account = ACCOUNT) => ({
      account,
      delegation: 'FRA',
      words,
      mentions: ['KEN'],
      at: AT,
    });
    await drafting.openThread(thread, message('first'));
    const replies = await Promise.all(
      ['a', 'b', 'c'].map((words) => drafting.reply(thread.id, message(words, OTHER), 4)),
    );
    expect(replies.toSorted()).toEqual([2, 3, 4]);
    expect(await drafting.reply(thread.id, message('too many'), 4)).toBeUndefined();
    expect(await drafting.threadCount(id)).toBe(1);
    const [found] = await drafting.threads(id);
    expect(found).toMatchObject({ ...thread, messages: [{ number: 1, words: 'first' }, {}, {}, {}] });
    expect(await drafting.settle(thread.id, { at: AT + 1, by: ACCOUNT })).toBe(true);
    expect(await drafting.settle(thread.id, { at: AT + 2, by: OTHER })).toBe(false);
    expect(await drafting.thread(id, thread.id)).toMatchObject({ resolvedAt: AT + 1, resolvedBy: ACCOUNT });
    expect(await drafting.settle(thread.id, undefined)).toBe(true);
    expect(await drafting.settle(thread.id, undefined)).toBe(false);
    expect(await drafting.thread(id, thread.id)).not.toHaveProperty('resolvedAt');
    expect(await drafting.thread(id + 1, thread.id)).toBeUndefined();
  });

  test('[STO-25] what a message tells those whom it mentions is kept with it, or neither is', async () => {
    const id = await open();
    const thread = {
      id: `00000000-0000-4000-9200-${String(id).padStart(12, '0')}`,
      document: id,
      account: ACCOUNT,
      delegation: 'FRA',
      visibility: 'all' as const,
      anchor: [],
      quote: '',
      at: AT,
    };
    const message = { account: ACCOUNT, delegation: 'FRA', words: 'Look.', mentions: ['KEN'], at: AT };
    const told = (number: number, account = OTHER): AddressedNotice => ({
      account,
      notice: {
        key: `mention:${thread.id}:${number}`,
        kind: 'mentioned',
        code: 'mentioned',
        deliberation: 'x',
        facts: { owner: 'FRA' },
        path: '/',
        at: new Date(AT).toISOString(),
      },
    });
    const kept = async () => {
      const { length } = (await noticeStore(db).list(OTHER, { limit: 100, muted: [] })).filter(({ key }) =>
        key.startsWith(`mention:${thread.id}:`),
      );
      return length;
    };
    const nobody = '00000000-0000-4000-8000-0000000000ff';
    expect(await refusal(drafting.openThread(thread, message, [told(1, nobody)]))).not.toBe(
      'nothing was refused',
    );
    expect(await drafting.threadCount(id)).toBe(0);
    await drafting.openThread(thread, message, [told(1)]);
    const replies = await Promise.all(
      [1, 2, 3].map(() => drafting.reply(thread.id, message, 3, (number) => [told(number)])),
    );
    expect(replies.toSorted()).toEqual([2, 3, undefined]);
    expect(await kept()).toBe(3);
  });
});
