import { FRAME_EVENT, LIMITS } from '@plenary/protocol';
import { Decoder as StockDecoder, Encoder as StockEncoder, PacketType, type Packet } from 'socket.io-parser';

const frameIn = ({ type, data }: Packet): Uint8Array | undefined => {
  if (type !== PacketType.EVENT || !Array.isArray(data)) return undefined;
  const [name, bytes]: unknown[] = data;
  return name === FRAME_EVENT && bytes instanceof Uint8Array ? bytes : undefined;
};

/** One binary message for a frame of the live text; everything else as the parser of socket.io writes it. */
class Encoder extends StockEncoder {
  override encode(packet: Packet): (string | Uint8Array)[] {
    const frame = frameIn(packet);
    return frame === undefined ? super.encode(packet) : [frame];
  }
}

/** Packets of socket.io that announce binary attachments: their type, and how many follow. */
const ATTACHING = /^[56]([0-9]{1,4})-/;

/**
 * A binary message is a frame of the live text, unless it was announced as an attachment: nobody here sends those, and
 * what announced them is answered as a message nobody knows. An error thrown here closes the connection, as `parse error`.
 */
class Decoder extends StockDecoder {
  #attachments = 0;

  override add(message: unknown): void {
    if (message instanceof Uint8Array) {
      if (this.#attachments > 0) this.#attachments -= 1;
      else this.#decoded(FRAME_EVENT, message);
      return;
    }
    if (this.#attachments > 0) throw new Error('an attachment that was announced did not come');
    if (typeof message === 'string') {
      if (message.length > LIMITS.SOCKET_MESSAGE_BYTES_MAX) throw new Error('a message is too long');
      const count = ATTACHING.exec(message)?.[1];
      if (count !== undefined) {
        this.#attachments = Number(count);
        this.#decoded('attachments');
        return;
      }
    }
    super.add(message);
  }

  #decoded(...data: readonly unknown[]): void {
    this.emitReserved('decoded', { type: PacketType.EVENT, nsp: '/', data });
  }
}

/** The parser of the one socket: see docs/live-text-protocol.md. */
export const liveParser = { Encoder, Decoder };
