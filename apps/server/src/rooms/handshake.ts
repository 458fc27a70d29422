import type { Refusal } from '@plenary/consensus';
import { PROTOCOL_OLDEST_SERVED, PROTOCOL_VERSION } from '@plenary/protocol';
import type { Socket } from 'socket.io';
import type { Viewer } from '../viewer.ts';

/** An error of the handshake: the message is the code, and `data` carries what every error answer carries. */
class Turned extends Error {
  readonly data: { readonly error: Refusal };
  constructor(error: Refusal) {
    super(error.code);
    this.data = { error };
  }
}

export interface HandshakeParts {
  readonly resolveViewer: (cookies: string | undefined) => Promise<Viewer>;
  readonly isOriginAllowed: (origin: string | undefined, host: string | undefined) => boolean;
  /** Address of whoever opened a socket, by its other end and the forwarded header. */
  readonly addressOf: (
    remote: string | undefined,
    forwardedFor: string | readonly string[] | undefined,
  ) => string;
  readonly socketsPerAddressMax: number;
  /** Whether this node is on its way out. */
  readonly isStopping: () => boolean;
  readonly log: (code: string) => void;
  readonly onFault: (error: unknown) => void;
}

/**
 * Who may open a socket: pages of our own origins (or no browser), that speak a version we serve, so many from one
 * address. `admit` gives the viewer, with what to call when the socket has gone, or what to answer.
 */
export const handshake = (parts: HandshakeParts) => {
  const { resolveViewer, isOriginAllowed, addressOf, socketsPerAddressMax, isStopping, log, onFault } = parts;
  const perAddress = new Map<string, number>();

  /** Takes a place for this address; the way to give it back works once. */
  const takePlace = (address: string): (() => void) => {
    perAddress.set(address, (perAddress.get(address) ?? 0) + 1);
    let taken = true;
    return () => {
      if (!taken) return;
      taken = false;
      const left = (perAddress.get(address) ?? 1) - 1;
      if (left > 0) perAddress.set(address, left);
      else perAddress.delete(address);
    };
  };

  const refusalFor = ({ headers, auth }: Socket['handshake'], address: string): Refusal | undefined => {
    if (isStopping()) return { code: 'server.stopping', facts: {} };
    if (!isOriginAllowed(headers.origin, headers.host)) return { code: 'request.origin', facts: {} };
    // A client may connect without saying anything about itself.
    const version: unknown = (auth as Socket['handshake']['auth'] | undefined)?.['version'];
    if (typeof version !== 'number' || version < PROTOCOL_OLDEST_SERVED || version > PROTOCOL_VERSION) {
      const client = typeof version === 'number' ? version : 0;
      return { code: 'socket.versionMismatch', facts: { server: PROTOCOL_VERSION, client } };
    }
    if ((perAddress.get(address) ?? 0) >= socketsPerAddressMax)
      return { code: 'socket.tooMany', facts: { limit: socketsPerAddressMax } };
    return undefined;
  };

  return {
    admit: async (
      socket: Socket,
    ): Promise<{ readonly viewer: Viewer; readonly leave: () => void } | { readonly turned: Error }> => {
      const { address: remote, headers } = socket.handshake;
      const address = addressOf(remote, headers['x-forwarded-for']);
      const refusal = refusalFor(socket.handshake, address);
      if (refusal !== undefined) {
        log(refusal.code);
        return { turned: new Turned(refusal) };
      }
      // Counted before anything is awaited, so that a burst does not slip through.
      const leave = takePlace(address);
      try {
        return { viewer: await resolveViewer(headers.cookie), leave };
      } catch (error) {
        leave();
        onFault(error);
        return { turned: new Turned({ code: 'server.fault', facts: { reference: socket.id } }) };
      }
    },
  };
};
