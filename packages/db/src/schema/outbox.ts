import { bigint, pgTable } from 'drizzle-orm/pg-core';

/** Events that wait for their place in the log. */
export const outbox = pgTable('outbox', { eventId: bigint('event_id', { mode: 'number' }).primaryKey() });
