import type { Instant } from '@plenary/consensus';
import type {
  ConversationNumber,
  ConversationStore,
  NewConversationEntry,
  StoredConversationEntry,
} from '@plenary/db';
import { batchHash, ENTRY_KINDS, type ConversationEntry } from '@plenary/ledger';
import { LIMITS } from '@plenary/protocol';
import { refused } from '../refused.ts';

/** Entries committed at once. */
const BATCH_MAX = 2_000;

/** An entry as the log hashes it. */
export const loggedEntry = (entry: StoredConversationEntry): ConversationEntry => {
  const kind = ENTRY_KINDS[entry.kind];
  if (kind === undefined) throw new Error(`entry ${entry.position} is of no known kind`);
  const { position, pseudonym, statement, value, detail, at } = entry;
  return { position, kind, participant: pseudonym, statement, value, detail, at };
};

/** What somebody wants to say, before it has its instant. */
export type Said = Omit<NewConversationEntry, 'at'>;

export interface LogLane {
  /**
   * Writes an entry and resolves when it is durable. `check` is asked with the instant that the entry receives, and
   * throws where it may not be said then.
   * @throws Refused `conversation.busy`, or what `check` throws
   */
  readonly write: (said: Said, check: (at: Instant) => void) => Promise<StoredConversationEntry>;
  /** Resolves when nothing waits any more. */
  readonly idle: () => Promise<void>;
}

interface Waiting {
  readonly said: Said;
  readonly check: (at: Instant) => void;
  readonly resolve: (stored: StoredConversationEntry) => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * CON-1: what is said in one conversation on this node is committed in groups: one transaction takes everything that waits. Nothing is
 * acknowledged before it is durable; what a failed transaction held is not acknowledged, and saying it again is harmless.
 */
export const logLane = ({
  store,
  conversation,
  clock,
  written,
}: {
  readonly store: ConversationStore;
  readonly conversation: ConversationNumber;
  readonly clock: () => Instant;
  /** Told what was committed, before it is acknowledged. */
  readonly written: (entries: readonly StoredConversationEntry[]) => Promise<void>;
}): LogLane => {
  let waiting: Waiting[] = [];
  let working: Promise<void> | undefined;

  const commit = async (): Promise<void> => {
    const taken = waiting.slice(0, BATCH_MAX);
    waiting = waiting.slice(BATCH_MAX);
    const at = clock();
    const admitted = taken.filter(({ check, reject }) => {
      try {
        check(at);
        return true;
      } catch (error) {
        reject(error);
        return false;
      }
    });
    try {
      const stored = await store.append(
        conversation,
        admitted.map(({ said }) => ({ ...said, at })),
        (before, entries) => batchHash(before, entries.map(loggedEntry)),
      );
      if (stored.length > 0) await written(stored);
      stored.forEach((entry, place) => admitted[place]?.resolve(entry));
    } catch (error) {
      for (const { reject } of admitted) reject(error);
    }
  };
  const work = async (): Promise<void> => {
    while (waiting.length > 0) await commit();
    working = undefined;
  };

  return {
    write: (said, check) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= LIMITS.VOTES_WAITING_MAX) {
          reject(refused('conversation.busy', { limit: LIMITS.VOTES_WAITING_MAX }));
          return;
        }
        waiting.push({ said, check, resolve, reject });
        working ??= Promise.resolve().then(work);
      }),
    idle: async () => {
      while (working !== undefined) await working;
    },
  };
};
