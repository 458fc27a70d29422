import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** What an act with an idempotency key brought about. */
export const acts = pgTable(
  'acts',
  {
    actorKey: text('actor_key').notNull(),
    key: text().notNull(),
    requestHash: text('request_hash').notNull(),
    receipt: jsonb().notNull(),
    stream: text().notNull(),
    fromVersion: integer('from_version').notNull(),
    toVersion: integer('to_version').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.actorKey, table.key] })],
);
