import type { AddressedNotice } from '@plenary/consensus';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { mails } from './schema/mails.ts';
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
    const later = { ...filed('consultation:c', 'k3'), fromVersion: 1, toVersion: 2 };
    await store.append([event('consultation:c', 2)], [later], {
      keep: [said('c', 2, { owner })],
      erase: [],
    });
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
    const inText = (consultation: string, key: string): AddressedNotice => ({
      account,
      notice: {
        ...notice('c1').notice,
        key,
        code: 'commentInText',
        facts: { comment: 'c1', amendment: 'A1', ...(consultation === '' ? {} : { consultation }) },
        path: '/deliberations/x#p3',
      },
    });
    // Told of the text as well: by the consultation that it names, or by its key, as it was before.
    await notices.keep([
      notice('c1'),
      notice('c12'),
      inText('c', 'in-text'),
      inText('', 'deliberation:x:7:c'),
      inText('d', 'elsewhere'),
    ]);
    await notices.setSettings(account, {
      address: 'somebody@example.org',
      confirmedAt: '2026-01-02T03:00:00.000Z',
      lang: 'en',
      digest: 'atOnce',
      muted: [],
    });
    const at = '2026-01-02T04:00:00.000Z';
    const written: string[] = [];
    const writeDigests = async (): Promise<void> => {
      const limits = { noticesMax: 50, dailyBefore: at, atOnceBefore: at };
      while (
        (await notices.writeDigest(at, limits, (_account, settings, { shown }) => {
          written.push(
            shown
              .map(({ key }) => key)
              .sort()
              .join(' '),
          );
          const id = `00000000-0000-4000-8000-00000000001${written.length}`;
          const { address, lang } = settings;
          return {
            id,
            account,
            address,
            lang,
            subject: 's',
            plain: 'tells of c1',
            html: '',
            unsubscribe: '',
          };
        })) === 'written'
      );
    };
    await writeDigests();
    await store.append([event('consultation:c', 3)], [], {
      keep: [],
      erase: [{ consultation: 'c', comment: 1 }],
    });
    expect(await store.findAct(owner, 'k1')).toBeUndefined();
    expect(await store.findAct(owner, 'k2')).toBeDefined();
    // What the same person filed beside it is still filed once under its key.
    expect(await store.findAct(owner, 'k3')).toBeDefined();
    expect((await notices.list(account, { limit: 10, muted: [] })).map(({ key }) => key)).toEqual([
      'elsewhere',
      'c12',
    ]);
    // The mail that told of it was on its way: what else it was to say is written anew.
    expect(await notices.claimMails(at, at, 10)).toEqual([]);
    await writeDigests();
    expect(written).toEqual(['c1 c12 deliberation:x:7:c elsewhere in-text', 'c12 elsewhere']);
  });

  test('[CWS-3] a mail that was sent says nothing of a comment any more once it is erased', async () => {
    const [store, notices] = [eventStore(db), noticeStore(db)];
    const account = '00000000-0000-4000-8000-000000000002';
    const at = '2026-01-02T03:04:05.678Z';
    await identityStore(db).createAccount(
      { id: account, kind: 'observer', mayBind: false, displayName: 'Another' },
      at,
    );
    await store.append([event('consultation:e', 1)], [], { keep: [said('e', 1)], erase: [] });
    const id = '00000000-0000-4000-8000-000000000021';
    await notices.queueMail(
      {
        id,
        account,
        address: 'another@example.org',
        lang: 'en',
        subject: 'One notice',
        plain: 'tells of c1',
        html: '<p>tells of c1</p>',
        unsubscribe: '',
      },
      at,
    );
    await db.execute(sql`insert into notices (account, key, kind, code, deliberation, facts, path, at, mail)
      values (${account}, 'k', 'commentFollowed', 'commentReplied', 'x', '{"comment":"c1"}',
        '/deliberations/x/consultations/e#c1', ${at}, ${id})`);
    await notices.mailSent(id, at);
    await store.append([event('consultation:e', 2)], [], {
      keep: [],
      erase: [{ consultation: 'e', comment: 1 }],
    });
    const kept = await db
      .select({ subject: mails.subject, plain: mails.plain, html: mails.html })
      .from(mails)
      .where(eq(mails.id, id));
    expect(kept).toEqual([{ subject: '', plain: '', html: '' }]);
  });

  test('[CWS-33] comments are found by words that everybody may read in them', async () => {
    const [store, words] = [eventStore(db), consultationStore(db)];
    const keep = [
      said('f', 1, { published: { text: 'Tests of Safety', author: 'A_B' } }),
      said('f', 2, {
        published: { text: 'A summary' },
        sealed: { text: 'safety first' },
        sealedSalt: new Uint8Array(32),
      }),
      said('f', 3, { published: { text: 'Other', proposal: 'Decides on SAFETY;' } }),
    ];
    await store.append([event('consultation:f', 1)], [], { keep, erase: [] });
    expect(await words.holding('f', 'safety')).toEqual([1, 3]);
    expect(await words.holding('f', 'a_b')).toEqual([1]);
    expect(await words.holding('f', '%')).toEqual([]);
    expect(await words.holding('other', 'safety')).toEqual([]);
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
