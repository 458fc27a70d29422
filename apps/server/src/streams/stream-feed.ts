import type { Recorded } from '@plenary/consensus';
import type { EventStore } from '@plenary/db';
import { recordedOf, type HeldStates } from './held-states.ts';

const PAGE = 5_000;

/** Hands the events of a stream to those who follow it: each once, in order, whoever wrote them. */
export interface StreamFeed {
  /** Events just committed here or read from the log. Those delivered before are passed over. */
  readonly publish: (stream: string, events: readonly Recorded[]) => void;
  /** Reads and delivers what other nodes appended to a stream that is held or followed here. */
  readonly catchUp: (stream: string) => Promise<void>;
  /** Catches up with every stream held or followed here: the net below lost notifications. */
  readonly sweep: () => Promise<void>;
  /** From now on events after this version are delivered. */
  readonly begin: (stream: string, version: number) => void;
  readonly forget: (stream: string) => void;
}

/** `deliver` gets the events of one stream in order and without gaps, at least from its first `begin` on. */
export const streamFeed = (parts: {
  readonly held: HeldStates;
  readonly store: EventStore;
  readonly deliver: (stream: string, events: readonly Recorded[]) => void;
  readonly onFault: (error: unknown) => void;
}): StreamFeed => {
  const { held, store, deliver, onFault } = parts;
  const delivered = new Map<string, number>();
  const filling = new Map<string, Promise<void>>();

  const hand = (stream: string, events: readonly Recorded[]): void => {
    const last = events.at(-1);
    if (last === undefined) return;
    delivered.set(stream, last.version);
    deliver(stream, events);
  };

  /** Delivers from the log what lies between the last delivered version and the newest. */
  const fill = (stream: string): Promise<void> => {
    const underWay = filling.get(stream);
    if (underWay !== undefined) return underWay;
    const work = async (): Promise<void> => {
      for (;;) {
        const after = delivered.get(stream);
        if (after === undefined) return;
        const events = (await store.read(stream, after, PAGE)).map(recordedOf);
        // What was published meanwhile is not delivered twice.
        const now = delivered.get(stream) ?? after;
        hand(
          stream,
          events.filter(({ version }) => version > now),
        );
        if (events.length < PAGE) return;
      }
    };
    const filled = work().finally(() => filling.delete(stream));
    filling.set(stream, filled);
    return filled;
  };

  const publish = (stream: string, events: readonly Recorded[]): void => {
    const after = delivered.get(stream);
    const fresh = after === undefined ? events : events.filter(({ version }) => version > after);
    const [first] = fresh;
    if (first === undefined) return;
    if (after === undefined || first.version === after + 1) hand(stream, fresh);
    else fill(stream).catch(onFault);
  };

  const catchUp = async (stream: string): Promise<void> => {
    publish(stream, await held.catchUp(stream));
    // Memory that was dropped, or read anew, may be ahead of what was delivered.
    const after = delivered.get(stream);
    if (after === undefined) return;
    const known = held.peek(stream) ?? (await held.get(stream));
    if (known.version > after) await fill(stream);
  };

  return {
    publish,
    catchUp,
    sweep: async () => {
      for (const stream of new Set([...held.streams(), ...delivered.keys()])) await catchUp(stream);
    },
    begin: (stream, version) => {
      if (!delivered.has(stream)) delivered.set(stream, version);
    },
    forget: (stream) => void delivered.delete(stream),
  };
};
