import { integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { bytes } from './columns.ts';

/** Documents up to one row of their log, kept to load faster. */
export const documentSnapshots = pgTable(
  'document_snapshots',
  { document: integer().notNull(), seq: integer().notNull(), bytes: bytes().notNull() },
  (table) => [primaryKey({ columns: [table.document, table.seq] })],
);
