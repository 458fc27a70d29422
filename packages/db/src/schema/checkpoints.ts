import { bigint, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Signed heads of the log, one for each size it was signed at. */
export const checkpoints = pgTable('checkpoints', {
  size: bigint({ mode: 'number' }).primaryKey(),
  note: text().notNull(),
  at: instant('at').notNull(),
});
