import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** Marks of accounts that had their part in a conversation erased; they name no participant and no account. */
export const conversationLeavers = pgTable(
  'conversation_leavers',
  {
    conversation: integer().notNull(),
    mark: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.conversation, table.mark] })],
);
