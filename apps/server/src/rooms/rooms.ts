import type { Refusal } from '@plenary/consensus';
import {
  FollowMessage,
  FRAME_EVENT,
  LIMITS,
  UnfollowMessage,
  type FollowAnswer,
  type OpenDocumentAnswer,
  type OpinionMessage,
} from '@plenary/protocol';
import type { Server, Socket } from 'socket.io';
import { Compile } from 'typebox/compile';
import type { EndedSessions } from '../identity/ended-sessions.ts';
import { refused, Refused } from '../refused.ts';
import { onlooker, type Viewer } from '../viewer.ts';
import { audienceClassOf } from './audience-class.ts';
import { fanOut, roomOf } from './fan-out.ts';
import { followers } from './followers.ts';
import { handshake, type HandshakeParts } from './handshake.ts';
import type { LiveGuest } from './live/live-guest.ts';
import { resume, type ReadStream } from './resume.ts';
import { BACKLOG_CHARACTERS_MAX, whenBehind } from './slow-reader.ts';
import { tokenBucket } from './token-bucket.ts';

const follows = Compile(FollowMessage);
const unfollows = Compile(UnfollowMessage);
/** Messages that make no sense after which a socket is closed. */
const MALFORMED_MAX = 5;

/** What the rooms know of a socket. */
interface Seat {
  readonly viewer: Viewer;
  /** Gives back its place among the sockets of its address. */
  readonly leave: () => void;
  readonly streams: Set<string>;
}

export interface RoomParts extends HandshakeParts, ReadStream {
  readonly io: Server;
  /** Calls back when a session ends, by whoever and on whichever node; gives the way to stop listening. */
  readonly watchSession: EndedSessions['watch'];
  /** The live documents of a socket that was admitted. */
  readonly liveGuest: (socket: Socket, viewer: Viewer) => LiveGuest;
  /** A message of a socket was refused with this code. */
  readonly noteRefusal: (code: string) => void;
  readonly now: () => number;
}

const refusalOf = (error: unknown): Refusal | undefined =>
  error instanceof Refused ? error.refusal : undefined;

