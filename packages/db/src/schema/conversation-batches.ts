import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** Ends of the batches of a conversation's log. */
export const conversationBatches = pgTable(
  'conversation_batches',
  {
    conversation: integer().notNull(),
    position: integer().notNull(),
    hash: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.conversation, table.position] })],
);
