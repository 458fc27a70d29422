import { pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** How often an address was sent the link that confirms it, by a keyed hash of it. */
export const addressLinks = pgTable('address_links', {
  mark: text().notNull(),
  createdAt: instant('created_at').notNull(),
});
