import { integer, pgTable, text } from 'drizzle-orm/pg-core';

/** How far the events of a stream have been told; moved in the transaction of what was told. */
export const noticeCursors = pgTable('notice_cursors', {
  stream: text().primaryKey(),
  version: integer().notNull(),
});
