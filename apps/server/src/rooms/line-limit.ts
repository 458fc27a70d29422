import type { IncomingMessage } from 'node:http';

/** A line below the sockets, as the transport knows it. */
export interface OpenedLine {
  readonly request: IncomingMessage;
  readonly once: (name: 'close', listener: () => void) => unknown;
}

/**
 * How many lines one address may have open. A line costs memory from its first byte, long before it says whose socket
 * it wants to be; one too many is refused before it is opened.
 */
export const lineLimit = ({
  addressOf,
  linesMax,
  onRefused,
}: {
  readonly addressOf: (request: IncomingMessage) => string;
  readonly linesMax: number;
  readonly onRefused: () => void;
}) => {
  const open = new Map<string, number>();
  return {
    /** Answers a request for a new line, in the words of the transport. */
    allow: (
      request: IncomingMessage,
      decide: (problem: string | null | undefined, allowed: boolean) => void,
    ): void => {
      if ((open.get(addressOf(request)) ?? 0) < linesMax) return decide(null, true);
      onRefused();
      return decide('socket.tooMany', false);
    },
    opened: (line: OpenedLine): void => {
      const address = addressOf(line.request);
      open.set(address, (open.get(address) ?? 0) + 1);
      line.once('close', () => {
        const left = (open.get(address) ?? 1) - 1;
        if (left > 0) open.set(address, left);
        else open.delete(address);
      });
    },
  };
};
