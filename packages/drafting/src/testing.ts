export * from './people.fixture.ts';
export { runSession, seeded, type SessionOptions, type SessionResult } from './session.fixture.ts';
