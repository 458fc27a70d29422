import { bigint, integer, pgTable, text } from 'drizzle-orm/pg-core';

/** The log: envelopes exactly as they were hashed, numbered from 0 without gaps. */
export const ledgerEntries = pgTable('ledger_entries', {
  seq: bigint({ mode: 'number' }).primaryKey(),
  stream: text().notNull(),
  version: integer().notNull(),
  envelope: text().notNull(),
});
