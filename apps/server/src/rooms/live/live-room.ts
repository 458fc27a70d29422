import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { DocumentRights, Refusal } from '@plenary/consensus';
import type { Lease, LogHead, StoredUpdate, UpdateGroup } from '@plenary/db';
import { admitPresence, createGate, newYDoc, type DraftRights, type Gate } from '@plenary/drafting';
import {
  encodeFrame,
  encodeSaved,
  encodeState,
  encodeUpdates,
  encodeWords,
  FROM_SERVER_KINDS,
  LIMITS,
  type FromServerKind,
  type PresenceMessage,
} from '@plenary/protocol';
import * as Y from 'yjs';
import { broadcastWindow } from './broadcast-window.ts';
import { finishFrame, type FinishedFrame } from './live-line.ts';
import { draftRightsOf, liveRightsOf, type LiveSeat } from './live-seat.ts';
import { chainUpdates, headAfter } from './log-chain.ts';
import { presenceBoard, type PresenceWord } from './presence-board.ts';

const pack = promisify(gzip);
/** States of more bytes are packed. */
const PACKED_BYTES_MIN = 2_048;
/** Rows, and bytes of rows, that are sent behind a kept state before it is made anew. */
const RECENT_ROWS_MAX = 500;
const RECENT_BYTES_MAX = 128_000;
/** Bytes of updates in one message. */
const MESSAGE_BYTES_MAX = 256_000;
/** Rows and bytes of one document in one statement. */
const GROUP_ROWS_MAX = 1_000;
const GROUP_BYTES_MAX = 2_000_000;
/** So many stored updates may wait to be brought into the document together; whoever reads it has them all. */
const UNSETTLED_MAX = 64;
/** Presence is left out for those for whom more waits. */
const PRESENCE_BACKLOG_BYTES_MAX = 32_000;

/** A document that is so far behind its log takes nothing: what is judged would be an old text. */
const LAG_MILLISECONDS_MAX = LIMITS.LIVE_LAG_SECONDS_MAX * 1_000;

/** The service writes as nobody's delegation, and no paragraph is closed to a decision. */
const SERVICE_RIGHTS: DraftRights = {
  role: 'edit',
  delegation: '',
  person: '',
  closed: new Set(),
  opened: new Set(),
  isService: true,
};

/** What waits to be stored. */
type Job = SeatJob | ServiceJob;

interface WaitingJob {
  readonly at: number;
  readonly startedAt: number;
  /** As the gate admitted them; undefined until it was asked. */
  updates?: readonly Uint8Array[];
}

/** A batch of somebody who is here. */
interface SeatJob extends WaitingJob {
  readonly seat: LiveSeat;
  readonly batch: number;
  /** As they came; judged again when another node was faster. */
  readonly received: readonly Uint8Array[];
}

