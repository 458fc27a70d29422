import type { Instant } from '@plenary/consensus';
import type {
  ConversationNumber,
  ConversationStore,
  NewConversationEntry,
  ParticipantLimit,
  StoredConversationEntry,
} from '@plenary/db';
import { batchHash, ENTRY_KINDS, type ConversationEntry } from '@plenary/ledger';
import { LIMITS } from '@plenary/protocol';
import { refused } from '../refused.ts';
import { KIND } from './statement-board.ts';

const MINUTE_MILLISECONDS = 60_000;
const DAY_MILLISECONDS = 86_400_000;

/** CON-7: what one participant may say before an instant, on all nodes together. */
const limitsAt = (at: Instant): readonly ParticipantLimit[] => {
  const ago = (milliseconds: number): string => new Date(Date.parse(at) - milliseconds).toISOString();
  return [
    { kind: KIND.vote, since: ago(MINUTE_MILLISECONDS), max: LIMITS.VOTES_PER_MINUTE },
    { kind: KIND.statement, since: ago(DAY_MILLISECONDS), max: LIMITS.STATEMENTS_PER_DAY_MAX },
  ];
};

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
   * @throws Refused `conversation.busy`, `conversation.tooMany`, or what `check` throws
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
  statements,
  said: saidKnown,
  readOn,
  written,
}: {
  readonly store: ConversationStore;
  readonly conversation: ConversationNumber;
  readonly clock: () => Instant;
  /** How many statements this node knows of. */
  readonly statements: () => number;
  /** Position of the last entry that is no vote and that this node knows of. */
  readonly said: () => number;
  /** Reads what other nodes have written. */
  readonly readOn: () => Promise<void>;
  /** Told what was committed, before it is acknowledged. */
  readonly written: (entries: readonly StoredConversationEntry[]) => Promise<void>;
}): LogLane => {
  let waiting: Waiting[] = [];
  let working: Promise<void> | undefined;

  const commit = async (): Promise<void> => {
    // What is no vote ends its batch: the next one is checked against what it has brought about.
    const other = waiting.findIndex(({ said }) => said.kind !== KIND.vote);
    const size = Math.min(BATCH_MAX, other < 0 ? waiting.length : other + 1);
    const taken = waiting.slice(0, size);
    waiting = waiting.slice(size);
    const at = clock();
    const limits = limitsAt(at);
    const statementsKnown = statements();
    const known = saidKnown();
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
        admitted.map(({ said }) => ({
          ...said,
          at,
          ...(said.kind === KIND.statement ? { statementsKnown } : {}),
          ...(said.kind === KIND.statement || said.kind === KIND.vote ? {} : { saidKnown: known }),
        })),
        (before, entries) => batchHash(before, entries.map(loggedEntry)),
        limits,
      );
      const taken = stored.filter((entry) => entry !== undefined && entry !== 'behind');
      if (taken.length > 0) await written(taken);
      // Another node took something of the kind meanwhile: what is left is checked against it, before anything that came later.
      const again = admitted.filter((_, place) => stored[place] === 'behind');
      if (again.length > 0) {
        await readOn();
        waiting = [...again, ...waiting];
      }
      admitted.forEach(({ said, resolve, reject }, place) => {
        const entry = stored[place];
        if (entry === 'behind') return undefined;
        if (entry !== undefined) return resolve(entry);
        const max = limits.find(({ kind }) => kind === said.kind)?.max ?? 0;
        return reject(refused('conversation.tooMany', { limit: max }));
      });
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
