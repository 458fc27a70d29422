import {
  documentRights,
  type BodyState,
  type DeliberationState,
  type DocumentRights,
  type DraftingDocument,
  type Refusal,
} from '@plenary/consensus';
import type { DocumentStore, DraftingStore, KnownDocument, Lease, Notifier } from '@plenary/db';
import { draftDocument, NO_ROW, takeOver } from '@plenary/drafting';
import { LIMITS } from '@plenary/protocol';
import { newId } from '../../identity/token.ts';
import { onlooker, type Viewer } from '../../viewer.ts';
import { beginningOf, decisionsFor, takeOverOptions } from './adopted-changes.ts';
import { commitLane, LIVE_PREFIX } from './commit-lane.ts';
import { liveRoom, type LiveRoom } from './live-room.ts';
import type { LiveSeat } from './live-seat.ts';
import { seesThread, type ThreadAudience } from './sees-thread.ts';
import type { PresenceWord } from './presence-board.ts';
import type { FoldThread } from './fold-thread.ts';
import { foldSnapshot, keepSnapshot, leaseNumber, loadLiveDocument } from './load-live-document.ts';

/** Logs are compared so often, should a word of another node be lost. */
const POLL_MILLISECONDS = 1_000;
/** Slow readers are looked after so often. */
const TEND_MILLISECONDS = 250;
/** A document that nobody has open leaves the memory after this time. */
const IDLE_MILLISECONDS = 60_000;
/** A snapshot is kept when the log has grown by so many rows. */
const SNAPSHOT_EVERY = 500;

/** What nodes tell each other when a thread of comments has changed. */
const COMMENT_PREFIX = 'comment:';

/** The deliberation and the body as this node knows them. */
export interface Ground {
  readonly state: DeliberationState;
  readonly body: BodyState;
}

export interface LiveTextParts {
  readonly store: DocumentStore;
  readonly drafting: DraftingStore;
  readonly notifier: Notifier;
  readonly folds: FoldThread;
  /** What is known of a deliberation, without waiting; undefined where it is not held. */
  readonly groundNow: (deliberation: string) => Ground | undefined;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly noteRefusal: (code: string) => void;
  readonly noteSaved: (milliseconds: number) => void;
  readonly onFault: (error: unknown) => void;
}

/** What nodes tell each other about who is in a document. */
const PRESENCE_PREFIX = 'presence:';

interface NamedPresence extends PresenceWord {
  readonly from: string;
  readonly number: number;
}

interface CommentWord {
  readonly from: string;
  readonly deliberation: string;
  readonly document: string;
  readonly thread: ThreadAudience;
}

const nameOf = (deliberation: string, document: string): string => `${deliberation} ${document}`;