/** What the service writes itself; written anew when another node was faster. */
interface ServiceJob extends WaitingJob {
  readonly seat?: undefined;
  readonly lease: Lease;
  /** Writes into a copy of the document as it will be when the job comes. */
  readonly write: (copy: Y.Doc) => void;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

export interface RoomParts {
  readonly number: number;
  readonly handle: number;
  readonly deliberation: string;
  readonly document: string;
  readonly doc: Y.Doc;
  readonly head: LogHead;
  readonly snapshotSeq: number;
  /** Wakes whoever stores what waits. */
  readonly wake: () => void;
  /** Tells other nodes who is here. */
  readonly announcePresence: (word: PresenceWord) => void;
  /** Whether this node has not heard of the logs for too long. */
  readonly isCut: () => boolean;
  /** A batch was refused: its words are kept for their author. Resolves with the number under which they are. */
  readonly recover: (seat: LiveSeat, refusal: Refusal, words: string) => Promise<string | undefined>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly noteRefusal: (code: string) => void;
  readonly noteSaved: (milliseconds: number) => void;
  readonly onFault: (error: unknown) => void;
}

/** An update that is stored. */
interface Written {
  readonly update: Uint8Array;
  /** Whose it is; absent for what the service or another node wrote. */
  readonly by?: LiveSeat;
}

/** The one from whom all of this comes, and to whom it says nothing; undefined for several. */
const onlyWriter = ([first, ...rest]: readonly Written[]): LiveSeat | undefined =>
  rest.every(({ by }) => by === first?.by) ? first?.by : undefined;

const wordsFrame = (kind: FromServerKind, handle: number, said: unknown): FinishedFrame =>
  finishFrame(encodeFrame(kind, handle, encodeWords(JSON.stringify(said))));

/** Parts of a list, each of at most so many bytes unless one alone is larger. */
const portions = (updates: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] => {
  const out: Uint8Array[][] = [];
  let bytes = 0;
  for (const update of updates) {
    const last = out.at(-1);
    if (last === undefined || bytes + update.length > MESSAGE_BYTES_MAX) {
      out.push([update]);
      bytes = 0;
    } else last.push(update);
    bytes += update.length;
  }
  return out;
};

const areAlike = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((each, at) => each === others[at]);
const areSame = (some: DocumentRights, others: DocumentRights): boolean =>
  some.role === others.role && areAlike(some.closed, others.closed) && areAlike(some.opened, others.opened);

/** A live document in the memory of this node, and those who have it open here. */
export const liveRoom = (parts: RoomParts) => {
  const { number, handle, doc, wake, clock, now, onFault } = parts;
  let { head, snapshotSeq } = parts;
  const seats = new Set<LiveSeat>();
  /** Those who do not take what is sent. */
  const slow = new Set<LiveSeat>();
  const leases = new Map<number, Lease>();
  let gate: Gate | undefined;
  let queue: Job[] = [];
  /** Jobs at the front of the queue that are being stored. */
  let underWay = 0;
  let becomes: LogHead | undefined;
  /** The log may hold rows that this node has not read. */
  let isBehind = false;
  let behindSince: number | undefined;
  let outbox: Written[] = [];
  let usedAt = now();
  /** The document as a newcomer receives it, up to a row, and the rows since. */
  let kept: { readonly seq: number; readonly frame: FinishedFrame } | undefined;
  let keeping: Promise<void> | undefined;
  let recent: { readonly seq: number; readonly update: Uint8Array }[] = [];
  let recentBytes = 0;
  let forgottenUpTo = 0;

  const gateNow = (): Gate => (gate ??= createGate(doc));
  /** The document with everything that is stored. */
  const text = (): Y.Doc => {
    gate?.settle();
    return doc;
  };
  const say = (seat: LiveSeat, kind: FromServerKind, said: unknown): boolean =>
    seat.line.send(wordsFrame(kind, handle, said));

  /** Whoever takes nothing would hear no reason either: it is counted. */
  const hangUp = (seat: LiveSeat): void => {
    parts.noteRefusal('socket.tooMany');
    dropSeat(seat);
    seat.line.close();
  };
  const mark = (seat: LiveSeat): void => {
    const backlog = seat.line.backlog();
    if (backlog > LIMITS.READER_BYTES_CLOSED) hangUp(seat);
    else if (backlog > LIMITS.READER_BYTES_MAX) {
      seat.behindSince ??= now();
      slow.add(seat);
    }
  };
  const sendAll = (frame: FinishedFrame, except?: LiveSeat): void => {
    for (const seat of seats) {
      if (seat === except || seat.behindSince !== undefined) continue;
      if (!seat.line.send(frame)) mark(seat);
    }
  };
  const window = broadcastWindow(() => {
    const written = outbox;
    outbox = [];
    const writer = onlyWriter(written);
    if (writer !== undefined && seats.size === 1 && seats.has(writer)) return;
    for (const portion of portions(written.map(({ update }) => update)))
      sendAll(finishFrame(encodeFrame(FROM_SERVER_KINDS.updates, handle, encodeUpdates(portion))), writer);
  }, now);
  const sendPresence = (message: PresenceMessage): void => {
    const frame = wordsFrame(FROM_SERVER_KINDS.presence, handle, message);
    for (const seat of seats) {
      if (seat.user === undefined || seat.behindSince !== undefined) continue;
      if (seat.line.backlog() <= PRESENCE_BACKLOG_BYTES_MAX) seat.line.send(frame);
    }
  };
  const board = presenceBoard({ send: sendPresence, announce: parts.announcePresence, now });
  const dropSeat = (seat: LiveSeat): void => {
    if (!seats.delete(seat)) return;
    slow.delete(seat);
    usedAt = now();
    if (seat.client !== undefined && ![...seats].some(({ client }) => client === seat.client))
      board.leave(seat.client);
  };

  /** Rows that are stored and in the document now go to everybody. */
  const spread = (written: readonly Written[], from: number): void => {
    if (kept !== undefined || keeping !== undefined)
      written.forEach(({ update }, at) => {
        recent.push({ seq: from + at + 1, update });
        recentBytes += update.length;
      });
    if (recent.length > RECENT_ROWS_MAX * 4) forgetRecent();
    if (seats.size === 0) return;
    outbox.push(...written);
    window.note(seats.size);
  };
  const forgetRecent = (): void => {
    kept = undefined;
    forgottenUpTo = head.seq;
    recent = [];
    recentBytes = 0;
  };

  const stateFrame = async (bytes: Uint8Array): Promise<FinishedFrame> => {
    const isGzip = bytes.length >= PACKED_BYTES_MIN;
    const packed = isGzip ? new Uint8Array(await pack(bytes)) : bytes;
    return finishFrame(encodeFrame(FROM_SERVER_KINDS.state, handle, encodeState({ isGzip, bytes: packed })));
  };
  const keepState = async (): Promise<void> => {
    const { seq } = head;
    const frame = await stateFrame(Y.encodeStateAsUpdate(text()));
    // What was written meanwhile was too much to be kept beside it.
    if (forgottenUpTo > seq) return;
    kept = { seq, frame };
    recent = recent.filter((row) => row.seq > seq);
    recentBytes = recent.reduce((sum, { update }) => sum + update.length, 0);
  };
  const stateForNewcomer = async (): Promise<{ readonly seq: number; readonly frame: FinishedFrame }> => {
    while (kept === undefined || recent.length > RECENT_ROWS_MAX || recentBytes > RECENT_BYTES_MAX) {
      keeping ??= keepState().finally(() => (keeping = undefined));
      await keeping;
    }
    return kept;
  };

  const isLagging = (): boolean =>
    parts.isCut() || (behindSince !== undefined && now() - behindSince >= LAG_MILLISECONDS_MAX);

  const refuse = async (
    job: Pick<SeatJob, 'seat' | 'batch'>,
    refusal: Refusal,
    text: string,
  ): Promise<void> => {
    const { seat, batch } = job;
    if (seat.isRefused) return;
    seat.isRefused = true;
    parts.noteRefusal(refusal.code);
    const entry = text === '' ? undefined : await parts.recover(seat, refusal, text);
    if (seats.has(seat))
      say(seat, FROM_SERVER_KINDS.refused, {
        batch,
        refusal,
        text,
        ...(entry === undefined ? {} : { entry }),
      });
  };

  /** Asks the gate about a batch; what is in the document already, or on its way, is passed over. */
  const judge = (job: Job): boolean => {
    if (job.seat === undefined) return judgeService(job);
    const { seat, received } = job;
    const asked = gateNow();
    const fresh = received.filter((update) => !asked.holds(update));
    if (fresh.length === 0) {
      job.updates = [];
      return true;
    }
    const answer = asked.admit({ updates: fresh, leases: seat.leases, rights: seat.draftRights });
    if (answer.admitted) {
      job.updates = answer.updates;
      return true;
    }
    refuse(job, answer.refusal, answer.text).catch(onFault);
    return false;
  };

  /** Writes on a copy of the document with everything that waits before the job in it. */
  const judgeService = (job: ServiceJob): boolean => {
    const { lease, write, done, failed } = job;
    const copy = newYDoc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(text()));
    const at = queue.indexOf(job);
    for (const before of at < 0 ? queue : queue.slice(0, at))
      for (const update of before.updates ?? []) Y.applyUpdate(copy, update);
    copy.clientID = lease.client;
    const written: Uint8Array[] = [];
    copy.on('update', (update: Uint8Array) => written.push(update));
    try {
      write(copy);
    } catch (error) {
      // LTX-70: whoever waits for it hears so, and what waits behind it is stored.
      failed(error);
      return false;
    } finally {
      copy.destroy();
    }
    job.updates = [];
    if (written.length === 0) return true;
    const answer = gateNow().admit({
      updates: written,
      leases: new Set([lease.client]),
      rights: SERVICE_RIGHTS,
    });
    if (answer.admitted) {
      job.updates = answer.updates;
      return true;
    }
    const { code, facts } = answer.refusal;
    onFault(new Error(`the service may not write what it wrote: ${code} ${JSON.stringify(facts)}`));
    done();
    return false;
  };

