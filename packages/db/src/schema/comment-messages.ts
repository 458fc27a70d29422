import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** What was said in a thread, in order. */
export const commentMessages = pgTable(
  'comment_messages',
  {
    thread: uuid().notNull(),
    number: integer().notNull(),
    account: uuid().notNull(),
    delegation: text().notNull(),
    words: text().notNull(),
    mentions: jsonb().notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.thread, table.number] })],
);
