import type { AddressedNotice } from '@plenary/consensus';
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { isTaken, type Database } from '../database.ts';
import { commentMessages } from '../schema/comment-messages.ts';
import { commentThreads } from '../schema/comment-threads.ts';
import { recoveredWords } from '../schema/recovered-words.ts';
import type { DocumentNumber } from './document-store.ts';
import { keepIn } from './notice-store.ts';

/** Words that were refused, for their author. */
export interface RecoveredWords {
  readonly id: string;
  readonly document: DocumentNumber;
  readonly account: string;
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly words: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export const COMMENT_VISIBILITIES = ['delegation', 'group', 'all'] as const;
/** Who reads a thread: one's own delegation, those who draft, or all readers of the document. */
export type CommentVisibility = (typeof COMMENT_VISIBILITIES)[number];

export interface CommentMessage {
  readonly number: number;
  readonly account: string;
  readonly delegation: string;
  readonly words: string;
  /** Delegations that are called to look. */
  readonly mentions: readonly string[];
  readonly at: number;
}

export interface CommentThread {
  readonly id: string;
  readonly document: DocumentNumber;
  readonly account: string;
  readonly delegation: string;
  readonly visibility: CommentVisibility;
  /** Where in the document, as `formatAnchor` of the drafting package writes it. */
  readonly anchor: unknown;
  /** The words as they were when the thread began. */
  readonly quote: string;
  readonly at: number;
  readonly resolvedAt?: number;
  readonly resolvedBy?: string;
  readonly messages: readonly CommentMessage[];
}

export interface DraftingStore {
  /** Keeps refused words; of one author in one document at most `max`, the oldest give way. */
  readonly recover: (words: RecoveredWords, max: number) => Promise<void>;
  /** Newest first. */
  readonly recovered: (document: DocumentNumber, account: string) => Promise<readonly RecoveredWords[]>;
  /** False when there is no such entry of this author. */
  readonly dismiss: (id: string, document: DocumentNumber, account: string) => Promise<boolean>;
  readonly openThread: (
    thread: Omit<CommentThread, 'messages' | 'resolvedAt' | 'resolvedBy'>,
    first: Omit<CommentMessage, 'number'>,
    /** Whom the message mentions is told of it in the same transaction. */
    told?: readonly AddressedNotice[],
  ) => Promise<void>;
  /** Threads of a document in the order in which they began. */
  readonly threads: (document: DocumentNumber) => Promise<readonly CommentThread[]>;
  readonly thread: (document: DocumentNumber, id: string) => Promise<CommentThread | undefined>;
  readonly threadCount: (document: DocumentNumber) => Promise<number>;
  /** Number of the message; undefined when the thread has `max` already. */
  readonly reply: (
    thread: string,
    message: Omit<CommentMessage, 'number'>,
    max: number,
    /** What is told of the message when it has this number, in the same transaction. */
    told?: (number: number) => readonly AddressedNotice[],
  ) => Promise<number | undefined>;
  /** Resolves a thread, or opens it again; false when it is so already. */
  readonly settle: (
    thread: string,
    resolved: { readonly at: number; readonly by: string } | undefined,
  ) => Promise<boolean>;
}

const messageOf = (row: typeof commentMessages.$inferSelect): CommentMessage => ({
  number: row.number,
  account: row.account,
  delegation: row.delegation,
  words: row.words,
  mentions: row.mentions as readonly string[], // written by `reply`
  at: row.at.getTime(),
});

const threadOf = (
  row: typeof commentThreads.$inferSelect,
  messages: readonly CommentMessage[],
): CommentThread => ({
  id: row.id,
  document: row.document,
  account: row.account,
  delegation: row.delegation,
  visibility: row.visibility as CommentVisibility, // written by `openThread` from the closed list
  anchor: row.anchor,
  quote: row.quote,
  at: row.at.getTime(),
  ...(row.resolvedAt === null ? {} : { resolvedAt: row.resolvedAt.getTime() }),
  ...(row.resolvedBy === null ? {} : { resolvedBy: row.resolvedBy }),
  messages,
});

/** Another reply may take the number that comes next; the next try sees it. */
const TRIES_MAX = 16;

/** What belongs to drafting and stands beside the log: refused words, and comments. */
export const draftingStore = (db: Database): DraftingStore => {
  const withMessages = async (
    rows: readonly (typeof commentThreads.$inferSelect)[],
  ): Promise<readonly CommentThread[]> => {
    if (rows.length === 0) return [];
    const messages = await db
      .select()
      .from(commentMessages)
      .where(
        inArray(
          commentMessages.thread,
          rows.map(({ id }) => id),
        ),
      )
      .orderBy(asc(commentMessages.number));
    const byThread = new Map<string, CommentMessage[]>();
    for (const message of messages)
      byThread.set(message.thread, [...(byThread.get(message.thread) ?? []), messageOf(message)]);
    return rows.map((row) => threadOf(row, byThread.get(row.id) ?? []));
  };
  const last = async (thread: string): Promise<number> => {
    const [row] = await db
      .select({ number: sql<number | null>`max(${commentMessages.number})` })
      .from(commentMessages)
      .where(eq(commentMessages.thread, thread));
    return row?.number ?? 0;
  };
  return {
    recover: async (words, max) => {
      await db.insert(recoveredWords).values({ ...words, at: new Date(words.at) });
      const own = and(eq(recoveredWords.document, words.document), eq(recoveredWords.account, words.account));
      const beyond = await db
        .select({ id: recoveredWords.id })
        .from(recoveredWords)
        .where(own)
        .orderBy(desc(recoveredWords.at), desc(recoveredWords.id))
        .offset(max);
      if (beyond.length > 0)
        await db.delete(recoveredWords).where(
          inArray(
            recoveredWords.id,
            beyond.map(({ id }) => id),
          ),
        );
    },
    recovered: async (document, account) => {
      const rows = await db
        .select()
        .from(recoveredWords)
        .where(and(eq(recoveredWords.document, document), eq(recoveredWords.account, account)))
        .orderBy(desc(recoveredWords.at), desc(recoveredWords.id));
      return rows.map((row) => ({
        ...row,
        facts: row.facts as RecoveredWords['facts'], // written by `recover`
        at: row.at.getTime(),
      }));
    },
    dismiss: async (id, document, account) => {
      const rows = await db
        .delete(recoveredWords)
        .where(
          and(
            eq(recoveredWords.id, id),
            eq(recoveredWords.document, document),
            eq(recoveredWords.account, account),
          ),
        )
        .returning({ id: recoveredWords.id });
      return rows.length > 0;
    },
    openThread: (thread, first, told = []) =>
      db.transaction(async (transaction) => {
        await transaction.insert(commentThreads).values({ ...thread, at: new Date(thread.at) });
        await transaction.insert(commentMessages).values({
          ...first,
          thread: thread.id,
          number: 1,
          mentions: [...first.mentions],
          at: new Date(first.at),
        });
        await keepIn(transaction, told);
      }),
    threads: async (document) =>
      withMessages(
        await db
          .select()
          .from(commentThreads)
          .where(eq(commentThreads.document, document))
          .orderBy(asc(commentThreads.at), asc(commentThreads.id)),
      ),
    thread: async (document, id) => {
      const [thread] = await withMessages(
        await db
          .select()
          .from(commentThreads)
          .where(and(eq(commentThreads.id, id), eq(commentThreads.document, document))),
      );
      return thread;
    },
    threadCount: async (document) => {
      const [row] = await db
        .select({ count: sql<string | number>`count(*)` })
        .from(commentThreads)
        .where(eq(commentThreads.document, document));
      return Number(row?.count ?? 0);
    },
    reply: async (thread, message, max, told = () => []) => {
      for (let tries = 1; ; tries += 1) {
        const number = (await last(thread)) + 1;
        if (number > max) return undefined;
        try {
          await db.transaction(async (transaction) => {
            await transaction.insert(commentMessages).values({
              ...message,
              thread,
              number,
              mentions: [...message.mentions],
              at: new Date(message.at),
            });
            await keepIn(transaction, told(number));
          });
          return number;
        } catch (error) {
          if (!isTaken(error) || tries >= TRIES_MAX) throw error;
        }
      }
    },
    settle: async (thread, resolved) => {
      const rows = await db
        .update(commentThreads)
        .set(
          resolved === undefined
            ? { resolvedAt: null, resolvedBy: null }
            : { resolvedAt: new Date(resolved.at), resolvedBy: resolved.by },
        )
        .where(
          and(
            eq(commentThreads.id, thread),
            resolved === undefined
              ? sql`${commentThreads.resolvedAt} is not null`
              : isNull(commentThreads.resolvedAt),
          ),
        )
        .returning({ id: commentThreads.id });
      return rows.length > 0;
    },
  };
};
