import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { bytes } from './columns.ts';

/** Live documents, each with the number and the hash of the last row of its log. */
export const documents = pgTable('documents', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  deliberation: text().notNull(),
  document: text().notNull(),
  seq: integer().notNull(),
  hash: bytes().notNull(),
});
