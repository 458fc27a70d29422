import { FRAME_EVENT } from '@plenary/protocol/frames';
import { Decoder as StockDecoder, Encoder as StockEncoder, PacketType, type Packet } from 'socket.io-parser';

const bytesIn = (packet: Packet): Uint8Array | undefined => {
  if (packet.type !== PacketType.EVENT || !Array.isArray(packet.data)) return undefined;
  const [name, bytes]: unknown[] = packet.data;
  return name === FRAME_EVENT && bytes instanceof Uint8Array ? bytes : undefined;
};

/** One binary message for a frame of the live text; everything else as the parser of socket.io writes it. */
class Encoder extends StockEncoder {
  override encode(packet: Packet): (string | Uint8Array)[] {
    const frame = bytesIn(packet);
    return frame === undefined ? super.encode(packet) : [frame];
  }
}

class Decoder extends StockDecoder {
  override add(message: unknown): void {
    const frame =
      message instanceof Uint8Array
        ? message
        : message instanceof ArrayBuffer
          ? new Uint8Array(message)
          : undefined;
    if (frame === undefined) super.add(message);
    else this.emitReserved('decoded', { type: PacketType.EVENT, nsp: '/', data: [FRAME_EVENT, frame] });
  }
}

/** The parser that both ends of the socket use: `io({ parser: liveParser })`. */
export const liveParser = { Encoder, Decoder };
