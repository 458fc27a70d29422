import { DRAFT_SCHEMA_VERSION } from '@plenary/drafting';
import type { Lease } from '@plenary/db';
import {
  decodeBatch,
  decodeFrame,
  decodeWords,
  FROM_CLIENT_KINDS,
  LIMITS,
  OpenDocumentMessage,
  type OpenDocumentAnswer,
} from '@plenary/protocol';
import type { Socket } from 'socket.io';
import { Compile } from 'typebox/compile';
import * as Y from 'yjs';
import { refused, refusedByRules } from '../../refused.ts';
import type { Viewer } from '../../viewer.ts';
import { tokenBucket } from '../token-bucket.ts';
import { liveLine } from './live-line.ts';
import type { LiveRoom } from './live-room.ts';
import { colourOf, delegationOf, draftRightsOf, liveRightsOf, type LiveSeat } from './live-seat.ts';
import type { Ground, LiveTexts } from './live-texts.ts';
import { leaseNumber } from './load-live-document.ts';

const opens = Compile(OpenDocumentMessage);
/** Times a second one socket may ask for what it lacks of its documents: each reads a whole document. */
const SYNCS_PER_SECOND = 4;
/** Documents that were closed on a socket and are still known by their handles. */
const FORMER_MAX = 1_000;

export interface GuestParts {
  readonly live: LiveTexts;
  /** The deliberation and the body, read where they are not held. @throws Refused `stream.unknown` */
  readonly ground: (deliberation: string) => Promise<Ground>;
  readonly groundNow: (deliberation: string) => Ground | undefined;
  /** Name of an account, as its own page greets it. */
  readonly displayName: (account: string) => Promise<string>;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly clock: () => number;
  readonly now: () => number;
  readonly noteRefusal: (code: string) => void;
  readonly onFault: (error: unknown) => void;
}

/** What a frame was: `flood` ends the socket, `malformed` is counted. */
export type FrameOutcome = 'taken' | 'malformed' | 'flood';

/** A document that was opened; `enter` is called when the answer has left, for what follows names its handle. */
export interface OpenedDocument {
  readonly answer: OpenDocumentAnswer;
  readonly enter: () => void;
}

/** The live documents of one socket. */
export interface LiveGuest {
  /** @throws Refused with the code that answers the message */
  readonly open: (message: unknown) => Promise<OpenedDocument>;
  readonly hear: (bytes: Uint8Array) => FrameOutcome;
  readonly leave: () => void;
}

