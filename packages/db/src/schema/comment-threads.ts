import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Threads of comments on words of a document. */
export const commentThreads = pgTable('comment_threads', {
  id: uuid().primaryKey(),
  document: integer().notNull(),
  account: uuid().notNull(),
  delegation: text().notNull(),
  visibility: text().notNull(),
  anchor: jsonb().notNull(),
  quote: text().notNull(),
  at: instant('at').notNull(),
  resolvedAt: instant('resolved_at'),
  resolvedBy: text('resolved_by'),
});
