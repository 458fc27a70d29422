import {
  conversationPhase,
  lookAlikeKey,
  type Conversation,
  type DeliberationState,
  type Instant,
} from '@plenary/consensus';
import type { ConversationHead, ConversationNumber, ConversationStore } from '@plenary/db';
import { EMPTY_LOG_HASH } from '@plenary/ledger';
import { similarStatements } from '@plenary/opinion';
import { refused } from '../refused.ts';
import { logLane, type LogLane } from './log-lane.ts';
import {
  EMPTY_BOARD,
  evolveBoard,
  KIND,
  type BoardStatement,
  type StatementBoard,
} from './statement-board.ts';

/** Entries read at once when a board is made. */
const PAGE = 5_000;
/** Marks, among the names that nodes send each other, that of a conversation whose log has grown. */
const WAKE_PREFIX = 'conversation:';
/** Logs of other nodes are looked for so often, should a notification be lost. */
const SWEEP_MILLISECONDS = 2_000;

/** A conversation that this node has open. */
export interface ConversationRoom {
  readonly number: ConversationNumber;
  readonly deliberation: string;
  /** As the deliberation holds it now. */
  readonly frame: () => Conversation;
  readonly board: () => StatementBoard;
  readonly lane: LogLane;
  /** Statements before one that say nearly the same, the most similar first. */
  readonly similarTo: (statement: number) => readonly number[];
  /** The statement that says the same, if one that was not hidden does. */
  readonly sameAs: (words: string) => number | undefined;
  /** @throws Refused `conversation.notOpen` for an instant at which nothing may be said */
  readonly mustBeOpen: (at: Instant) => void;
  readonly head: () => Promise<ConversationHead>;
}

/** Statements that are not shown, and whose votes count nowhere. */
export const absentFrom = ({ statements }: StatementBoard): readonly number[] =>
  [...statements.values()].filter(({ status }) => status !== 'shown').map(({ number }) => number);

/** Statements that are shown, with their words. */
export const shownOn = ({
  statements,
}: StatementBoard): readonly (BoardStatement & { readonly words: string })[] =>
  [...statements.values()].flatMap((statement) =>
    statement.status === 'shown' && statement.words !== undefined
      ? [{ ...statement, words: statement.words }]
      : [],
  );

export interface RoomsParts {
  readonly store: ConversationStore;
  readonly clock: () => Instant;
  /** The state of a deliberation in memory, and loaded where it is not. */
  readonly peek: (deliberation: string) => DeliberationState | undefined;
  readonly load: (deliberation: string) => Promise<DeliberationState>;
  /** Wakes other nodes. */
  readonly announce: (name: string) => void;
  /** The log of a conversation has grown. */
  readonly grown: (conversation: ConversationNumber) => void;
  /** Something that is no vote was said here: somebody may have to be told. */
  readonly said: () => void;
  readonly onFault: (error: unknown) => void;
}

