import { bigint, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** What happened, in the words of the domain; append-only, held by the database. */
export const events = pgTable(
  'events',
  {
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    stream: text().notNull(),
    version: integer().notNull(),
    type: text().notNull(),
    at: instant('at').notNull(),
    actor: jsonb().notNull(),
    audience: text().notNull(),
    commitment: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.stream, table.version] })],
);
