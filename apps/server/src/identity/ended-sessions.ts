import { EventEmitter } from 'node:events';

/**
 * Tells those who hold something open for a session when it ends: at once when it ends here or another node says so,
 * at the next sweep when that word was lost or the session ended by its own age.
 */
export interface EndedSessions {
  /** Calls `whenEnded` once, when this session ends. Gives the way to stop listening. */
  readonly watch: (session: string, whenEnded: () => void) => () => void;
  /** Says that these sessions have ended, here and to the other nodes. */
  readonly announce: (sessions: readonly string[]) => void;
  /** What another node said. */
  readonly heard: (session: string) => void;
  /** Calls `tell` for every session that ends here. */
  readonly onAnnounced: (tell: (session: string) => void) => void;
  /** Asks the store about every watched session. */
  readonly sweep: () => Promise<void>;
}

/** `openAmong` gives those of some sessions that are open. */
export const endedSessions = (
  openAmong: (sessions: readonly string[]) => Promise<ReadonlySet<string>>,
): EndedSessions => {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  const tellers = new Set<(session: string) => void>();
  const heard = (session: string): void => void emitter.emit(session);
  return {
    watch: (session, whenEnded) => {
      const told = (): void => {
        emitter.off(session, told);
        whenEnded();
      };
      emitter.on(session, told);
      return () => void emitter.off(session, told);
    },
    announce: (sessions) => {
      for (const session of sessions) {
        heard(session);
        for (const tell of tellers) tell(session);
      }
    },
    heard,
    onAnnounced: (tell) => void tellers.add(tell),
    sweep: async () => {
      const watched = emitter.eventNames().map(String);
      if (watched.length === 0) return;
      const open = await openAmong(watched);
      for (const session of watched) if (!open.has(session)) heard(session);
    },
  };
};
