import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Who takes part in a conversation. What leads from the pseudonym to a person can be erased. */
export const conversationParticipants = pgTable(
  'conversation_participants',
  {
    conversation: integer().notNull(),
    number: integer().notNull(),
    pseudonym: text().notNull(),
    account: uuid(),
    tokenHash: text('token_hash'),
    proof: text(),
    declared: text(),
    joinedAt: instant('joined_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.conversation, table.number] })],
);
