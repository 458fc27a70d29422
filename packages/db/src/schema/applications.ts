import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Organizations that ask to be accredited. */
export const applications = pgTable('applications', {
  id: uuid().primaryKey(),
  said: jsonb().notNull(),
  createdAt: instant('created_at').notNull(),
  confirmedAt: instant('confirmed_at'),
  state: text().notNull(),
  organization: text(),
  reason: text(),
  decidedAt: instant('decided_at'),
  remindedAt: instant('reminded_at'),
});
