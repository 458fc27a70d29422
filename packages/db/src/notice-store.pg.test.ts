import type { AddressedNotice } from '@plenary/consensus';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { applications } from './schema/applications.ts';
import { mails } from './schema/mails.ts';
import { applicationStore } from './stores/application-store.ts';
import { identityStore } from './stores/identity-store.ts';
import { noticeStore, type DigestTimes, type Mail, type WaitingNotices } from './stores/notice-store.ts';
import { registerStore } from './stores/register-store.ts';
import { freshDatabase, TEST_ENGINES } from './testing.ts';

const AT = '2026-01-02T03:04:05.678Z';
const LATER = '2026-01-03T03:04:05.678Z';
const ACCOUNT = '00000000-0000-4000-8000-000000000001';
const TIMES: DigestTimes = { noticesMax: 2, dailyBefore: AT, atOnceBefore: AT };

const told = (key: string, at = AT): AddressedNotice => ({
  account: ACCOUNT,
  notice: {
    key,
    kind: 'decisionTaken',
    code: 'adopted',
    deliberation: 'x',
    facts: {},
    path: '/deliberations/x/adoption',
    at,
  },
});
const mail = (id: number): Mail => ({
  id: `00000000-0000-4000-8000-0000000000${String(id).padStart(2, '0')}`,
  account: ACCOUNT,
  address: 'x@example.org',
  lang: 'en',
  subject: 'S',
  plain: 'P',
  html: '<p>P</p>',
  unsubscribe: '',
});

describe.each(TEST_ENGINES)('notices on %s', (engine) => {
  let db: Database;
  let end: () => Promise<void>;
  beforeAll(async () => {
    ({ db, end } = await freshDatabase(engine));
    await identityStore(db).createAccount(
      { id: ACCOUNT, kind: 'observer', mayBind: false, displayName: 'Somebody' },
      AT,
    );
  });
  afterAll(() => end());

  test('[STO-30] what is kept twice is counted once, and a mail takes all that waits', async () => {
    const notices = noticeStore(db);
    expect(await notices.keep([told('a'), told('b'), told('c')])).toBe(3);
    expect(await notices.keep([told('a'), told('d')])).toBe(1);
    await notices.setSettings(ACCOUNT, {
      address: 'x@example.org',
      confirmedAt: AT,
      lang: 'en',
      digest: 'daily',
      muted: [],
    });
    const written: WaitingNotices[] = [];
    const write = (at: string, id: number) =>
      notices.writeDigest(at, TIMES, (_account, _settings, waiting) => {
        written.push(waiting);
        return mail(id);
      });
    expect(await notices.writeDigest(AT, TIMES, () => undefined)).toBe('postponed');
    expect(await write(AT, 1)).toBe('written');
    expect(written[0]?.shown.map(({ key }) => key)).toEqual(['d', 'c']);
    expect(written[0]?.counts).toEqual([{ deliberation: 'x', kind: 'decisionTaken', count: 4 }]);
    expect(await write(AT, 2)).toBe('nobody');
  });

  test('[STO-30] notices of the past are deleted with the mails that carried them; what is on its way stays', async () => {
    const notices = noticeStore(db);
    const mailsLeft = async (): Promise<number> => (await db.select().from(mails)).length;
    await notices.keep([told('e', LATER)]);
    await notices.forget(LATER);
    expect((await notices.list(ACCOUNT, { limit: 10, muted: [] })).map(({ key }) => key)).toEqual(['e']);
    expect(await mailsLeft()).toBe(1);
    await notices.mailSent(mail(1).id, AT);
    await notices.forget(LATER);
    expect(await mailsLeft()).toBe(0);
  });

  test('[STO-70] what another node mailed between the choice of the reader and the reading is mailed no second time', async () => {
    const notices = noticeStore(db);
    await notices.keep([told('f', LATER)]);
    const own = db.transaction.bind(db);
    const faster: Database = Object.create(db, {
      transaction: {
        value: (work: (transaction: Database) => Promise<unknown>) =>
          own(async (transaction) => {
            const select = transaction.select.bind(transaction);
            let readings = 0;
            // As another node leaves it that commits between the first reading and the second one.
            const passing = Object.create(transaction, {
              select: {
                value: (...fields: Parameters<typeof select>) => {
                  readings += 1;
                  return readings === 2
                    ? { from: () => ({ where: () => ({ orderBy: () => Promise.resolve([]) }) }) }
                    : select(...fields);
                },
              },
            }) as Database;
            return work(passing);
          }),
      },
    }) as Database;
    const composed: string[] = [];
    const times = { ...TIMES, dailyBefore: LATER, atOnceBefore: LATER };
    const written = await noticeStore(faster).writeDigest(LATER, times, (account) => {
      composed.push(account);
      return mail(3);
    });
    expect([written, composed]).toEqual(['postponed', []]);
  });

  test('[STO-71] what is confirmed or ended by a mailed link leaves an address alone that took its place', async () => {
    const notices = noticeStore(db);
    const changed = { address: 'new@example.org', lang: 'fr', digest: 'daily', muted: [] } as const;
    await notices.setSettings(ACCOUNT, changed);
    await notices.confirmAddress(ACCOUNT, 'x@example.org', LATER);
    await notices.endDigests(ACCOUNT, 'x@example.org');
    expect(await notices.settings(ACCOUNT)).toEqual(changed);
    await notices.confirmAddress(ACCOUNT, 'new@example.org', AT);
    await notices.confirmAddress(ACCOUNT, 'new@example.org', LATER);
    await notices.endDigests(ACCOUNT, 'new@example.org');
    expect(await notices.settings(ACCOUNT)).toEqual({ ...changed, digest: 'off', confirmedAt: AT });
  });

  test('[STO-72] of applications that nobody confirmed the oldest give way, and none keeps a confirmed one out', async () => {
    const store = applicationStore(db);
    const idOf = (at: number) => `00000000-0000-4000-8000-0000000001${String(at).padStart(2, '0')}`;
    const keep = (at: number, waiting = 1) =>
      store.keep(
        { id: idOf(at), said: {}, at: `2026-01-02T03:04:${String(at).padStart(2, '0')}.000Z` },
        {
          waiting,
          unconfirmed: 2,
        },
      );
    for (const at of [1, 2, 3]) expect(await keep(at)).toBe(true);
    expect(await store.application(idOf(1))).toBeUndefined();
    expect(await store.application(idOf(2))).toBeDefined();
    await db
      .update(applications)
      .set({ confirmedAt: new Date(AT) })
      .where(eq(applications.id, idOf(3)));
    expect(await keep(4)).toBe(false);
    expect(await keep(4, 2)).toBe(true);
    expect((await store.waiting(10)).map(({ id }) => id)).toEqual([idOf(3)]);
  });

  test('[STO-31] words of a document give way to later ones and never to earlier ones', async () => {
    const register = registerStore(db);
    const document = (words: string, content: string, asOf: number) =>
      register.add([
        { symbol: 'X/L.1', kind: 'amendment', deliberation: 'x', at: AT, words: [words], content, asOf },
      ]);
    const found = async (word: string): Promise<number> =>
      (await register.search({ words: [word], limit: 10, offset: 0 })).total;
    await document('zebra', 'first', 3);
    await document('giraffe', 'second', 5);
    await document('zebra', 'first', 4);
    expect([await found('zebra'), await found('giraffe')]).toEqual([0, 1]);
    expect(await register.contents()).toEqual(new Map([['X/L.1', 'second']]));
  });
});