export const liveGuest = (parts: GuestParts, socket: Socket, viewer: Viewer): LiveGuest => {
  const { live, ground, groundNow, displayName, randomBytes, clock, now, noteRefusal, onFault } = parts;
  const line = liveLine(socket);
  const seats = new Map<number, { readonly room: LiveRoom; readonly seat: LiveSeat }>();
  /** Handles of documents that were open on this socket, the latest last. */
  const former = new Set<number>();
  const takeFrame = tokenBucket(LIMITS.LIVE_FRAMES_PER_SECOND, now);
  const takeSync = tokenBucket(SYNCS_PER_SECOND, now);

  const leave = (handle: number): void => {
    const known = seats.get(handle);
    if (known === undefined) return;
    seats.delete(handle);
    former.delete(handle);
    former.add(handle);
    const [oldest] = former;
    if (former.size > FORMER_MAX && oldest !== undefined) former.delete(oldest);
    known.room.leave(known.seat);
  };

  /** The client number for a page: the one it had, where it is this account's, or a new one. */
  const leaseFor = async (
    room: LiveRoom,
    wanted: number | undefined,
    mayWrite: boolean,
  ): Promise<{ readonly own: readonly Lease[]; readonly client?: number }> => {
    if (viewer.kind === 'public') return { own: [] };
    const { account, session } = viewer;
    const own = await live.store.leases(room.number, account);
    if (!mayWrite) return { own };
    if (wanted !== undefined && own.some(({ client }) => client === wanted)) return { own, client: wanted };
    const lease = await leaseNumber(
      live.store,
      room.number,
      { account, session, delegation: delegationOf(viewer) },
      { at: clock(), randomBytes },
    );
    return { own: [...own, lease], client: lease.client };
  };

  const countOthers = (deliberation: string, document: string): number =>
    [...seats.values()].filter(
      ({ room, seat }) =>
        room.seats().has(seat) && (room.deliberation !== deliberation || room.document !== document),
    ).length;

  const open = async (message: unknown): Promise<OpenedDocument> => {
    if (!opens.Check(message)) throw refused('socket.malformed');
    const { deliberation, document, schema, lease, holds } = message;
    if (schema !== DRAFT_SCHEMA_VERSION)
      throw refused('document.schema', { server: DRAFT_SCHEMA_VERSION, client: schema });
    if (countOthers(deliberation, document) >= LIMITS.DOCUMENTS_PER_SOCKET_MAX)
      throw refused('socket.tooMany', { limit: LIMITS.DOCUMENTS_PER_SOCKET_MAX });
    const unknown = refusedByRules({ code: 'document.unknown', facts: { document } });
    const before = await ground(deliberation);
    const { documents } = before.state;
    const found = Object.hasOwn(documents, document) ? documents[document] : undefined;
    const first = live.rightsOf(before, document, viewer);
    if (found === undefined || first === undefined) throw unknown;
    const name = viewer.kind === 'public' ? '' : await displayName(viewer.account);
    const room = await live.room(deliberation, found, before.state);
    const { own, client } = await leaseFor(room, lease, first.role !== 'read');
    // From here on nothing is awaited: the rights are those of this moment, and every change of them is heard.
    const may = live.rightsOf(groundNow(deliberation) ?? before, document, viewer);
    if (may === undefined) throw unknown;
    if (!socket.connected || live.peek(deliberation, document) !== room) throw refused('server.stopping');
    room.knowLeases(own);
    const rights = liveRightsOf(may, viewer);
    const delegation = delegationOf(viewer);
    const seat: LiveSeat = {
      line,
      viewer,
      leases: new Set(own.map((each) => each.client)),
      rights,
      draftRights: draftRightsOf(rights),
      isRefused: false,
      ...(client === undefined ? {} : { client }),
      ...(viewer.kind === 'public' ? {} : { user: { name, delegation, colour: colourOf(delegation) } }),
    };
    leave(room.handle);
    seats.set(room.handle, { room, seat });
    if (client !== undefined) line.admitLarge();
    const clocks = own.flatMap(({ client: number }): [number, number][] => {
      const clock = Y.getState(room.text().store, number);
      return clock > 0 ? [[number, clock]] : [];
    });
    const answer: OpenDocumentAnswer = {
      ok: true,
      handle: room.handle,
      ...(client === undefined ? {} : { client }),
      clocks,
      rights,
      seq: room.head().seq,
    };
    const enter = (): void => {
      if (!socket.connected || seats.get(room.handle)?.seat !== seat) return;
      room.enter(seat);
      if (!holds) room.welcome(seat).catch(onFault);
    };
    return { answer, enter };
  };

  const hear = (bytes: Uint8Array): FrameOutcome => {
    if (!takeFrame()) return 'flood';
    const frame = decodeFrame(bytes);
    if (frame === undefined) return 'malformed';
    const known = seats.get(frame.handle);
    // What was on its way when a document was closed harms nobody; one that was never opened here is asked for in vain.
    if (known === undefined) return former.has(frame.handle) ? 'taken' : 'malformed';
    const { room, seat } = known;
    switch (frame.kind) {
      case FROM_CLIENT_KINDS.updates: {
        const batch = decodeBatch(frame.body);
        if (batch === undefined || batch.updates.length === 0) return 'malformed';
        // The bytes are views of a message that the parser may use again.
        room.receive(
          seat,
          batch.batch,
          batch.updates.map((update) => update.slice()),
        );
        return 'taken';
      }
      case FROM_CLIENT_KINDS.sync: {
        if (!takeSync()) return 'flood';
        room
          .sync(seat, frame.body)
          .then((read) => {
            if (!read) noteRefusal('socket.malformed');
          })
          .catch(onFault);
        return 'taken';
      }
      case FROM_CLIENT_KINDS.presence: {
        const words = decodeWords(frame.body);
        if (words === undefined) return 'malformed';
        const code = room.present(seat, words);
        if (code !== undefined) noteRefusal(code);
        return 'taken';
      }
      case FROM_CLIENT_KINDS.leave:
        leave(frame.handle);
        return 'taken';
      default:
        return 'malformed';
    }
  };

  return {
    open,
    hear,
    leave: () => {
      for (const handle of [...seats.keys()]) leave(handle);
    },
  };
};