/** Sends the events of streams to whoever follows them and may see them. */
export const openRooms = (parts: RoomParts) => {
  const { io, watchSession, liveGuest, noteRefusal, now, log, onFault } = parts;
  const door = handshake(parts);
  const following = followers();
  const out = fanOut(io, following.classesOf);
  const seats = new WeakMap<Socket, Seat>();

  const unfollow = (socket: Socket, { streams, viewer }: Seat, stream: string): void => {
    if (!streams.delete(stream)) return;
    const audience = audienceClassOf(viewer);
    following.remove(stream, audience);
    void socket.leave(roomOf(stream, audience));
  };

  const join = (socket: Socket, { streams, viewer }: Seat, stream: string): void => {
    if (streams.has(stream) || !socket.connected) return;
    streams.add(stream);
    const audience = audienceClassOf(viewer);
    out.release(stream);
    following.add(stream, audience);
    void socket.join(roomOf(stream, audience));
  };

  const follow = async (socket: Socket, seat: Seat, message: unknown): Promise<FollowAnswer> => {
    if (!follows.Check(message)) throw refused('socket.malformed');
    const { stream, after } = message;
    if (!seat.streams.has(stream) && seat.streams.size >= LIMITS.STREAMS_PER_SOCKET_MAX)
      throw refused('socket.tooMany', { limit: LIMITS.STREAMS_PER_SOCKET_MAX });
    return resume(parts, { stream, after, eyes: onlooker(seat.viewer) }, () => join(socket, seat, stream));
  };

  const attend = (socket: Socket, seat: Seat): void => {
    const takeToken = tokenBucket(LIMITS.SOCKET_MESSAGES_PER_SECOND, now);
    const live = liveGuest(socket, seat.viewer);
    let malformed = 0;
    let closing = false;
    /** Says why and hangs up; logged once. */
    const close = (refusal: Refusal): void => {
      if (closing) return;
      closing = true;
      log(refusal.code);
      noteRefusal(refusal.code);
      socket.emit('refused', refusal);
      socket.disconnect(true);
    };
    const misunderstood = (): void => {
      malformed += 1;
      const refusal: Refusal = { code: 'socket.malformed', facts: {} };
      if (malformed === 1) log(refusal.code);
      if (malformed > MALFORMED_MAX) return close(refusal);
      noteRefusal(refusal.code);
      socket.emit('refused', refusal);
    };

    socket.use(([name], next) => {
      if (closing) return;
      // Frames of the live text have a measure of their own.
      if (name === FRAME_EVENT) return next();
      if (!takeToken())
        return close({ code: 'socket.tooMany', facts: { limit: LIMITS.SOCKET_MESSAGES_PER_SECOND } });
      if (name !== 'follow' && name !== 'unfollow' && name !== 'openDocument') return misunderstood();
      return next();
    });
    /** Why a question is refused; counted and logged. */
    const refusalFor = (error: unknown): Refusal => {
      const refusal = refusalOf(error);
      if (refusal === undefined) onFault(error);
      else log(refusal.code);
      const said = refusal ?? { code: 'server.fault', facts: { reference: socket.id } };
      noteRefusal(said.code);
      return said;
    };
    const countMalformed = (said: Refusal): void => {
      if (said.code === 'socket.malformed' && (malformed += 1) > MALFORMED_MAX) close(said);
    };
    socket.on('follow', (...message: unknown[]) => {
      const answer = message.at(-1);
      if (typeof answer !== 'function') return misunderstood();
      const reply = (said: FollowAnswer): void => void answer(said);
      follow(socket, seat, message[0]).then(reply, (error: unknown) => {
        const said = refusalFor(error);
        reply({ ok: false, reload: false, error: said });
        countMalformed(said);
      });
      return undefined;
    });
    socket.on('openDocument', (...message: unknown[]) => {
      const answer = message.at(-1);
      if (typeof answer !== 'function') return misunderstood();
      const reply = (said: OpenDocumentAnswer): void => void answer(said);
      live.open(message[0]).then(
        (opened) => {
          reply(opened.answer);
          opened.enter();
        },
        (error: unknown) => {
          const said = refusalFor(error);
          reply({ ok: false, error: said });
          countMalformed(said);
        },
      );
      return undefined;
    });
    socket.on(FRAME_EVENT, (bytes: unknown) => {
      if (closing) return undefined;
      const outcome = bytes instanceof Uint8Array ? live.hear(bytes) : 'malformed';
      if (outcome === 'malformed') return misunderstood();
      if (outcome === 'flood')
        return close({ code: 'socket.tooMany', facts: { limit: LIMITS.LIVE_FRAMES_PER_SECOND } });
      return undefined;
    });
    socket.on('unfollow', (message: unknown) => {
      if (!unfollows.Check(message)) return misunderstood();
      return unfollow(socket, seat, message.stream);
    });
    whenBehind(socket.conn, () =>
      close({ code: 'socket.tooMany', facts: { limit: BACKLOG_CHARACTERS_MAX } }),
    );
    const { viewer } = seat;
    const forget =
      viewer.kind === 'public'
        ? () => undefined
        : watchSession(viewer.session, () => close({ code: 'session.ended', facts: {} }));
    socket.on('disconnect', (reason) => {
      if (reason === 'parse error') log('socket.malformed');
      forget();
      live.leave();
      seat.leave();
      for (const stream of seat.streams) unfollow(socket, seat, stream);
    });
  };

  const admit = async (socket: Socket): Promise<Error | undefined> => {
    const admitted = await door.admit(socket);
    if ('turned' in admitted) return admitted.turned;
    const { viewer, leave } = admitted;
    seats.set(socket, { viewer, leave, streams: new Set() });
    // A line cut while it was being admitted never connects, and so never disconnects.
    if (socket.conn.readyState === 'open') socket.conn.once('close', leave);
    else leave();
    return undefined;
  };
  io.use(async (socket, next) => {
    try {
      next(await admit(socket));
    } catch (error) {
      onFault(error);
      next(new Error('server.fault'));
    }
  });
  io.on('connection', (socket) => {
    const seat = seats.get(socket);
    if (seat === undefined) socket.disconnect(true);
    else attend(socket, seat);
  });

  return {
    /** Events just committed, in the order of their stream. */
    deliver: out.deliver,
    isFollowed: following.has,
    /** Newer figures of a conversation are there: said to whoever follows its deliberation. */
    tellOpinion: (message: OpinionMessage): void => {
      const classes = following.classesOf(message.stream);
      if (classes.length > 0)
        io.to(classes.map((audience) => roomOf(message.stream, audience))).emit('opinion', message);
    },
    count: (): number => io.of('/').sockets.size,
    /** Tells everyone that this node is going, so that they come back to another, and hangs up. */
    stop: (): void => {
      out.flush();
      io.emit('refused', { code: 'server.stopping', facts: {} } satisfies Refusal);
      io.disconnectSockets(true);
    },
  };
};
export type Rooms = ReturnType<typeof openRooms>;
