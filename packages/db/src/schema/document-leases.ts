import { bigint, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Client numbers of a document, each given once; without an account, that of the service. */
export const documentLeases = pgTable(
  'document_leases',
  {
    document: integer().notNull(),
    client: bigint({ mode: 'number' }).notNull(),
    account: uuid(),
    delegation: text().notNull(),
    session: uuid(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.document, table.client] })],
);