/** CON-1: the conversations that this node has open, each with its board and the lane into its log. */
export const conversationRooms = (parts: RoomsParts) => {
  const { store, clock, peek, load, announce, grown, said, onFault } = parts;
  const open = new Map<string, Promise<ConversationRoom>>();
  const byNumber = new Map<
    ConversationNumber,
    { readonly room: ConversationRoom; readonly read: () => Promise<void> }
  >();
  /** How far each log was when it was last looked at. */
  const lookedAt = new Map<ConversationNumber, number>();

  const frameIn = (state: DeliberationState | undefined, conversation: string): Conversation => {
    const frame =
      state !== undefined && Object.hasOwn(state.conversations, conversation)
        ? state.conversations[conversation]
        : undefined;
    if (frame === undefined) throw refused('stream.unknown', { stream: `conversation ${conversation}` });
    return frame;
  };

  const make = async (deliberation: string, conversation: string): Promise<ConversationRoom> => {
    const first = frameIn(await load(deliberation), conversation);
    const { number, position } = await store.open(deliberation, conversation, EMPTY_LOG_HASH);
    let board = EMPTY_BOARD;
    let same = new Map<string, number>();
    const statements = similarStatements();
    const similar = new Map<number, readonly number[]>();
    let reading: Promise<void> | undefined;
    let last = first;
    const frame = (): Conversation => {
      const state = peek(deliberation);
      if (state !== undefined) last = frameIn(state, conversation);
      return last;
    };
    const readOn = async (): Promise<void> => {
      for (;;) {
        const entries = await store.read(number, board.position, PAGE, 'said');
        if (entries.length === 0) break;
        const words = await store.words(
          number,
          entries.map(({ position }) => position),
        );
        board = evolveBoard(board, entries, { words, moderation: first.moderation });
        for (const { kind, statement, position } of entries) {
          const text = words.get(position)?.text;
          if (kind === KIND.statement && text !== undefined)
            similar.set(statement, statements.add(statement, text));
        }
        if (entries.length < PAGE) break;
      }
      same = new Map(
        [...board.statements.values()].flatMap(({ number: id, words, status }): [string, number][] =>
          words === undefined || status === 'hidden' ? [] : [[lookAlikeKey(words), id]],
        ),
      );
    };
    /** One at a time, and once more for whoever asks in the middle of it. */
    const read = (): Promise<void> => {
      const mine = Promise.allSettled([reading]).then(readOn);
      reading = mine;
      return mine;
    };
    const lane = logLane({
      store,
      conversation: number,
      clock,
      statements: () => board.statements.size,
      said: () => board.position,
      readOn: read,
      written: async (entries) => {
        const isSaid = entries.some(({ kind }) => kind !== KIND.vote);
        if (isSaid) await read();
        grown(number);
        announce(`${WAKE_PREFIX}${number}`);
        if (isSaid) said();
      },
    });
    const room: ConversationRoom = {
      number,
      deliberation,
      frame,
      board: () => board,
      lane,
      similarTo: (statement) => similar.get(statement) ?? [],
      sameAs: (words) => same.get(lookAlikeKey(words)),
      mustBeOpen: (at) => {
        const now = frame();
        if (conversationPhase(now, at) === 'open') return;
        const { opensAt, closesAt, closedAt } = now;
        throw refused('conversation.notOpen', { opensAt, closesAt: closedAt ?? closesAt });
      },
      head: () => store.open(deliberation, conversation, EMPTY_LOG_HASH),
    };
    // CON-72: from here on it is heard when the log grows, also while it is being read.
    byNumber.set(number, { room, read });
    lookedAt.set(number, position);
    try {
      await read();
    } catch (error) {
      byNumber.delete(number);
      throw error;
    }
    grown(number);
    return room;
  };
  const readOnIn = async (number: ConversationNumber): Promise<void> => {
    await byNumber.get(number)?.read();
    grown(number);
  };

  const sweep = async (): Promise<void> => {
    if (byNumber.size === 0) return;
    for (const { number, position } of await store.heads()) {
      if (!byNumber.has(number) || lookedAt.get(number) === position) continue;
      await readOnIn(number);
      lookedAt.set(number, position);
    }
  };
  let sweeping: Promise<void> | undefined;
  const timer = setInterval(() => {
    sweeping ??= sweep()
      .catch(onFault)
      .finally(() => (sweeping = undefined));
  }, SWEEP_MILLISECONDS);

  return {
    /** @throws Refused `stream.unknown` */
    room: async (deliberation: string, conversation: string): Promise<ConversationRoom> => {
      const name = `${deliberation}/${conversation}`;
      const known = open.get(name);
      if (known !== undefined) {
        // Whether it is open is known from the deliberation as it is now, not as it was when it left the memory.
        if (peek(deliberation) === undefined) await load(deliberation);
        return known;
      }
      const opening = make(deliberation, conversation);
      open.set(name, opening);
      opening.catch(() => open.delete(name));
      return opening;
    },
    /** Whether a deliberation has a conversation open here: this node must know at once when it is closed. */
    needs: (stream: string): boolean =>
      [...byNumber.values()].some(({ room }) => stream === `deliberation:${room.deliberation}`),
    byNumber: (number: ConversationNumber): ConversationRoom | undefined => byNumber.get(number)?.room,
    /** Another node said that a log has grown; names of other things are passed over. */
    heard: (name: string): void => {
      if (!name.startsWith(WAKE_PREFIX)) return;
      const number = Number(name.slice(WAKE_PREFIX.length));
      if (byNumber.has(number)) readOnIn(number).catch(onFault);
    },
    /** Reads what a lost notification would have told of. */
    sweep,
    /** Resolves when no more logs are looked at. */
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await sweeping;
    },
    idle: async (): Promise<void> => {
      for (const { room } of byNumber.values()) await room.lane.idle();
    },
  };
};
export type ConversationRooms = ReturnType<typeof conversationRooms>;
