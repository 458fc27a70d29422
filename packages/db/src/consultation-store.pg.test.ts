import type { AddressedNotice } from '@plenary/consensus';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { consultationStore, type KeptWords } from './stores/consultation-store.ts';
import { eventStore, type NewEvent, type StoredAct } from './stores/event-store.ts';
import { identityStore } from './stores/identity-store.ts';
import { noticeStore } from './stores/notice-store.ts';
import { freshDatabase, TEST_ENGINES } from './testing.ts';

const event = (stream: string, version: number): NewEvent => ({
  stream,
  version,
  type: 'commentFiled',
  at: '2026-01-02T03:04:05.678Z',
  actor: { kind: 'commenter' },
  audience: 'public',
  commitment: 'a'.repeat(64),
  payload: { n: version },
  salt: new Uint8Array(32).fill(version),
});
const said = (consultation: string, comment: number, change: Partial<KeptWords> = {}): KeptWords => ({
  consultation,
  comment,
  published: { text: `Comment ${comment}`, author: 'نون' },
  publishedSalt: new Uint8Array(32).fill(comment),
  owner: 'browser:one',
  ...change,
});

describe.each(TEST_ENGINES)('words of consultations on %s', (engine) => {
  let db: Database;
  let end: () => Promise<void>;
  beforeAll(async () => {
    const fresh = await freshDatabase(engine);
    db = fresh.opened.db;
    end = fresh.end;
  });
  afterAll(() => end());

  test('[CWS-1] words are kept and erased with their events, or not at all, and never rewritten', async () => {
    const [store, words] = [eventStore(db), consultationStore(db)];
    const kept = await store.append([event('consultation:a', 1)], [], { keep: [said('a', 1)], erase: [] });
    expect(kept.ok).toBe(true);
    // A version that is taken keeps nothing, and erases nothing.
    const late = { keep: [said('a', 2)], erase: [{ consultation: 'a', comment: 1 }] };
    expect(await store.append([event('consultation:a', 1)], [], late)).toMatchObject({ ok: false });
    expect((await words.wordsAfter('a', 0, 10)).map(({ comment }) => comment)).toEqual([1]);
    await expect(db.execute(sql`update consultation_words set owner = 'other'`)).rejects.toThrow();
    const erased = { keep: [], erase: [{ consultation: 'a', comment: 1 }] };
    expect(await store.append([event('consultation:a', 2)], [], erased)).toMatchObject({ ok: true });
    expect(await words.words('a', [1])).toEqual([]);
  });

  test('[CWS-3] with words goes what would lead to their author: the key of filing, and what they were told', async () => {
    const [store, notices] = [eventStore(db), noticeStore(db)];
    const account = '00000000-0000-4000-8000-000000000001';
    await identityStore(db).createAccount(
      { id: account, kind: 'observer', mayBind: false, displayName: 'Somebody' },
      '2026-01-02T03:04:05.678Z',
    );
    const filed = (stream: string, key: string): StoredAct => ({
      actorKey: `account:${account}`,
      key,
      requestHash: 'h',
      receipt: {},
      stream,
      fromVersion: 0,
      toVersion: 1,
      at: '2026-01-02T03:04:05.678Z',
    });
    const owner = `account:${account}`;
    await store.append([event('consultation:c', 1)], [filed('consultation:c', 'k1')], {
      keep: [said('c', 1, { owner })],
      erase: [],
    });
    await store.append([event('consultation:d', 1)], [filed('consultation:d', 'k2')]);
    const notice = (comment: string): AddressedNotice => ({
      account,
      notice: {
        key: comment,
        kind: 'commentFollowed',
        code: 'commentReplied',
        deliberation: 'x',
        facts: { comment },
        path: `/deliberations/x/consultations/c#${comment}`,
        at: '2026-01-02T03:04:05.678Z',
      },
    });
    await notices.keep([notice('c1'), notice('c12')]);
    await store.append([event('consultation:c', 2)], [], {
      keep: [],
      erase: [{ consultation: 'c', comment: 1 }],
    });
    expect(await store.findAct(owner, 'k1')).toBeUndefined();
    expect(await store.findAct(owner, 'k2')).toBeDefined();
    expect((await notices.list(account, { limit: 10, muted: [] })).map(({ key }) => key)).toEqual(['c12']);
  });

  test('[CWS-2] words come back as they were kept, by their numbers and by their owner', async () => {
    const [store, words] = [eventStore(db), consultationStore(db)];
    const many = Array.from({ length: 1_500 }, (_, at) => said('b', at + 1));
    const sealed = { text: 'Sealed', proposal: 'Decides;' };
    const confidential = { sealed, sealedSalt: new Uint8Array(32).fill(9), owner: 'account:two' };
    const keep = [...many, said('b', 1_501, confidential)];
    await store.append([event('consultation:b', 1)], [], { keep, erase: [] });
    expect(await words.words('b', [1_501])).toEqual([said('b', 1_501, confidential)]);
    expect(await words.words('b', [2, 1, 9_999])).toHaveLength(2);
    expect((await words.wordsAfter('b', 1_499, 10)).map(({ comment }) => comment)).toEqual([1_500, 1_501]);
    expect(await words.ownedBy('b', 'account:two')).toEqual([1_501]);
    expect(await words.countOf('b', 'browser:one')).toBe(1_500);
    expect(await words.countOf('other', 'browser:one')).toBe(0);
    expect(await words.words('b', [])).toEqual([]);
  });
});
