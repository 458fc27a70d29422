export { memoryStore, type DeviceStore } from './device-store.ts';
export { liveParser } from './live-parser.ts';
export type { Observable } from './observable.ts';
export { openLiveText } from './open-live-text.ts';
export * from './types.ts';
