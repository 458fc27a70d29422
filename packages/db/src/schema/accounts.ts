import { boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Who can sign in. Names of people stay here. */
export const accounts = pgTable('accounts', {
  id: uuid().primaryKey(),
  kind: text().notNull(),
  member: text(),
  mayBind: boolean('may_bind').notNull(),
  login: text(),
  displayName: text('display_name').notNull(),
  passwordHash: text('password_hash'),
  createdAt: instant('created_at').notNull(),
  disabledAt: instant('disabled_at'),
});
