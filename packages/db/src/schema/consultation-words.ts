import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes } from './columns.ts';

/** What people say in consultations, beside the record that commits to it. */
export const consultationWords = pgTable(
  'consultation_words',
  {
    consultation: text().notNull(),
    comment: integer().notNull(),
    published: jsonb().notNull(),
    publishedSalt: bytes('published_salt').notNull(),
    sealed: jsonb(),
    sealedSalt: bytes('sealed_salt'),
    owner: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.consultation, table.comment] })],
);
