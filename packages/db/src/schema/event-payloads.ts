import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes } from './columns.ts';

/** What an event says and the salt of its commitment: the only part that can be erased, never rewritten. */
export const eventPayloads = pgTable(
  'event_payloads',
  {
    stream: text().notNull(),
    version: integer().notNull(),
    salt: bytes().notNull(),
    body: jsonb().notNull(),
  },
  (table) => [primaryKey({ columns: [table.stream, table.version] })],
);
