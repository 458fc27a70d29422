import type { SaidInComment } from '@plenary/consensus';
import { and, asc, count, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { acts } from '../schema/acts.ts';
import { consultationWords } from '../schema/consultation-words.ts';
import { correspondents } from '../schema/correspondents.ts';
import { events } from '../schema/events.ts';
import { mails } from '../schema/mails.ts';
import { notices } from '../schema/notices.ts';

/** A comment of a consultation by its number. */
export interface WordsPlace {
  readonly consultation: string;
  readonly comment: number;
}
/** What somebody said, with the salts of the commitments in the record. */
export interface KeptWords extends WordsPlace, SaidInComment {
  readonly publishedSalt: Uint8Array;
  readonly sealedSalt?: Uint8Array;
  /** By whom it can be erased. */
  readonly owner: string;
}
/** What the events of one transaction keep and erase beside the record. */
export interface WordsBeside {
  readonly keep: readonly KeptWords[];
  readonly erase: readonly WordsPlace[];
}

export interface ConsultationStore {
  /** Words of these comments; erased ones are absent. */
  readonly words: (consultation: string, comments: readonly number[]) => Promise<readonly KeptWords[]>;
  /** All words after a number up to another, in order; for exports and lists that read everything. */
  readonly wordsAfter: (consultation: string, after: number, limit: number) => Promise<readonly KeptWords[]>;
  /** Numbers of the comments that an owner wrote and that were not erased, in order. */
  readonly ownedBy: (consultation: string, owner: string) => Promise<readonly number[]>;
  /** Consultations in which these owners have comments that were not erased. */
  readonly consultationsOf: (owners: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Numbers of the comments in which everybody may read these words, in whatever case, in order. */
  readonly holding: (consultation: string, words: string) => Promise<readonly number[]>;
  readonly countOf: (consultation: string, owner: string) => Promise<number>;
}

type Row = typeof consultationWords.$inferSelect;

// What `writeWords` wrote is read back with the types it was given.
const keptOf = ({ published, publishedSalt, sealed, sealedSalt, ...row }: Row): KeptWords => ({
  ...row,
  published: published as KeptWords['published'],
  publishedSalt: new Uint8Array(publishedSalt),
  ...(sealed === null || sealedSalt === null
    ? {}
    : { sealed: sealed as KeptWords['published'], sealedSalt: new Uint8Array(sealedSalt) }),
});

/** Rows of one insert statement; PostgreSQL allows 65,535 parameters. */
const ROWS_PER_INSERT = 1_000;

/**
 * Deletes the key under which a comment was filed. Keys of other acts of the same person stay, so that what is asked for
 * twice is still done once. Comments are numbered as they are filed: the event of the n-th is the n-th of its kind.
 */
const forgetFiling = async (
  transaction: Database,
  { consultation, comment }: WordsPlace,
  owner: string,
): Promise<void> => {
  const stream = `consultation:${consultation}`;
  const [filed] = await transaction
    .select({ version: events.version })
    .from(events)
    .where(and(eq(events.stream, stream), eq(events.type, 'commentFiled')))
    .orderBy(asc(events.version))
    .offset(comment - 1)
    .limit(1);
  if (filed === undefined) return;
  await transaction
    .delete(acts)
    .where(
      and(
        eq(acts.stream, stream),
        eq(acts.actorKey, owner),
        lt(acts.fromVersion, filed.version),
        gte(acts.toVersion, filed.version),
      ),
    );
};

/**
 * Deletes what accounts were told of a comment, with the mails that said it. What else such a mail was to say is written
 * anew when it was not sent yet.
 */
const forgetTold = async (transaction: Database, { consultation, comment }: WordsPlace): Promise<void> => {
  const name = `c${comment}`;
  const place = `/consultations/${consultation}#${name}`;
  const told = await transaction
    .delete(notices)
    .where(
      or(
        sql`right(${notices.path}, ${place.length}) = ${place}`,
        // Where the text changed the page is that of the text; before notices named the consultation, their key did.
        and(
          eq(notices.code, 'commentInText'),
          sql`${notices.facts} ->> 'comment' = ${name}`,
          or(
            sql`${notices.facts} ->> 'consultation' = ${consultation}`,
            sql`right(${notices.key}, ${consultation.length + 1}) = ${`:${consultation}`}`,
          ),
        ),
      ),
    )
    .returning({ mail: notices.mail });
  const carrying = [...new Set(told.flatMap(({ mail }) => (mail === null ? [] : [mail])))];
  if (carrying.length === 0) return;
  const unsent = await transaction
    .select({ id: mails.id })
    .from(mails)
    .where(and(inArray(mails.id, carrying), isNull(mails.sentAt), isNull(mails.failedAt)))
    .for('update');
  if (unsent.length > 0)
    await transaction
      .update(notices)
      .set({ mail: null })
      .where(
        inArray(
          notices.mail,
          unsent.map(({ id }) => id),
        ),
      );
  // Notices that a mail carried stay marked by it: of one that was sent or given up the row stays, without what it said.
  await transaction
    .update(mails)
    .set({ subject: '', plain: '', html: '' })
    .where(and(inArray(mails.id, carrying), or(isNotNull(mails.sentAt), isNotNull(mails.failedAt))));
  await transaction
    .delete(mails)
    .where(and(inArray(mails.id, carrying), isNull(mails.sentAt), isNull(mails.failedAt)));
};

/** Keeps and erases words in the transaction of their events. */
export const writeWords = async (transaction: Database, { keep, erase }: WordsBeside): Promise<void> => {
  const rows = keep.map(({ consultation, comment, published, publishedSalt, sealed, sealedSalt, owner }) => ({
    consultation,
    comment,
    published,
    publishedSalt,
    sealed: sealed ?? null,
    sealedSalt: sealedSalt ?? null,
    owner,
  }));
  for (let at = 0; at < rows.length; at += ROWS_PER_INSERT)
    await transaction.insert(consultationWords).values(rows.slice(at, at + ROWS_PER_INSERT));
  for (const { consultation, comment } of erase) {
    const erased = await transaction
      .delete(consultationWords)
      .where(and(eq(consultationWords.consultation, consultation), eq(consultationWords.comment, comment)))
      .returning({ owner: consultationWords.owner });
    // Neither the key under which it was filed nor what its author was told leads back to them.
    for (const { owner } of erased) await forgetFiling(transaction, { consultation, comment }, owner);
    // Nor does an address to which its fate was mailed; mails that were not sent go with it.
    await transaction
      .delete(correspondents)
      .where(and(eq(correspondents.consultation, consultation), eq(correspondents.comment, comment)));
    await forgetTold(transaction, { consultation, comment });
  }
};

const of = (consultation: string, owner: string) =>
  and(eq(consultationWords.consultation, consultation), eq(consultationWords.owner, owner));

export const consultationStore = (db: Database): ConsultationStore => ({
  words: async (consultation, comments) => {
    if (comments.length === 0) return [];
    const rows = await db
      .select()
      .from(consultationWords)
      .where(
        and(
          eq(consultationWords.consultation, consultation),
          inArray(consultationWords.comment, [...comments]),
        ),
      );
    return rows.map(keptOf);
  },
  wordsAfter: async (consultation, after, limit) => {
    const rows = await db
      .select()
      .from(consultationWords)
      .where(
        and(
          eq(consultationWords.consultation, consultation),
          gt(consultationWords.comment, after),
          lte(consultationWords.comment, after + limit),
        ),
      )
      .orderBy(asc(consultationWords.comment));
    return rows.map(keptOf);
  },
  ownedBy: async (consultation, owner) => {
    const rows = await db
      .select({ comment: consultationWords.comment })
      .from(consultationWords)
      .where(of(consultation, owner))
      .orderBy(asc(consultationWords.comment));
    return rows.map(({ comment }) => comment);
  },
  consultationsOf: async (owners) => {
    if (owners.length === 0) return new Set();
    const rows = await db
      .selectDistinct({ consultation: consultationWords.consultation })
      .from(consultationWords)
      .where(inArray(consultationWords.owner, [...owners]));
    return new Set(rows.map(({ consultation }) => consultation));
  },
  holding: async (consultation, words) => {
    const rows = await db
      .select({ comment: consultationWords.comment })
      .from(consultationWords)
      .where(
        and(
          eq(consultationWords.consultation, consultation),
          sql`position(lower(${words}) in lower(concat_ws(' ', ${consultationWords.published} ->> 'text',
            ${consultationWords.published} ->> 'proposal', ${consultationWords.published} ->> 'author',
            ${consultationWords.published} ->> 'onBehalfOf'))) > 0`,
        ),
      )
      .orderBy(asc(consultationWords.comment));
    return rows.map(({ comment }) => comment);
  },
  countOf: async (consultation, owner) => {
    const [row] = await db.select({ rows: count() }).from(consultationWords).where(of(consultation, owner));
    return row?.rows ?? 0;
  },
});
