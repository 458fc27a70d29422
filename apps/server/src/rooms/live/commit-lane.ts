import { setTimeout as pause } from 'node:timers/promises';
import type { DocumentStore } from '@plenary/db';
import type { LiveRoom } from './live-room.ts';

/** Statements begin so long after one another at least: what many people write in many documents goes together. */
const STATEMENT_MILLISECONDS = 8;
/** After a statement of so many documents more is on its way, and the next waits longer for it. */
const BUSY_DOCUMENTS = 12;
const BUSY_MILLISECONDS = 40;
/** After a write that failed the log is asked again so soon. */
const RETRY_MILLISECONDS = 500;
/** Longest word that a notification may carry. */
const WAKE_CHARACTERS_MAX = 7_000;

/** What nodes tell each other when logs of live documents have grown; with no numbers, any may have. */
export const LIVE_PREFIX = 'live:';

export const wakeWord = (node: string, documents: readonly number[]): string => {
  const word = `${LIVE_PREFIX}${node}:${documents.join(',')}`;
  return word.length > WAKE_CHARACTERS_MAX ? `${LIVE_PREFIX}${node}:` : word;
};

/**
 * The one writer of live documents on this node: whatever waits in all of them while a statement runs is stored by the
 * next. Nothing is acknowledged or passed on before it is stored.
 */
export const commitLane = (parts: {
  readonly store: DocumentStore;
  readonly node: string;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly onFault: (error: unknown) => void;
  /** A document whose log cannot be followed. */
  readonly abandon: (room: LiveRoom) => void;
  /** Called after something of a document was stored. */
  readonly whenStored: (room: LiveRoom) => void;
}) => {
  const { store, node, now, onFault, abandon, whenStored } = parts;
  const due = new Set<LiveRoom>();
  let running: Promise<void> | undefined;
  let writtenAt = -Infinity;
  let spacing = STATEMENT_MILLISECONDS;

  const readOn = async (room: LiveRoom): Promise<boolean> => {
    try {
      await room.catchUp((after, limit) => store.read(room.number, after, limit));
      return true;
    } catch (error) {
      onFault(error);
      abandon(room);
      return false;
    }
  };

  const write = async (rooms: readonly LiveRoom[]): Promise<void> => {
    const groups = rooms.flatMap((room) => {
      const group = room.group();
      return group === undefined ? [] : [{ room, group }];
    });
    if (groups.length === 0) return;
    writtenAt = now();
    spacing = groups.length >= BUSY_DOCUMENTS ? BUSY_MILLISECONDS : STATEMENT_MILLISECONDS;
    const wake = wakeWord(
      node,
      groups.map(({ room }) => room.number),
    );
    try {
      const taken = await store.append(
        groups.map(({ group }) => group),
        wake,
      );
      for (const { room } of groups)
        if (taken.has(room.number)) {
          room.stored();
          whenStored(room);
        } else room.noteBehind();
    } catch (error) {
      // It may be stored or not: the log says which.
      onFault(error);
      for (const { room } of groups) room.noteBehind();
      await pause(RETRY_MILLISECONDS);
    }
    for (const { room } of groups) if (room.isBusy()) due.add(room);
  };

  const run = async (): Promise<void> => {
    while (due.size > 0) {
      const wait = writtenAt + spacing - now();
      if (wait >= 1) await pause(wait);
      const rooms = [...due];
      due.clear();
      const whole: LiveRoom[] = [];
      for (const room of rooms) if (!room.isBehind() || (await readOn(room))) whole.push(room);
      await write(whole);
    }
  };

  const start = (): void => {
    // What comes in one turn goes together.
    running ??= Promise.resolve()
      .then(run)
      .catch(onFault)
      .finally(() => {
        running = undefined;
        if (due.size > 0) start();
      });
  };

  return {
    /** Something waits in a document. */
    wake: (room: LiveRoom): void => {
      due.add(room);
      start();
    },
    /** A document is of no more concern. */
    forget: (room: LiveRoom): void => void due.delete(room),
    /** Resolves when nothing waits any more. */
    idle: async (): Promise<void> => {
      while (running !== undefined) await running;
    },
  };
};
