import type { AddressedNotice, Digest, Notice, NoticeKind } from '@plenary/consensus';
import {
  and,
  count,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  notExists,
  notInArray,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import type { Database } from '../database.ts';
import { accounts } from '../schema/accounts.ts';
import { events } from '../schema/events.ts';
import { mails } from '../schema/mails.ts';
import { noticeCursors } from '../schema/notice-cursors.ts';
import { noticeSettings } from '../schema/notice-settings.ts';
import { notices } from '../schema/notices.ts';

/** A notice as it is kept. `number` grows with every notice. */
export interface KeptNotice extends Notice {
  readonly number: number;
  readonly readAt?: string;
}

/** How somebody wants to be told. */
export interface NoticeSettings {
  readonly address?: string;
  /** When the owner of the address confirmed it. */
  readonly confirmedAt?: string;
  readonly lang: string;
  readonly digest: Digest;
  readonly muted: readonly NoticeKind[];
}

/** A mail that is written and not yet sent. */
export interface Mail {
  readonly id: string;
  /** To whom: the owner of an account, somebody who is told of one thing, or, without both, who confirms an address once. */
  readonly account?: string;
  readonly correspondent?: string;
  readonly address: string;
  readonly lang: string;
  readonly subject: string;
  readonly plain: string;
  readonly html: string;
  /** Address that ends such mails; empty where there is nothing to end. */
  readonly unsubscribe: string;
}
export interface ClaimedMail extends Mail {
  /** How often sending was begun, this time included. */
  readonly attempts: number;
  readonly createdAt: string;
}

/** How many notices of one kind wait to be mailed, of one deliberation. */
export interface NoticeCount {
  readonly deliberation: string;
  readonly kind: NoticeKind;
  readonly count: number;
}

/** Everything that waits to be mailed to somebody. */
export interface WaitingNotices {
  /** What has a deadline first, the nearest before the others, then the newest; as many as fit in one mail. */
  readonly shown: readonly KeptNotice[];
  /** All of them, also those that are not shown; the most first. */
  readonly counts: readonly NoticeCount[];
}

/** When mails are due. */
export interface DigestTimes {
  /** Notices that one mail shows at most. */
  readonly noticesMax: number;
  /** Whose last digest is not after this instant is due a daily one. */
  readonly dailyBefore: string;
  /** Whose last digest is not after this instant is mailed what they want to know at once. */
  readonly atOnceBefore: string;
}

/** What became of the mail of whoever is due: `postponed` where there is none yet, and somebody may still be due. */
export type DigestWritten = 'written' | 'postponed' | 'nobody';

/** How far a stream is, and how far it has been told. */
export interface StreamToTell {
  readonly stream: string;
  readonly version: number;
  readonly told: number;
}

export interface NoticeStore {
  /** Every stream of which people are told, in one reading: the body, deliberations, consultations. */
  readonly streams: () => Promise<readonly StreamToTell[]>;
  readonly cursor: (stream: string) => Promise<number>;
  /** Counts the events up to `version` as told; a stream of which some was told goes on from there. */
  readonly begin: (stream: string, version: number) => Promise<void>;
  /**
   * Keeps what was told of the events up to `to`, with letters to those without an account, when the stream has been told
   * up to `from`; false when another node was faster. What was told before is left as it is.
   */
  readonly tell: (
    stream: string,
    span: { readonly from: number; readonly to: number; readonly at: string },
    told: readonly AddressedNotice[],
    letters: readonly Mail[],
  ) => Promise<boolean>;
  /** Keeps notices that follow from no event; how many are new. Those told before are left as they are. */
  readonly keep: (told: readonly AddressedNotice[]) => Promise<number>;
  /** Newest first, before a number where one is given, without the kinds that are switched off. */
  readonly list: (
    account: string,
    page: { readonly before?: number; readonly limit: number; readonly muted: readonly NoticeKind[] },
  ) => Promise<readonly KeptNotice[]>;
  /** How many are unread, without the kinds that are switched off. */
  readonly unread: (account: string, muted: readonly NoticeKind[]) => Promise<number>;
  /** Marks everything up to a number, or one alone, as read. */
  readonly read: (
    account: string,
    which: { readonly upTo: number } | { readonly one: number },
    at: string,
  ) => Promise<void>;
  readonly settings: (account: string) => Promise<NoticeSettings | undefined>;
  readonly setSettings: (account: string, settings: NoticeSettings) => Promise<void>;
  /** Counts an address as confirmed where it is still the one that somebody wants, and was not confirmed before. */
  readonly confirmAddress: (account: string, address: string, at: string) => Promise<void>;
  /** Ends digests where the address is still the one that somebody wants. */
  readonly endDigests: (account: string, address: string) => Promise<void>;
  readonly queueMail: (mail: Mail, at: string) => Promise<void>;
  /**
   * Writes the mail of one person who is due, in one transaction with the mark that it was written. What has a deadline is
   * due at once, and left out once it has passed; all else that waits goes into one digest. Two nodes never write for the
   * same person at the same time. `compose` reads nothing: where one connection is all there is, whatever is read while the
   * transaction is open waits for its end. Without its mail nothing is written.
   */
  readonly writeDigest: (
    at: string,
    times: DigestTimes,
    compose: (
      account: string,
      settings: NoticeSettings & { readonly address: string },
      waiting: WaitingNotices,
    ) => Mail | undefined,
  ) => Promise<DigestWritten>;
  /** Takes mails that may be sent now; until `until` no other node tries them. */
  readonly claimMails: (at: string, until: string, limit: number) => Promise<readonly ClaimedMail[]>;
  readonly mailSent: (id: string, at: string) => Promise<void>;
  /** When to try again; without an instant it is given up. */
  readonly mailFailed: (id: string, at: string, nextAt: string | undefined) => Promise<void>;
  /** Deletes notices from before an instant, and mails from before it that are on their way no longer. */
  readonly forget: (before: string) => Promise<void>;
}

const ROWS_PER_INSERT = 500;
const IDS_PER_UPDATE = 5_000;

type NoticeRow = typeof notices.$inferSelect;
const noticeOf = (row: NoticeRow): KeptNotice => ({
  number: row.id,
  key: row.key,
  kind: row.kind as Notice['kind'], // written by `keep` from the closed lists
  code: row.code as Notice['code'],
  deliberation: row.deliberation,
  facts: row.facts as Notice['facts'],
  path: row.path,
  at: row.at.toISOString(),
  ...(row.readAt === null ? {} : { readAt: row.readAt.toISOString() }),
});

const settingsOf = (row: typeof noticeSettings.$inferSelect): NoticeSettings => ({
  ...(row.address === null ? {} : { address: row.address }),
  ...(row.confirmedAt === null ? {} : { confirmedAt: row.confirmedAt.toISOString() }),
  lang: row.lang,
  digest: row.digest as Digest, // written by `setSettings` from the closed lists
  muted: row.muted as readonly NoticeKind[],
});

/** Keeps notices in this transaction; how many are new. Those told before are left as they are. */
export const keepIn = async (db: Database, told: readonly AddressedNotice[]): Promise<number> => {
  let kept = 0;
  for (let from = 0; from < told.length; from += ROWS_PER_INSERT) {
    const rows = await db
      .insert(notices)
      .values(
        told.slice(from, from + ROWS_PER_INSERT).map(({ account, notice }) => ({
          ...notice,
          account,
          at: new Date(notice.at),
        })),
      )
      .onConflictDoNothing()
      .returning({ id: notices.id });
    kept += rows.length;
  }
  return kept;
};

/** Notices that are without the kinds that are switched off. */
const without = (muted: readonly NoticeKind[]): SQL | undefined =>
  muted.length === 0 ? undefined : notInArray(notices.kind, [...muted]);

/** Somebody's settings as long as they name this address. */
const ofAddress = (account: string, address: string): SQL | undefined =>
  and(eq(noticeSettings.account, account), eq(noticeSettings.address, address));

const HAS_DEADLINE = sql`${notices.kind} = 'deadlineNear'`;
/** Whether it waits to be mailed: not read, in no mail, and not of something that is over. */
const waitsAt = (at: string): SQL => sql`${notices.mail} is null and ${notices.readAt} is null
  and not (${HAS_DEADLINE} and coalesce(${notices.facts}->>'until' <= ${at}, false))`;

/** Lays mails down to be sent, in this transaction; one that is there already is left as it is. */
export const queueIn = async (db: Database, letters: readonly Mail[], at: string): Promise<void> => {
  const now = new Date(at);
  for (let from = 0; from < letters.length; from += ROWS_PER_INSERT)
    await db
      .insert(mails)
      .values(
        letters
          .slice(from, from + ROWS_PER_INSERT)
          .map((mail) => ({ ...mail, createdAt: now, nextAt: now, attempts: 0 })),
      )
      .onConflictDoNothing();
};

/** How many there are of each deliberation and kind, the most first. */
const countsOf = (waiting: readonly Pick<NoticeRow, 'deliberation' | 'kind'>[]): readonly NoticeCount[] => {
  const counts = new Map<string, NoticeCount>();
  for (const { deliberation, kind } of waiting) {
    const name = `${kind} ${deliberation}`;
    const known = counts.get(name)?.count ?? 0;
    // Written by `keep` from the closed lists.
    counts.set(name, { deliberation, kind: kind as NoticeKind, count: known + 1 });
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count);
};

/** Notices, how people want them, and the mails that carry them. */
export const noticeStore = (db: Database): NoticeStore => ({
  streams: async () => {
    const kind = sql`case when ${events.stream} like 'body:%' then 0 when ${events.stream} like 'deliberation:%' then 1
      when ${events.stream} like 'consultation:%' then 2 when ${events.stream} like 'sitting:%' then 3 end`;
    // Beside the first event of each: what else is there of a stream is not read.
    const version = sql<number>`(select max(e.version) from events e where e.stream = ${events.stream})`;
    const rows = await db
      .select({ stream: events.stream, version, told: noticeCursors.version })
      .from(events)
      .leftJoin(noticeCursors, eq(noticeCursors.stream, events.stream))
      .where(and(eq(events.version, 1), sql`(${kind}) is not null`))
      .orderBy(kind, events.id);
    return rows.map(({ told, ...row }) => ({ ...row, told: told ?? 0 }));
  },
  cursor: async (stream) => {
    const [row] = await db.select().from(noticeCursors).where(eq(noticeCursors.stream, stream));
    return row?.version ?? 0;
  },
  begin: async (stream, version) => {
    await db.insert(noticeCursors).values({ stream, version }).onConflictDoNothing();
  },
  tell: (stream, { from, to, at }, told, letters) =>
    db.transaction(async (transaction) => {
      await transaction.insert(noticeCursors).values({ stream, version: 0 }).onConflictDoNothing();
      const moved = await transaction
        .update(noticeCursors)
        .set({ version: to })
        .where(and(eq(noticeCursors.stream, stream), eq(noticeCursors.version, from)))
        .returning({ stream: noticeCursors.stream });
      if (moved.length === 0) return false;
      await keepIn(transaction, told);
      await queueIn(transaction, letters, at);
      return true;
    }),
  keep: (told) => keepIn(db, told),
  list: async (account, { before, limit, muted }) => {
    const rows = await db
      .select()
      .from(notices)
      .where(
        and(
          eq(notices.account, account),
          before === undefined ? undefined : lt(notices.id, before),
          without(muted),
        ),
      )
      .orderBy(desc(notices.id))
      .limit(limit);
    return rows.map(noticeOf);
  },
  unread: async (account, muted) => {
    const [row] = await db
      .select({ unread: count() })
      .from(notices)
      .where(and(eq(notices.account, account), isNull(notices.readAt), without(muted)));
    return row?.unread ?? 0;
  },
  read: async (account, which, at) => {
    await db
      .update(notices)
      .set({ readAt: new Date(at) })
      .where(
        and(
          eq(notices.account, account),
          isNull(notices.readAt),
          'upTo' in which ? lte(notices.id, which.upTo) : eq(notices.id, which.one),
        ),
      );
  },
  settings: async (account) => {
    const [row] = await db.select().from(noticeSettings).where(eq(noticeSettings.account, account));
    return row === undefined ? undefined : settingsOf(row);
  },
  setSettings: async (account, { address, confirmedAt, lang, digest, muted }) => {
    const row = {
      address: address ?? null,
      confirmedAt: confirmedAt === undefined ? null : new Date(confirmedAt),
      lang,
      digest,
      muted: [...muted],
    };
    await db
      .insert(noticeSettings)
      .values({ account, ...row })
      .onConflictDoUpdate({ target: noticeSettings.account, set: row });
  },
  confirmAddress: async (account, address, at) => {
    await db
      .update(noticeSettings)
      .set({ confirmedAt: new Date(at) })
      .where(and(ofAddress(account, address), isNull(noticeSettings.confirmedAt)));
  },
  endDigests: async (account, address) => {
    await db.update(noticeSettings).set({ digest: 'off' }).where(ofAddress(account, address));
  },
  queueMail: (mail, at) => queueIn(db, [mail], at),
  writeDigest: (at, { noticesMax, dailyBefore, atOnceBefore }, compose) =>
    db.transaction(async (transaction) => {
      const lastNotAfter = (instant: string): SQL | undefined =>
        or(isNull(noticeSettings.digestAt), lte(noticeSettings.digestAt, new Date(instant)));
      const digestDue = or(
        and(eq(noticeSettings.digest, 'atOnce'), lastNotAfter(atOnceBefore)),
        and(eq(noticeSettings.digest, 'daily'), lastNotAfter(dailyBefore)),
      );
      const waits = (which: SQL): SQL => sql`exists (select 1 from ${notices}
        where ${notices.account} = ${noticeSettings.account} and ${waitsAt(at)} and ${which}
        and ${notices.at} >= ${noticeSettings.confirmedAt} and not ${noticeSettings.muted} ? ${notices.kind})`;
      const [due] = await transaction
        .select({ settings: noticeSettings, isDigest: sql<boolean>`(${digestDue})` })
        .from(noticeSettings)
        .innerJoin(accounts, eq(accounts.id, noticeSettings.account))
        .where(
          and(
            isNull(accounts.disabledAt),
            isNotNull(noticeSettings.address),
            isNotNull(noticeSettings.confirmedAt),
            inArray(noticeSettings.digest, ['daily', 'atOnce']),
            or(and(digestDue, waits(sql`true`)), waits(HAS_DEADLINE)),
          ),
        )
        .limit(1)
        .for('update', { of: noticeSettings, skipLocked: true });
      const row = due?.settings;
      if (due === undefined || row === undefined || row.address === null || row.confirmedAt === null)
        return 'nobody';
      const settings = settingsOf(row);
      const ofMail = and(
        eq(notices.account, row.account),
        waitsAt(at),
        sql`${notices.at} >= ${row.confirmedAt.toISOString()}`,
        without(settings.muted),
        // Between two digests what has a deadline goes alone.
        due.isDigest ? undefined : HAS_DEADLINE,
      );
      // One reading says what is in the mail: whatever is told meanwhile comes with the next one.
      const waiting = await transaction
        .select({ id: notices.id, deliberation: notices.deliberation, kind: notices.kind })
        .from(notices)
        .where(ofMail)
        .orderBy(
          sql`(${HAS_DEADLINE}) desc`,
          sql`case when ${HAS_DEADLINE} then ${notices.facts}->>'until' end`,
          desc(notices.id),
        );
      const ids = waiting.map(({ id }) => id);
      // STO-70: another node wrote it between the choice of the reader and this reading.
      if (ids.length === 0) return 'postponed';
      const first = await transaction
        .select()
        .from(notices)
        .where(inArray(notices.id, ids.slice(0, noticesMax)));
      const mail = compose(
        row.account,
        { ...settings, address: row.address },
        {
          shown: first.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)).map(noticeOf),
          counts: countsOf(waiting),
        },
      );
      if (mail === undefined) return 'postponed';
      const now = new Date(at);
      await transaction.insert(mails).values({ ...mail, createdAt: now, nextAt: now, attempts: 0 });
      for (let from = 0; from < ids.length; from += IDS_PER_UPDATE)
        await transaction
          .update(notices)
          .set({ mail: mail.id })
          .where(inArray(notices.id, ids.slice(from, from + IDS_PER_UPDATE)));
      if (due.isDigest)
        await transaction
          .update(noticeSettings)
          .set({ digestAt: now })
          .where(eq(noticeSettings.account, row.account));
      return 'written';
    }),
  claimMails: async (at, until, limit) => {
    const free = db
      .select({ id: mails.id })
      .from(mails)
      .where(and(isNull(mails.sentAt), isNull(mails.failedAt), lte(mails.nextAt, new Date(at))))
      .orderBy(mails.nextAt)
      .limit(limit)
      .for('update', { skipLocked: true });
    const rows = await db
      .update(mails)
      .set({ nextAt: new Date(until), attempts: sql`${mails.attempts} + 1` })
      .where(inArray(mails.id, free))
      .returning();
    return rows.map(
      ({ nextAt: _next, sentAt: _sent, failedAt: _failed, createdAt, account, correspondent, ...mail }) => ({
        ...mail,
        ...(account === null ? {} : { account }),
        ...(correspondent === null ? {} : { correspondent }),
        createdAt: createdAt.toISOString(),
      }),
    );
  },
  mailSent: async (id, at) => {
    // Of those without an account no address stays in what was sent.
    await db.delete(mails).where(and(eq(mails.id, id), isNull(mails.account)));
    await db
      .update(mails)
      .set({ sentAt: new Date(at) })
      .where(eq(mails.id, id));
  },
  mailFailed: async (id, at, nextAt) => {
    if (nextAt === undefined) await db.delete(mails).where(and(eq(mails.id, id), isNull(mails.account)));
    await db
      .update(mails)
      .set(nextAt === undefined ? { failedAt: new Date(at) } : { nextAt: new Date(nextAt) })
      .where(eq(mails.id, id));
  },
  forget: async (before) => {
    const instant = new Date(before);
    await db.delete(notices).where(lt(notices.at, instant));
    await db
      .delete(mails)
      .where(
        and(
          lt(mails.createdAt, instant),
          or(isNotNull(mails.sentAt), isNotNull(mails.failedAt)),
          notExists(db.select({ id: notices.id }).from(notices).where(eq(notices.mail, mails.id))),
        ),
      );
  },
});
