import {
  bigint,
  boolean,
  customType,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

export const events = pgTable(
  'events',
  {
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    stream: text().notNull(),
    version: integer().notNull(),
    type: text().notNull(),
    at: instant('at').notNull(),
    actor: jsonb().notNull(),
    audience: text().notNull(),
    commitment: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.stream, table.version] })],
);

export const eventPayloads = pgTable(
  'event_payloads',
  {
    stream: text().notNull(),
    version: integer().notNull(),
    salt: bytes().notNull(),
    body: jsonb().notNull(),
  },
  (table) => [primaryKey({ columns: [table.stream, table.version] })],
);

export const acts = pgTable(
  'acts',
  {
    actorKey: text('actor_key').notNull(),
    key: text().notNull(),
    requestHash: text('request_hash').notNull(),
    receipt: jsonb().notNull(),
    stream: text().notNull(),
    fromVersion: integer('from_version').notNull(),
    toVersion: integer('to_version').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.actorKey, table.key] })],
);

export const outbox = pgTable('outbox', { eventId: bigint('event_id', { mode: 'number' }).primaryKey() });

export const ledgerEntries = pgTable('ledger_entries', {
  seq: bigint({ mode: 'number' }).primaryKey(),
  stream: text().notNull(),
  version: integer().notNull(),
  envelope: text().notNull(),
});

export const ledgerNodes = pgTable(
  'ledger_nodes',
  { level: smallint().notNull(), index: bigint({ mode: 'number' }).notNull(), hash: bytes().notNull() },
  (table) => [primaryKey({ columns: [table.level, table.index] })],
);

export const checkpoints = pgTable('checkpoints', {
  size: bigint({ mode: 'number' }).primaryKey(),
  note: text().notNull(),
  at: instant('at').notNull(),
});

export const snapshots = pgTable('snapshots', {
  stream: text().primaryKey(),
  version: integer().notNull(),
  state: jsonb().notNull(),
});

export const accounts = pgTable('accounts', {
  id: uuid().primaryKey(),
  kind: text().notNull(),
  member: text(),
  mayBind: boolean('may_bind').notNull(),
  login: text(),
  displayName: text('display_name').notNull(),
  passwordHash: text('password_hash'),
  createdAt: instant('created_at').notNull(),
  disabledAt: instant('disabled_at'),
});

export const invitations = pgTable('invitations', {
  tokenHash: text('token_hash').primaryKey(),
  account: uuid().notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});

export const sessions = pgTable('sessions', {
  id: uuid().primaryKey(),
  tokenHash: text('token_hash').notNull(),
  account: uuid().notNull(),
  createdAt: instant('created_at').notNull(),
  lastSeenAt: instant('last_seen_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
  label: text().notNull(),
});

export const settings = pgTable('settings', { key: text().primaryKey(), value: text().notNull() });
