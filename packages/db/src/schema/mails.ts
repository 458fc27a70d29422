import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Mails on their way, and those that were sent. `nextAt` is when a node may try; a claim moves it. */
export const mails = pgTable('mails', {
  id: uuid().primaryKey(),
  account: uuid(),
  correspondent: uuid(),
  address: text().notNull(),
  lang: text().notNull(),
  subject: text().notNull(),
  plain: text().notNull(),
  html: text().notNull(),
  unsubscribe: text().notNull(),
  createdAt: instant('created_at').notNull(),
  nextAt: instant('next_at').notNull(),
  attempts: integer().notNull(),
  sentAt: instant('sent_at'),
  failedAt: instant('failed_at'),
});
