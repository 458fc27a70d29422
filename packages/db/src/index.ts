export { DatabaseUnavailable, type Database } from './database.ts';
export { migrate } from './migrate.ts';
export { localNotifier, type Notifier } from './notifier.ts';
export { openDatabase, openPglite, type Engine, type OpenDatabase } from './open-database.ts';
export * from './stores/event-store.ts';
export * from './stores/identity-store.ts';
export * from './stores/ledger-store.ts';
export * from './stores/snapshot-store.ts';
