import { EventEmitter } from 'node:events';

/**
 * Tells those who hold something open for a session when it ends: at once when it ends here or another node says so,
 * at the next sweep when that word was lost or the session ended by its own age.
 */
export interface EndedSessions {
  /** Calls `whenEnded` once, when this session of this account ends. Gives the way to stop listening. */
  readonly watch: (
    session: { readonly id: string; readonly account: string },
    whenEnded: () => void,
  ) => () => void;
  /** Says that these sessions have ended, here and to the other nodes. */
  readonly announce: (sessions: readonly string[]) => void;
  /** What another node said. */
  readonly heard: (session: string) => void;
  /** Calls `tell` for every session that ends here. */
  readonly onAnnounced: (tell: (session: string) => void) => void;
  /** Asks the store about every watched session. */
  readonly sweep: () => Promise<void>;
}

/** `openOf` gives the ids of the open sessions of an account. */
export const endedSessions = (openOf: (account: string) => Promise<readonly string[]>): EndedSessions => {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  const accountOf = new Map<string, string>();
  const tellers = new Set<(session: string) => void>();
  const heard = (session: string): void => void emitter.emit(session);
  return {
    watch: ({ id, account }, whenEnded) => {
      const forget = (): void => {
        emitter.off(id, told);
        if (emitter.listenerCount(id) === 0) accountOf.delete(id);
      };
      const told = (): void => {
        forget();
        whenEnded();
      };
      accountOf.set(id, account);
      emitter.on(id, told);
      return forget;
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
      for (const account of new Set(accountOf.values())) {
        const open = new Set(await openOf(account));
        for (const [id, of] of [...accountOf]) if (of === account && !open.has(id)) heard(id);
      }
    },
  };
};
