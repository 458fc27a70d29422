import { and, count, eq, gte, inArray, isNotNull, isNull, lt } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { applications } from '../schema/applications.ts';
import { correspondents } from '../schema/correspondents.ts';
import type { WordsPlace } from './consultation-store.ts';
import { queueIn, type Mail } from './notice-store.ts';

/** What a correspondent wants to know the fate of. */
export type Followed = WordsPlace | { readonly application: string };

/** Somebody without an account who wants to be told of one thing by mail. */
export interface Correspondent {
  readonly id: string;
  readonly followed: Followed;
  readonly address: string;
  readonly lang: string;
  readonly confirmedAt?: string;
}

export interface CorrespondentStore {
  /**
   * Keeps an address with the mail that asks its owner to confirm it, in the place of the one before; false, and nothing
   * is kept, when the address was written down so often since `since`.
   */
  readonly keep: (
    correspondent: Omit<Correspondent, 'confirmedAt'>,
    mail: Mail,
    at: string,
    limit: { readonly since: string; readonly max: number },
  ) => Promise<boolean>;
  readonly correspondent: (id: string) => Promise<Correspondent | undefined>;
  /** Who follows this, confirmed or not. */
  readonly follower: (followed: Followed) => Promise<Correspondent | undefined>;
  /** Those who confirmed their address, by the numbers of comments. */
  readonly ofComments: (
    consultation: string,
    comments: readonly number[],
  ) => Promise<ReadonlyMap<number, Correspondent>>;
  readonly ofApplications: (applications: readonly string[]) => Promise<ReadonlyMap<string, Correspondent>>;
  /** The owner confirms the address; an application is read from then on. */
  readonly confirm: (id: string, at: string) => Promise<void>;
  /** Forgets the address, with every mail to it that was not sent. */
  readonly remove: (id: string) => Promise<void>;
  /** Forgets what was written down before an instant and never confirmed. */
  readonly removeUnconfirmed: (before: string) => Promise<void>;
}

type Row = typeof correspondents.$inferSelect;
const correspondentOf = ({
  id,
  consultation,
  comment,
  application,
  address,
  lang,
  confirmedAt,
}: Row): Correspondent => {
  if (consultation !== null && comment !== null)
    return {
      id,
      followed: { consultation, comment },
      address,
      lang,
      ...(confirmedAt === null ? {} : { confirmedAt: confirmedAt.toISOString() }),
    };
  if (application === null) throw new Error('a correspondent follows nothing');
  return {
    id,
    followed: { application },
    address,
    lang,
    ...(confirmedAt === null ? {} : { confirmedAt: confirmedAt.toISOString() }),
  };
};

const follows = (followed: Followed) =>
  'application' in followed
    ? eq(correspondents.application, followed.application)
    : and(
        eq(correspondents.consultation, followed.consultation),
        eq(correspondents.comment, followed.comment),
      );

/** People without an account who are told of one thing by mail. */
export const correspondentStore = (db: Database): CorrespondentStore => ({
  keep: ({ id, followed, address, lang }, mail, at, { since, max }) =>
    db.transaction(async (transaction) => {
      const [often] = await transaction
        .select({ rows: count() })
        .from(correspondents)
        .where(and(eq(correspondents.address, address), gte(correspondents.createdAt, new Date(since))));
      if ((often?.rows ?? 0) >= max) return false;
      await transaction.delete(correspondents).where(follows(followed));
      const kept = await transaction
        .insert(correspondents)
        .values({ id, ...followed, address, lang, createdAt: new Date(at) })
        .onConflictDoNothing()
        .returning({ id: correspondents.id });
      // Two at the same instant: the other one stands.
      if (kept.length === 0) return false;
      await queueIn(transaction, [mail], at);
      return true;
    }),
  correspondent: async (id) => {
    const [row] = await db.select().from(correspondents).where(eq(correspondents.id, id));
    return row === undefined ? undefined : correspondentOf(row);
  },
  follower: async (followed) => {
    const [row] = await db.select().from(correspondents).where(follows(followed));
    return row === undefined ? undefined : correspondentOf(row);
  },
  ofComments: async (consultation, comments) => {
    if (comments.length === 0) return new Map();
    const rows = await db
      .select()
      .from(correspondents)
      .where(
        and(
          eq(correspondents.consultation, consultation),
          inArray(correspondents.comment, [...comments]),
          isNotNull(correspondents.confirmedAt),
        ),
      );
    return new Map(
      rows.flatMap((row) => (row.comment === null ? [] : [[row.comment, correspondentOf(row)]])),
    );
  },
  ofApplications: async (applications) => {
    if (applications.length === 0) return new Map();
    const rows = await db
      .select()
      .from(correspondents)
      .where(
        and(inArray(correspondents.application, [...applications]), isNotNull(correspondents.confirmedAt)),
      );
    return new Map(
      rows.flatMap((row) => (row.application === null ? [] : [[row.application, correspondentOf(row)]])),
    );
  },
  confirm: (id, at) =>
    db.transaction(async (transaction) => {
      const confirmedAt = new Date(at);
      const [row] = await transaction
        .update(correspondents)
        .set({ confirmedAt })
        .where(and(eq(correspondents.id, id), isNull(correspondents.confirmedAt)))
        .returning({ application: correspondents.application });
      if (row === undefined || row.application === null) return;
      await transaction.update(applications).set({ confirmedAt }).where(eq(applications.id, row.application));
    }),
  remove: async (id) => {
    await db.delete(correspondents).where(eq(correspondents.id, id));
  },
  removeUnconfirmed: async (before) => {
    await db
      .delete(correspondents)
      .where(and(isNull(correspondents.confirmedAt), lt(correspondents.createdAt, new Date(before))));
  },
});
