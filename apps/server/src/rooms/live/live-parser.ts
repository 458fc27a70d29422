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

/** Packets of socket.io that announce binary attachments begin with these types. */
const ATTACHING = /^[56]/;

/**
 * A binary message is a frame of the live text, whatever text promised one. An error thrown here closes the connection,
 * as `parse error`.
 */
class Decoder extends StockDecoder {
  override add(message: unknown): void {
    if (message instanceof Uint8Array) {
      this.emitReserved('decoded', { type: PacketType.EVENT, nsp: '/', data: [FRAME_EVENT, message] });
      return;
    }
    if (typeof message === 'string' && message.length > LIMITS.SOCKET_MESSAGE_BYTES_MAX)
      throw new Error('a message is too long');
    // Nobody here sends attachments to a text: it is answered as a message nobody knows, and so is what follows.
    if (typeof message === 'string' && ATTACHING.test(message))
      this.emitReserved('decoded', { type: PacketType.EVENT, nsp: '/', data: ['attachments'] });
    else super.add(message);
  }
}

/** The parser of the one socket: see docs/live-text-protocol.md. */
export const liveParser = { Encoder, Decoder };
