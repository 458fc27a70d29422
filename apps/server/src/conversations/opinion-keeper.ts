import type { Instant } from '@plenary/consensus';
import type { ConversationNumber, ConversationStore } from '@plenary/db';
import type {
  AccountFlags,
  FiguresAsked,
  MapPlace,
  OpinionFigures,
  OpinionWorker,
} from '@plenary/opinion-worker';
import { KIND } from './statement-board.ts';

/** Entries read at once when a log is fed to the worker. */
const PAGE = 20_000;
/** Milliseconds between two computations of one conversation; a long one waits twice as long as it took. */
const EVERY_MILLISECONDS = 1_000;
const AGAIN_MILLISECONDS = 5_000;

export interface KeptFigures {
  readonly figures: OpinionFigures;
  readonly at: Instant;
}

/** Keeps the opinions of conversations computed while votes arrive. */
export interface OpinionKeeper {
  /** Something was added to the log of a conversation, or another node said so. */
  readonly note: (conversation: ConversationNumber) => void;
  readonly latest: (conversation: ConversationNumber) => KeptFigures | undefined;
  readonly place: (conversation: ConversationNumber, pseudonym: string) => Promise<MapPlace | undefined>;
  readonly groups: (conversation: ConversationNumber) => Promise<readonly (readonly [string, string])[]>;
  /** Accounts that are flagged, as the last figures count them. */
  readonly flags: (conversation: ConversationNumber) => Promise<AccountFlags>;
  /** Computes what is new now, and resolves with the figures. */
  readonly refresh: (conversation: ConversationNumber) => Promise<KeptFigures>;
  readonly close: () => Promise<void>;
}

interface Kept {
  /** Position up to which the worker was fed. */
  fed: number;
  people: number;
  readonly declared: Map<string, string>;
  latest?: KeptFigures;
  /** The thread that made them. */
  of?: number;
  /** The last computation, which the next one waits for. */
  working?: Promise<KeptFigures>;
  timer?: NodeJS.Timeout;
  tookMs: number;
}

export const opinionKeeper = ({
  store,
  start,
  asked,
  told,
  clock,
  now,
  onFault,
}: {
  readonly store: ConversationStore;
  readonly start: () => OpinionWorker;
  /** What is not shown, who is set aside, and which groups are declared, at this moment. */
  readonly asked: (conversation: ConversationNumber) => Pick<FiguresAsked, 'absent' | 'groups' | 'aside'>;
  /** Newer figures are there. */
  readonly told: (conversation: ConversationNumber, figures: OpinionFigures) => void;
  readonly clock: () => Instant;
  readonly now: () => number;
  readonly onFault: (error: unknown) => void;
}): OpinionKeeper => {
  const kept = new Map<ConversationNumber, Kept>();
  let worker: OpinionWorker | undefined;
  /** Counts the threads: what was read for one that is gone does not go to the one after it. */
  let generation = 0;
  let closed = false;
  const thread = (): OpinionWorker => (worker ??= start());
  const entryOf = (conversation: ConversationNumber): Kept => {
    const known = kept.get(conversation) ?? { fed: 0, people: 0, declared: new Map(), tookMs: 0 };
    kept.set(conversation, known);
    return known;
  };

  const meetPeople = async (conversation: ConversationNumber, own: Kept): Promise<void> => {
    for (;;) {
      const people = await store.participants(conversation, own.people, PAGE);
      for (const { number, pseudonym, declared } of people) {
        own.people = number;
        if (declared !== undefined) own.declared.set(pseudonym, declared);
      }
      if (people.length < PAGE) return;
    }
  };
  const feed = async (conversation: ConversationNumber, own: Kept): Promise<void> => {
    for (;;) {
      const reader = generation;
      const entries = await store.read(conversation, own.fed, PAGE);
      // The thread broke down meanwhile: the log is read from its beginning.
      if (reader !== generation) continue;
      const last = entries.at(-1);
      if (last === undefined) return;
      const votes = entries.filter(({ kind }) => kind === KIND.vote);
      thread().add(conversation, {
        position: last.position,
        participants: votes.map(({ pseudonym }) => pseudonym),
        statements: Int32Array.from(votes, ({ statement }) => statement),
        values: Int8Array.from(votes, ({ value }) => value ?? 0),
        at: Float64Array.from(votes, ({ at }) => Date.parse(at)),
      });
      own.fed = last.position;
      if (entries.length < PAGE) return;
    }
  };
  /** What the thread knew is gone with it: the logs are read again into a new one. */
  const startAgain = async (): Promise<void> => {
    const old = worker;
    worker = undefined;
    generation += 1;
    for (const own of kept.values()) own.fed = 0;
    await old?.close();
  };

  const compute = async (conversation: ConversationNumber): Promise<KeptFigures> => {
    const own = entryOf(conversation);
    const began = now();
    try {
      await meetPeople(conversation, own);
      await feed(conversation, own);
      const reader = generation;
      const figures = await thread().figures(conversation, {
        ...asked(conversation),
        declared: own.declared,
      });
      own.latest = { figures, at: clock() };
      own.of = reader;
      own.tookMs = now() - began;
      told(conversation, figures);
      return own.latest;
    } catch (error) {
      if (!closed) await startAgain();
      throw error;
    }
  };
  const refresh = (conversation: ConversationNumber): Promise<KeptFigures> => {
    const own = entryOf(conversation);
    const mine = Promise.allSettled([own.working]).then(() => compute(conversation));
    own.working = mine;
    return mine;
  };
  /** CON-155: what a thread keeps beside the figures is gone with it: the one after it is fed before it is asked. */
  const fedThread = async (conversation: ConversationNumber): Promise<OpinionWorker> => {
    const { latest, of } = entryOf(conversation);
    if (latest === undefined || of !== generation) await refresh(conversation);
    return thread();
  };
  const plan = (conversation: ConversationNumber, own: Kept, afterMs: number): void => {
    if (closed || own.timer !== undefined) return;
    own.timer = setTimeout(() => {
      delete own.timer;
      refresh(conversation).catch((error: unknown) => {
        if (closed) return;
        onFault(error);
        plan(conversation, own, AGAIN_MILLISECONDS);
      });
    }, afterMs);
  };

  return {
    note: (conversation) => {
      const own = entryOf(conversation);
      plan(conversation, own, own.latest === undefined ? 0 : Math.max(EVERY_MILLISECONDS, own.tookMs * 2));
    },
    latest: (conversation) => kept.get(conversation)?.latest,
    place: (conversation, pseudonym) =>
      kept.get(conversation)?.latest === undefined
        ? Promise.resolve(undefined)
        : thread().place(conversation, pseudonym),
    groups: async (conversation) => (await fedThread(conversation)).groups(conversation),
    flags: async (conversation) => (await fedThread(conversation)).flags(conversation),
    refresh,
    close: async () => {
      closed = true;
      for (const own of kept.values()) clearTimeout(own.timer);
      await worker?.close();
      await Promise.allSettled([...kept.values()].map(({ working }) => working));
    },
  };
};
