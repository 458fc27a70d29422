import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { applications } from '../schema/applications.ts';
import { queueIn, type Mail } from './notice-store.ts';

/** What became of an application. */
export const APPLICATION_STATES = ['waiting', 'listed', 'refused'] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** An organization that asks to be accredited. */
export interface KeptApplication {
  readonly id: string;
  /** What it says of itself; the service that keeps it knows its form. */
  readonly said: unknown;
  readonly at: string;
  readonly state: ApplicationState;
  readonly organization?: string;
  readonly reason?: string;
  readonly decidedAt?: string;
}

export type ApplicationDecision =
  | { readonly state: 'listed'; readonly organization: string }
  | { readonly state: 'refused'; readonly reason: string };

export interface ApplicationStore {
  /**
   * False, and nothing is kept, when so many wait whose address was confirmed. Of those that nobody confirmed yet the oldest
   * gives way to one too many: whoever sends many keeps nobody else out.
   */
  readonly keep: (
    application: Pick<KeptApplication, 'id' | 'said' | 'at'>,
    max: { readonly waiting: number; readonly unconfirmed: number },
  ) => Promise<boolean>;
  readonly application: (id: string) => Promise<KeptApplication | undefined>;
  /** Those whose address was confirmed and that wait, in the order in which they came. */
  readonly waiting: (limit: number) => Promise<readonly KeptApplication[]>;
  /** Of those that were listed, by the ids of their organizations. */
  readonly listedAs: (organizations: readonly string[]) => Promise<readonly KeptApplication[]>;
  /** Decides, with the letters that tell of it; false, and nothing is told, when it was decided before. */
  readonly decide: (
    id: string,
    decision: ApplicationDecision,
    at: string,
    letters: readonly Mail[],
  ) => Promise<boolean>;
  /** Of these organizations those that were never reminded of their link. */
  readonly unreminded: (organizations: readonly string[]) => Promise<readonly KeptApplication[]>;
  /** Lays the letter down that reminds of a link; false, and nothing is sent, when one was before. */
  readonly remind: (id: string, at: string, letter: Mail) => Promise<boolean>;
  /** Forgets what was never confirmed, and what was refused, each from before an instant. */
  readonly forget: (before: { readonly unconfirmed: string; readonly refused: string }) => Promise<void>;
}

type Row = typeof applications.$inferSelect;
const applicationOf = (row: Row): KeptApplication => ({
  id: row.id,
  said: row.said,
  at: row.createdAt.toISOString(),
  state: APPLICATION_STATES.find((one) => one === row.state) ?? 'waiting',
  ...(row.organization === null ? {} : { organization: row.organization }),
  ...(row.reason === null ? {} : { reason: row.reason }),
  ...(row.decidedAt === null ? {} : { decidedAt: row.decidedAt.toISOString() }),
});

/** Organizations that ask to be accredited. */
export const applicationStore = (db: Database): ApplicationStore => ({
  keep: ({ id, said, at }, max) =>
    db.transaction(async (transaction) => {
      const isWaiting = eq(applications.state, 'waiting');
      const [waiting] = await transaction
        .select({ rows: count() })
        .from(applications)
        .where(and(isWaiting, isNotNull(applications.confirmedAt)));
      if ((waiting?.rows ?? 0) >= max.waiting) return false;
      const tooOld = transaction
        .select({ id: applications.id })
        .from(applications)
        .where(and(isWaiting, isNull(applications.confirmedAt)))
        .orderBy(desc(applications.createdAt), desc(applications.id))
        .offset(max.unconfirmed - 1);
      await transaction.delete(applications).where(inArray(applications.id, tooOld));
      await transaction.insert(applications).values({ id, said, createdAt: new Date(at), state: 'waiting' });
      return true;
    }),
  application: async (id) => {
    const [row] = await db.select().from(applications).where(eq(applications.id, id));
    return row === undefined ? undefined : applicationOf(row);
  },
  waiting: async (limit) => {
    const rows = await db
      .select()
      .from(applications)
      .where(and(eq(applications.state, 'waiting'), isNotNull(applications.confirmedAt)))
      .orderBy(asc(applications.createdAt), asc(applications.id))
      .limit(limit);
    return rows.map(applicationOf);
  },
  listedAs: async (organizations) => {
    if (organizations.length === 0) return [];
    const rows = await db
      .select()
      .from(applications)
      .where(inArray(applications.organization, [...organizations]));
    return rows.map(applicationOf);
  },
  decide: (id, decision, at, letters) =>
    db.transaction(async (transaction) => {
      const decided = await transaction
        .update(applications)
        .set({ ...decision, decidedAt: new Date(at) })
        .where(and(eq(applications.id, id), eq(applications.state, 'waiting')))
        .returning({ id: applications.id });
      if (decided.length === 0) return false;
      await queueIn(transaction, letters, at);
      return true;
    }),
  unreminded: async (organizations) => {
    if (organizations.length === 0) return [];
    const rows = await db
      .select()
      .from(applications)
      .where(and(inArray(applications.organization, [...organizations]), isNull(applications.remindedAt)));
    return rows.map(applicationOf);
  },
  remind: (id, at, letter) =>
    db.transaction(async (transaction) => {
      const reminded = await transaction
        .update(applications)
        .set({ remindedAt: new Date(at) })
        .where(and(eq(applications.id, id), isNull(applications.remindedAt)))
        .returning({ id: applications.id });
      if (reminded.length === 0) return false;
      await queueIn(transaction, [letter], at);
      return true;
    }),
  forget: async ({ unconfirmed, refused }) => {
    await db
      .delete(applications)
      .where(
        or(
          and(isNull(applications.confirmedAt), lt(applications.createdAt, new Date(unconfirmed))),
          and(eq(applications.state, 'refused'), lt(applications.decidedAt, new Date(refused))),
        ),
      );
  },
});
