import { customType, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

const words = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** Words of the registered documents, for searching; written from the events and never the only copy. */
export const registerDocuments = pgTable('register_documents', {
  symbol: text().primaryKey(),
  kind: text().notNull(),
  deliberation: text().notNull(),
  at: instant('at').notNull(),
  words: words().notNull(),
  /** What these words are of, where a document may come to say something else. */
  content: text().notNull(),
  /** Of so many events of the deliberation. */
  asOf: integer('as_of').notNull(),
});
