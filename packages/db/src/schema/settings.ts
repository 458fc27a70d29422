import { pgTable, text } from 'drizzle-orm/pg-core';

/**
 * What this installation made for itself once: its name and the seed of its signing key. The seed stands here in
 * clear, so that nodes share it without another secret: keep every copy of the database as secret as the key.
 */
export const settings = pgTable('settings', { key: text().primaryKey(), value: text().notNull() });
