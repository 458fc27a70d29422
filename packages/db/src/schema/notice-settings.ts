import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** How somebody wants to be told. Addresses of people stay here. */
export const noticeSettings = pgTable('notice_settings', {
  account: uuid().primaryKey(),
  address: text(),
  confirmedAt: instant('confirmed_at'),
  lang: text().notNull(),
  digest: text().notNull(),
  muted: jsonb().notNull(),
  digestAt: instant('digest_at'),
});
