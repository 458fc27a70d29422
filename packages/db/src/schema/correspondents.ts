import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Addresses of people without an account, each for one comment or one application. */
export const correspondents = pgTable('correspondents', {
  id: uuid().primaryKey(),
  consultation: text(),
  comment: integer(),
  application: uuid(),
  address: text().notNull(),
  lang: text().notNull(),
  createdAt: instant('created_at').notNull(),
  confirmedAt: instant('confirmed_at'),
});