  const acknowledge = (jobs: readonly Job[]): void => {
    const last = new Map<LiveSeat, number>();
    for (const job of jobs) {
      parts.noteSaved(now() - job.startedAt);
      if (job.seat === undefined) job.done();
      else last.set(job.seat, job.batch);
    }
    for (const [seat, batch] of last) {
      if (!seats.has(seat)) continue;
      const frame = encodeFrame(FROM_SERVER_KINDS.saved, handle, encodeSaved({ batch, seq: head.seq }));
      if (!seat.line.send(finishFrame(frame))) mark(seat);
    }
  };

  const leaseOf = (job: Job, at: number): Lease => {
    if (job.seat === undefined) return job.lease;
    const { seat, updates = [] } = job;
    const only = seat.leases.size === 1 && seat.client !== undefined ? leases.get(seat.client) : undefined;
    if (only !== undefined) return only;
    // Updates that were written together offline may come under several numbers of their author.
    const [client = seat.client] = [...Y.parseUpdateMeta(updates[at] ?? new Uint8Array([0, 0])).from.keys()];
    const lease = client === undefined ? undefined : leases.get(client);
    if (lease === undefined) throw new Error('the gate admitted what nobody may have written');
    return lease;
  };

  return {
    number,
    handle,
    deliberation: parts.deliberation,
    document: parts.document,
    text,
    seats: (): ReadonlySet<LiveSeat> => seats,
    head: (): LogHead => head,
    isBehind: (): boolean => isBehind,
    /** Whether anything waits to be stored or read. */
    isBusy: (): boolean => isBehind || queue.length > 0,
    usedAt: (): number => usedAt,
    knowLeases: (known: readonly Lease[]): void => {
      for (const lease of known) leases.set(lease.client, lease);
    },

    /** Somebody comes who holds nothing: they receive the whole document and then what is written. */
    welcome: async (seat: LiveSeat): Promise<void> => {
      const { seq, frame } = await stateForNewcomer();
      if (!seats.has(seat)) return;
      seat.line.send(frame);
      const since = recent.filter((row) => row.seq > seq).map(({ update }) => update);
      for (const portion of portions(since))
        seat.line.send(finishFrame(encodeFrame(FROM_SERVER_KINDS.updates, handle, encodeUpdates(portion))));
      mark(seat);
    },
    /** Sends what a state vector lacks. False when it cannot be read. */
    sync: async (seat: LiveSeat, vector: Uint8Array): Promise<boolean> => {
      mark(seat);
      // Whoever asks again and again and takes nothing is told to ask when it has taken what waits.
      if (seat.behindSince !== undefined) return true;
      let missing: Uint8Array;
      try {
        missing = Y.encodeStateAsUpdate(text(), vector);
      } catch {
        // Bytes from outside that are no state vector: the caller counts them.
        return false;
      }
      const frame = await stateFrame(missing);
      if (!seats.has(seat)) return true;
      seat.line.send(frame);
      mark(seat);
      return true;
    },
    enter: (seat: LiveSeat): void => {
      // The same page on a new line: the old one is gone, whether or not it was noticed.
      for (const other of [...seats])
        if (
          other.line.socket === seat.line.socket ||
          (seat.client !== undefined && other.client === seat.client)
        )
          dropSeat(other);
      seats.add(seat);
      usedAt = now();
      // Whoever may write does so soon: the first word then waits for nothing.
      if (seat.client !== undefined && !isBehind) gateNow();
      const everybody = seat.user === undefined ? undefined : board.everybody();
      if (everybody !== undefined) say(seat, FROM_SERVER_KINDS.presence, everybody);
    },
    leave: dropSeat,

    /** A batch of somebody who is here. False when nothing more can wait. */
    receive: (seat: LiveSeat, batch: number, received: readonly Uint8Array[]): boolean => {
      if (seat.isRefused || !seats.has(seat)) return true;
      if (queue.length >= LIMITS.BATCHES_WAITING_MAX) {
        const refusal = { code: 'document.busy', facts: { limit: LIMITS.BATCHES_WAITING_MAX } };
        refuse({ seat, batch }, refusal, '').catch(onFault);
        return false;
      }
      if (isLagging()) {
        const refusal = { code: 'document.behind', facts: { seconds: LIMITS.LIVE_LAG_SECONDS_MAX } };
        refuse({ seat, batch }, refusal, '').catch(onFault);
        return false;
      }
      const job: Job = { seat, batch, received, at: clock(), startedAt: now() };
      // While the log is being read nothing is judged: it is when the document is whole again.
      if (!isBehind && !judge(job)) return true;
      queue.push(job);
      if (queue.length === 1 && job.updates?.length === 0) {
        queue = [];
        acknowledge([job]);
      } else wake();
      return true;
    },
    /**
     * Writes in the name of the service, behind everything that waits: `write` is given a copy of the document, once or,
     * when another node was faster, again. Resolves when it is stored, or when there was nothing to write; rejects with
     * what `write` throws.
     */
    writeAsService: (lease: Lease, write: (copy: Y.Doc) => void): Promise<void> =>
      new Promise((done, failed) => {
        const job: ServiceJob = { lease, write, done, failed, at: clock(), startedAt: now() };
        if (!isBehind && !judge(job)) return;
        queue.push(job);
        wake();
      }),
    /** A caret of somebody who is here. The code of the refusal where it is refused. */
    present: (seat: LiveSeat, words: string): string | undefined => {
      if (seat.client === undefined || seat.user === undefined || !seats.has(seat)) return 'gate.presence';
      const answer = admitPresence(words, seat.client, seat.user);
      if (!answer.admitted) return answer.refusal.code;
      board.move(answer.presence);
      return undefined;
    },
    /** Who is in the document on another node. */
    presentElsewhere: (node: string, word: PresenceWord): void => board.heard(node, word),
    /** Other rights from now on; undefined for none, which ends it. */
    changeRights: (seat: LiveSeat, rights: DocumentRights | undefined): void => {
      if (rights === undefined) {
        say(seat, FROM_SERVER_KINDS.closed, {
          code: 'document.unknown',
          facts: { document: parts.document },
        });
        dropSeat(seat);
        return;
      }
      if (areSame(rights, seat.rights)) return;
      seat.rights = liveRightsOf(rights, seat.viewer);
      seat.draftRights = draftRightsOf(seat.rights);
      say(seat, FROM_SERVER_KINDS.rights, seat.rights);
    },
    /** Something was said beside the text: those for whom `isFor` holds are told of which thread. */
    announceComment: (thread: string, isFor: (seat: LiveSeat) => boolean): void => {
      for (const seat of seats) if (isFor(seat)) say(seat, FROM_SERVER_KINDS.comments, thread);
    },
    /** Those who were left out and take again are told to ask for what they missed; who takes nothing is closed. */
    tend: (): void => {
      board.tend();
      for (const seat of slow) {
        if (seat.behindSince === undefined) continue;
        if (seat.line.backlog() === 0) {
          delete seat.behindSince;
          slow.delete(seat);
          seat.line.send(finishFrame(encodeFrame(FROM_SERVER_KINDS.resync, handle)));
        } else if (now() - seat.behindSince > LIMITS.READER_STALLED_SECONDS * 1_000) hangUp(seat);
      }
    },

    /** What is to be stored next; undefined for nothing. One at a time. */
    group: (): UpdateGroup | undefined => {
      let [rows, bytes] = [0, 0];
      underWay = 0;
      const taken: { update: Uint8Array; lease: Lease; at: number }[] = [];
      for (const job of queue) {
        const { updates = [] } = job;
        const size = updates.reduce((sum, { length }) => sum + length, 0);
        if (underWay > 0 && (rows + updates.length > GROUP_ROWS_MAX || bytes + size > GROUP_BYTES_MAX)) break;
        underWay += 1;
        rows += updates.length;
        bytes += size;
        updates.forEach((update, at) => taken.push({ update, lease: leaseOf(job, at), at: job.at }));
      }
      if (taken.length === 0) {
        acknowledge(queue.splice(0, underWay));
        return undefined;
      }
      const group = chainUpdates(number, head, taken);
      ({ becomes } = group);
      return group;
    },
    /** The last group is stored. */
    stored: (): void => {
      if (becomes === undefined) throw new Error('no group was being stored');
      const jobs = queue.splice(0, underWay);
      const written = jobs.flatMap(({ seat, updates = [] }) =>
        updates.map((update): Written => ({ update, ...(seat === undefined ? {} : { by: seat }) })),
      );
      const { seq } = head;
      head = becomes;
      becomes = undefined;
      if (gateNow().confirm(written.length) >= UNSETTLED_MAX) gateNow().settle();
      acknowledge(jobs);
      spread(written, seq);
    },
    /** Other nodes may have written, or a write ended without an answer: the log is read before anything else. */
    noteBehind: (): void => {
      isBehind = true;
      behindSince ??= now();
      becomes = undefined;
    },
    /** Reads on in the log and judges again what waits. Nothing is stored meanwhile. */
    catchUp: async (
      read: (after: number, limit: number) => Promise<readonly StoredUpdate[]>,
    ): Promise<void> => {
      if (gate !== undefined && gate.waiting() > 0) gate.abandon();
      for (;;) {
        const rows = await read(head.seq, RECENT_ROWS_MAX);
        const { seq } = head;
        head = headAfter(head, rows);
        const updates = rows.map(({ update }) => update);
        if (gate === undefined) for (const update of updates) Y.applyUpdate(doc, update);
        else gate.follow(updates);
        spread(
          rows.map(({ update }) => ({ update })),
          seq,
        );
        if (rows.length < RECENT_ROWS_MAX) break;
      }
      isBehind = false;
      behindSince = undefined;
      const waiting = queue;
      queue = [];
      try {
        for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
          delete job.updates;
          if (job.seat?.isRefused !== true && judge(job)) queue.push(job);
        }
      } finally {
        // After a fault of the gate the room is closed, and with it whoever waits for what it wrote.
        queue.push(...waiting);
      }
    },
    snapshotSeq: (): number => snapshotSeq,
    noteSnapshot: (seq: number): void => {
      snapshotSeq = Math.max(snapshotSeq, seq);
    },
    close: (): void => {
      for (const job of queue) if (job.seat === undefined) job.done();
      window.close();
      board.close();
      gate?.close();
      doc.destroy();
    },
    /** Nothing here can be believed: everybody comes back and reads it anew. */
    fail: (): void => {
      for (const seat of [...seats]) seat.line.close();
    },
  };
};
export type LiveRoom = ReturnType<typeof liveRoom>;
