import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Links that open an account once; only the hash of the token is kept. */
export const invitations = pgTable('invitations', {
  tokenHash: text('token_hash').primaryKey(),
  account: uuid().notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});
