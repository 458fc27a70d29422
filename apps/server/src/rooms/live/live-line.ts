import type { Socket as TcpSocket } from 'node:net';
import { FRAME_EVENT, LIMITS } from '@plenary/protocol';
import type { Socket } from 'socket.io';

/** A message for many: as a client reads it, and as the bytes that a WebSocket carries. */
export interface FinishedFrame {
  readonly message: Uint8Array;
  readonly wire: Buffer;
}

const FINAL_BINARY = 0x82;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

/**
 * The WebSocket frame of a message from a server: final, binary, not masked (RFC 6455, 5.2). A Buffer, which a socket takes
 * as it is: of any other bytes it would make one for each reader.
 */
const webSocketFrame = (message: Uint8Array): Buffer => {
  const { length } = message;
  const headBytes = length < LENGTH_16 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.alloc(headBytes + length);
  frame.writeUInt8(FINAL_BINARY, 0);
  if (headBytes === 2) frame.writeUInt8(length, 1);
  else if (headBytes === 4) {
    frame.writeUInt8(LENGTH_16, 1);
    frame.writeUInt16BE(length, 2);
  } else {
    frame.writeUInt8(LENGTH_64, 1);
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(message, headBytes);
  return frame;
};

/** Makes a message ready once, however many it goes to. */
export const finishFrame = (message: Uint8Array): FinishedFrame => ({
  message,
  wire: webSocketFrame(message),
});

/**
 * What is used of engine.io and ws below what they document; live-line.test.ts holds it and the lockfile pins it. A
 * transport that is something else is written to by the documented way.
 */
interface TransportBelow {
  readonly name: string;
  readonly writable: boolean;
  maxHttpBufferSize?: number;
  readonly socket?: {
    readonly readyState: number;
    readonly _socket?: TcpSocket;
    readonly _receiver?: { _maxPayload: number };
  };
}
interface ConnectionBelow {
  readonly readyState: string;
  readonly transport: TransportBelow;
  readonly writeBuffer: readonly { readonly data?: unknown }[];
}
const OPEN = 1;

const below = (socket: Socket): ConnectionBelow => socket.conn as unknown as ConnectionBelow;

/** The TCP socket of a line by WebSocket on which nothing waits that was sent before; undefined for others. */
const freeTcp = ({ readyState, transport, writeBuffer }: ConnectionBelow): TcpSocket | undefined => {
  if (readyState !== 'open' || transport.name !== 'websocket' || !transport.writable) return undefined;
  if (writeBuffer.length > 0 || transport.socket?.readyState !== OPEN) return undefined;
  const tcp = transport.socket._socket;
  return tcp?.writable === true ? tcp : undefined;
};

const bytesOf = (data: unknown): number =>
  typeof data === 'string' ? data.length : data instanceof Uint8Array ? data.length : 0;

/** A socket as the live text writes to it. */
export interface LiveLine {
  readonly socket: Socket;
  /** Sends a frame behind everything that was sent before. True when so little waits that nobody need look at it. */
  readonly send: (frame: FinishedFrame) => boolean;
  /** Bytes that wait because the other end does not take them. */
  readonly backlog: () => number;
  /** Lets messages as large as a batch of updates come in; before, only short ones are taken. */
  readonly admitLarge: () => void;
  readonly close: () => void;
}

export const liveLine = (socket: Socket): LiveLine => {
  let isLargeAdmitted = false;
  const admitLarge = (): void => {
    const { transport } = below(socket);
    transport.maxHttpBufferSize = LIMITS.LIVE_FRAME_BYTES_MAX;
    const receiver = transport.socket?._receiver;
    if (receiver !== undefined) receiver._maxPayload = LIMITS.LIVE_FRAME_BYTES_MAX;
  };
  return {
    socket,
    send: ({ message, wire }) => {
      const tcp = freeTcp(below(socket));
      if (tcp !== undefined) return tcp.write(wire);
      socket.emit(FRAME_EVENT, message);
      return false;
    },
    backlog: () => {
      const { transport, writeBuffer } = below(socket);
      const waiting = transport.socket?._socket?.writableLength ?? 0;
      return writeBuffer.reduce((sum, { data }) => sum + bytesOf(data), waiting);
    },
    admitLarge: () => {
      if (isLargeAdmitted) return;
      isLargeAdmitted = true;
      admitLarge();
      // Another transport may take over.
      socket.conn.once('upgrade', admitLarge);
    },
    close: () => void socket.disconnect(true),
  };
};
