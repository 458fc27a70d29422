export { DatabaseUnavailable, type Database } from './database.ts';
export { migrate } from './migrate.ts';
export { localNotifier, type Notifier } from './notifier.ts';
export { openDatabase, openPglite, type Engine, type OpenDatabase } from './open-database.ts';
export { addressLinkStore, type AddressLinkStore } from './stores/address-link-store.ts';
export * from './stores/application-store.ts';
export * from './stores/consultation-store.ts';
export * from './stores/conversation-store.ts';
export {
  correspondentStore,
  type Correspondent,
  type CorrespondentStore,
  type Followed,
} from './stores/correspondent-store.ts';
export * from './stores/document-store.ts';
export * from './stores/drafting-store.ts';
export * from './stores/event-store.ts';
export * from './stores/identity-store.ts';
export * from './stores/ledger-store.ts';
export * from './stores/notice-store.ts';
export * from './stores/register-store.ts';
export * from './stores/snapshot-store.ts';
