import { integer, pgTable, text } from 'drizzle-orm/pg-core';

/** Conversations of statements, with the head of their log. */
export const conversations = pgTable('conversations', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  deliberation: text().notNull(),
  conversation: text().notNull(),
  position: integer().notNull(),
  statements: integer().notNull(),
  participants: integer().notNull(),
  hash: text().notNull(),
});
