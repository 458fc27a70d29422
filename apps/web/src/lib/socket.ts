import type { Refusal } from '@plenary/consensus';
import type { FollowAnswer, EventsMessage } from '@plenary/protocol';
import { PROTOCOL_VERSION } from '@plenary/protocol/version';
import { useSyncExternalStore } from 'react';
import { io, type Socket } from 'socket.io-client';
import { liveParser } from './live-text/live-parser.ts';

export const LINE_STATES = ['connecting', 'live', 'away', 'outdated'] as const;
/** `away`: the line is cut and what is shown may be old; `outdated`: this page is older than the service. */
export type LineState = (typeof LINE_STATES)[number];

let socket: Socket | undefined;
let lineState: LineState = 'connecting';
const listeners = new Set<() => void>();
const setLine = (state: LineState): void => {
  lineState = state;
  for (const listener of listeners) listener();
};

/** The one connection of this page, opened when first needed. */
export const line = (): Socket => {
  if (socket !== undefined) return socket;
  socket = io({
    transports: ['websocket', 'polling'],
    auth: { version: PROTOCOL_VERSION },
    parser: liveParser,
  });
  socket.on('connect', () => setLine('live'));
  socket.on('disconnect', (reason) => {
    setLine('away');
    // Ended by the service (revoked session, restart): come back as whoever we now are.
    if (reason === 'io server disconnect') setTimeout(() => socket?.connect(), 1_000);
  });
  socket.on('connect_error', (error) => {
    setLine(error.message === 'socket.versionMismatch' ? 'outdated' : 'away');
  });
  return socket;
};

/** Calls back when the service says that the session of this line has ended, wherever that was brought about. */
export const onSessionEnded = (listener: () => void): (() => void) => {
  const told = ({ code }: Refusal): void => {
    if (code === 'session.ended') listener();
  };
  line().on('refused', told);
  return () => line().off('refused', told);
};

export const reconnect = (): void => {
  if (socket === undefined) return;
  socket.disconnect();
  socket.connect();
};

export const follow = (stream: string, after: number): Promise<FollowAnswer> =>
  line().timeout(10_000).emitWithAck('follow', { stream, after });

/** Streams that parts of the page show, each with how many do. */
const shown = new Map<string, number>();

/**
 * Takes note that a part of the page shows a stream, until the answer is called. When nothing shows it any more the service is
 * told: a line follows only so many. A line that is cut follows nothing.
 */
export const showing = (stream: string): (() => void) => {
  shown.set(stream, (shown.get(stream) ?? 0) + 1);
  return () => {
    const left = (shown.get(stream) ?? 1) - 1;
    if (left > 0) {
      shown.set(stream, left);
      return;
    }
    shown.delete(stream);
    if (line().connected) line().emit('unfollow', { stream });
  };
};

/** Whether the line is open now; where it is not, `onConnect` calls back when it is. */
export const isConnected = (): boolean => line().connected;

export const onEvents = (listener: (message: EventsMessage) => void): (() => void) => {
  line().on('events', listener);
  return () => line().off('events', listener);
};

export const onConnect = (listener: () => void): (() => void) => {
  line().on('connect', listener);
  return () => line().off('connect', listener);
};

export const useLineState = (): LineState =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => lineState,
  );
