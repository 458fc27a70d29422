import { bigint, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** What people were told; the same thing is told to the same person once. */
export const notices = pgTable('notices', {
  id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  account: uuid().notNull(),
  key: text().notNull(),
  kind: text().notNull(),
  code: text().notNull(),
  deliberation: text().notNull(),
  facts: jsonb().notNull(),
  path: text().notNull(),
  at: instant('at').notNull(),
  readAt: instant('read_at'),
  /** The mail that carries it, once there is one. */
  mail: uuid(),
});
