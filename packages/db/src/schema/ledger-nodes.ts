import { bigint, pgTable, primaryKey, smallint } from 'drizzle-orm/pg-core';
import { bytes } from './columns.ts';

/** Hashes of the Merkle tree over the log; level 0 holds the leaves. */
export const ledgerNodes = pgTable(
  'ledger_nodes',
  { level: smallint().notNull(), index: bigint({ mode: 'number' }).notNull(), hash: bytes().notNull() },
  (table) => [primaryKey({ columns: [table.level, table.index] })],
);