/** The live documents in the memory of this node: read when first needed, dropped when nobody has them open. */
export const liveTexts = (parts: LiveTextParts) => {
  const { store, drafting, notifier, folds, groundNow, randomBytes, clock, now, onFault } = parts;
  const node = Buffer.from(randomBytes(6)).toString('hex');
  const rooms = new Map<string, LiveRoom>();
  const loading = new Map<string, Promise<LiveRoom>>();
  const snapshotting = new Set<LiveRoom>();
  let handles = 0;

  const drop = (room: LiveRoom): void => {
    rooms.delete(nameOf(room.deliberation, room.document));
    lane.forget(room);
    room.close();
  };
  const snapshot = async (room: LiveRoom): Promise<void> => {
    const { seq } = room.head();
    if (snapshotting.has(room) || seq === room.snapshotSeq()) return;
    snapshotting.add(room);
    try {
      await foldSnapshot(store, folds, room.number, seq);
      room.noteSnapshot(seq);
    } finally {
      snapshotting.delete(room);
    }
  };
  const lane = commitLane({
    store,
    node,
    now,
    onFault,
    abandon: (room) => {
      room.fail();
      drop(room);
    },
    whenStored: (room) => {
      if (room.head().seq - room.snapshotSeq() >= SNAPSHOT_EVERY) snapshot(room).catch(onFault);
    },
  });

  const recover = async (
    known: KnownDocument,
    { viewer }: LiveSeat,
    { code, facts }: Refusal,
    words: string,
  ): Promise<string | undefined> => {
    if (viewer.kind === 'public') return undefined;
    const id = newId(randomBytes);
    try {
      await drafting.recover(
        { id, document: known.id, account: viewer.account, code, facts, words, at: clock() },
        LIMITS.RECOVERED_WORDS_MAX,
      );
      return id;
    } catch (error) {
      // The words go back to their author all the same; only the box lacks them.
      onFault(error);
      return undefined;
    }
  };

  /** The number under which the service writes in a document that is in memory here. */
  const ownLeases = new WeakMap<LiveRoom, Promise<Lease>>();
  const ownLease = (room: LiveRoom): Promise<Lease> => {
    const lease =
      ownLeases.get(room) ??
      leaseNumber(store, room.number, { delegation: '' }, { at: clock(), randomBytes });
    ownLeases.set(room, lease);
    // One that could not be given is asked for again.
    lease.catch(() => ownLeases.delete(room));
    return lease;
  };
  const nameInText = (): string => Buffer.from(randomBytes(12)).toString('hex');

  /** The changes of the text that a document in memory was last compared with. */
  const followed = new WeakMap<LiveRoom, DeliberationState['textSteps']>();
  const takeDecisions = async (room: LiveRoom): Promise<void> => {
    const ground = groundNow(room.deliberation);
    const document = ground?.state.documents[room.document];
    if (ground === undefined || document === undefined) return;
    const { state, body } = ground;
    if (followed.get(room) === state.textSteps) return;
    for (const { amendment, change } of decisionsFor(state, document)) {
      if (draftDocument(room.text()).decisions.has(`${amendment}/paragraphs`)) continue;
      await room.writeAsService(await ownLease(room), (copy) => {
        const options = takeOverOptions(state, body, document, copy);
        takeOver(copy, change(), { ...options, newId: nameInText });
      });
    }
    followed.set(room, state.textSteps);
  };
  /** LTX-15: adopted words are written one decision after the other, whoever asks for it and however often. */
  const following = new WeakMap<LiveRoom, Promise<void>>();
  const followDecisions = (room: LiveRoom): Promise<void> => {
    const next = (following.get(room) ?? Promise.resolve()).then(() => takeDecisions(room)).catch(onFault);
    following.set(room, next);
    return next;
  };

  const load = async (
    deliberation: string,
    document: DraftingDocument,
    state: DeliberationState,
  ): Promise<LiveRoom> => {
    folds.prepare();
    const known = await store.open(deliberation, document.id, NO_ROW);
    const { doc, head, snapshotSeq } = await loadLiveDocument({
      store,
      folds,
      known,
      begin: () => beginningOf(state, document),
      clock,
      randomBytes,
      onFault,
    });
    const room = liveRoom({
      number: known.id,
      handle: (handles += 1),
      deliberation,
      document: document.id,
      doc,
      head,
      snapshotSeq,
      wake: () => lane.wake(room),
      announcePresence: (word) => {
        const named: NamedPresence = { from: node, number: known.id, ...word };
        notifier.announce(`${PRESENCE_PREFIX}${JSON.stringify(named)}`);
      },
      isCut,
      recover: (seat, refusal, words) => recover(known, seat, refusal, words),
      clock,
      now,
      noteRefusal: parts.noteRefusal,
      noteSaved: parts.noteSaved,
      onFault,
    });
    rooms.set(nameOf(deliberation, document.id), room);
    // Whoever reads it reads what was adopted while nobody had it open.
    await followDecisions(room);
    return room;
  };

  const rightsOf = (ground: Ground, document: string, viewer: Viewer): DocumentRights | undefined => {
    const found = Object.hasOwn(ground.state.documents, document)
      ? ground.state.documents[document]
      : undefined;
    return found === undefined
      ? undefined
      : documentRights(ground.state, found, onlooker(viewer), ground.body);
  };

  /** The deliberation went on: whoever may do more, less or nothing now hears of it. */
  const reconsider = (room: LiveRoom): void => {
    const ground = groundNow(room.deliberation);
    if (ground === undefined) return;
    // All of one kind and delegation may do the same: a thousand readers cost one look.
    const known = new Map<string, DocumentRights | undefined>();
    for (const seat of [...room.seats()]) {
      const { kind, member = '' } = onlooker(seat.viewer);
      const name = `${kind} ${member}`;
      if (!known.has(name)) known.set(name, rightsOf(ground, room.document, seat.viewer));
      room.changeRights(seat, known.get(name));
    }
  };

  const behind = (room: LiveRoom): void => {
    room.noteBehind();
    lane.wake(room);
  };
  /** `node:numbers`; no numbers mean all. */
  const heard = (word: string): void => {
    const [from, numbers = ''] = word.split(':');
    if (from === node) return;
    const grown = new Set(numbers === '' ? [] : numbers.split(',').map(Number));
    for (const room of rooms.values()) if (grown.size === 0 || grown.has(room.number)) behind(room);
  };
  const announceHere = (deliberation: string, document: string, thread: ThreadAudience): void => {
    const room = rooms.get(nameOf(deliberation, document));
    room?.announceComment(thread.id, ({ viewer, rights }) => seesThread(thread, viewer, rights.role));
  };
  // Until the log has been asked it is not known to be silent.
  let polledAt = now();
  const isCut = (): boolean => now() - polledAt >= POLL_MILLISECONDS + LIMITS.LIVE_LAG_SECONDS_MAX * 1_000;
  const poll = async (): Promise<void> => {
    const here = [...rooms.values()];
    const heads = await store.heads(here.map(({ number }) => number));
    polledAt = now();
    for (const room of here)
      if ((heads.get(room.number) ?? 0) > room.head().seq && !room.isBusy()) behind(room);
  };
  let isPolling = false;
  const pollOnce = (): void => {
    if (isPolling) return;
    isPolling = true;
    poll()
      .catch(onFault)
      .finally(() => (isPolling = false));
  };
  const letGo = async (room: LiveRoom): Promise<boolean> => {
    const isFree = (): boolean => room.seats().size === 0 && !room.isBusy();
    if (!isFree()) return false;
    const usedAt = room.usedAt();
    await snapshot(room);
    // Somebody may have come meanwhile.
    if (!isFree() || room.usedAt() !== usedAt) return false;
    drop(room);
    return true;
  };
  const evict = async (): Promise<void> => {
    // One that cannot be folded keeps the others from leaving no longer than its own turn.
    for (const room of [...rooms.values()])
      if (now() - room.usedAt() >= IDLE_MILLISECONDS) await letGo(room).catch(onFault);
  };

  notifier.listen((name) => {
    if (name.startsWith(LIVE_PREFIX)) heard(name.slice(LIVE_PREFIX.length));
    if (name.startsWith(PRESENCE_PREFIX)) {
      // Written by another node of this service, as what follows.
      const word = JSON.parse(name.slice(PRESENCE_PREFIX.length)) as NamedPresence;
      if (word.from !== node)
        for (const room of rooms.values())
          if (room.number === word.number) room.presentElsewhere(word.from, word);
    }
    if (!name.startsWith(COMMENT_PREFIX)) return;
    // Written by another node of this service.
    const { from, deliberation, document, thread } = JSON.parse(
      name.slice(COMMENT_PREFIX.length),
    ) as CommentWord;
    if (from !== node) announceHere(deliberation, document, thread);
  });
  const timers = [
    setInterval(pollOnce, POLL_MILLISECONDS),
    setInterval(() => void evict(), IDLE_MILLISECONDS / 4),
    setInterval(() => {
      for (const room of rooms.values()) room.tend();
    }, TEND_MILLISECONDS),
  ];
  for (const timer of timers) timer.unref();

  return {
    store,
    rightsOf,
    /** A live document of this deliberation, read when it is not in memory. */
    room: (deliberation: string, document: DraftingDocument, state: DeliberationState): Promise<LiveRoom> => {
      const name = nameOf(deliberation, document.id);
      const underWay = loading.get(name);
      if (underWay !== undefined) return underWay;
      const known = rooms.get(name);
      if (known !== undefined) return Promise.resolve(known);
      const reading = load(deliberation, document, state).finally(() => loading.delete(name));
      loading.set(name, reading);
      return reading;
    },
    /** A document where it is in memory. */
    peek: (deliberation: string, document: string): LiveRoom | undefined =>
      rooms.get(nameOf(deliberation, document)),
    /** Lets go of a document that nobody has open, as after a while without use; false while somebody has it. */
    drop: async (deliberation: string, document: string): Promise<boolean> => {
      const room = rooms.get(nameOf(deliberation, document));
      return room !== undefined && letGo(room);
    },
    /** Events of a stream were committed, here or elsewhere. */
    changed: (stream: string): void => {
      for (const room of rooms.values())
        if (stream.startsWith('body:') || stream === `deliberation:${room.deliberation}`) {
          reconsider(room);
          void followDecisions(room);
        }
    },
    /** A thread of comments has changed: those who read it hear of it, on every node. */
    announceComment: (
      deliberation: string,
      document: string,
      { id, visibility, delegation }: ThreadAudience,
    ): void => {
      const word: CommentWord = {
        from: node,
        deliberation,
        document,
        thread: { id, visibility, delegation },
      };
      announceHere(deliberation, document, word.thread);
      notifier.announce(`${COMMENT_PREFIX}${JSON.stringify(word)}`);
    },
    /** Whether a stream is needed by somebody who has a live document open. */
    needs: (stream: string): boolean =>
      [...rooms.values()].some(({ deliberation }) => stream === `deliberation:${deliberation}`),
    count: (): { readonly rooms: number; readonly members: number } => ({
      rooms: rooms.size,
      members: [...rooms.values()].reduce((sum, room) => sum + room.seats().size, 0),
    }),
    idle: lane.idle,
    /** Stores what waits, keeps snapshots, and lets go of everything. */
    stop: async (): Promise<void> => {
      for (const timer of timers) clearInterval(timer);
      await lane.idle();
      await folds.close();
      for (const room of [...rooms.values()]) {
        const { seq } = room.head();
        // Nobody is served any more: what is in memory needs no folding.
        if (seq !== room.snapshotSeq()) await keepSnapshot(store, room.number, room.text(), seq);
        drop(room);
      }
    },
  };
};
export type LiveTexts = ReturnType<typeof liveTexts>;
