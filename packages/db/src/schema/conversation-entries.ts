import { integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** The log of a conversation. */
export const conversationEntries = pgTable(
  'conversation_entries',
  {
    conversation: integer().notNull(),
    position: integer().notNull(),
    kind: smallint().notNull(),
    participant: integer(),
    statement: integer().notNull(),
    value: smallint(),
    detail: text().notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.conversation, table.position] })],
);
