import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes } from './columns.ts';

/** Words that entries of a conversation commit to. */
export const conversationWords = pgTable(
  'conversation_words',
  {
    conversation: integer().notNull(),
    position: integer().notNull(),
    words: text().notNull(),
    salt: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.conversation, table.position] })],
);
