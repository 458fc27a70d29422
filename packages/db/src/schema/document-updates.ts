import { bigint, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

/** The log of the live text; append-only, held by the database. */
export const documentUpdates = pgTable(
  'document_updates',
  {
    document: integer().notNull(),
    seq: integer().notNull(),
    at: instant('at').notNull(),
    client: bigint({ mode: 'number' }).notNull(),
    previous: bytes().notNull(),
    bytes: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.document, table.seq] })],
);
