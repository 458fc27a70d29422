export * from './errors.ts';
export * from './headers.ts';
export * from './limits.ts';
export * from './version.ts';
export * from './from-client/acts.ts';
export * from './from-client/session.ts';
export * from './from-client/socket.ts';
export * from './from-client/values.ts';
export type * from './from-server/answers.ts';
