import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Words that were refused, for their author alone. */
export const recoveredWords = pgTable('recovered_words', {
  id: uuid().primaryKey(),
  document: integer().notNull(),
  account: uuid().notNull(),
  code: text().notNull(),
  facts: jsonb().notNull(),
  words: text().notNull(),
  at: instant('at').notNull(),
});
