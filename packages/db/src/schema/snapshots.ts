import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';

/** States kept to start faster; the events hold everything they hold. */
export const snapshots = pgTable('snapshots', {
  stream: text().primaryKey(),
  version: integer().notNull(),
  state: jsonb().notNull(),
});
