import {
  evolveDeliberation,
  mayChangeWords,
  replayDeliberation,
  type DeliberationEvent,
  type DeliberationState,
  type Recorded,
} from '@plenary/consensus';
import type { EventStore } from '@plenary/db';
import { recordedOf } from '../streams/held-states.ts';

/** A deliberation after so many of its events. */
export interface DeliberationAt {
  readonly version: number;
  readonly state: DeliberationState | undefined;
}

const PAGE = 5_000;
type DeliberationEvents = readonly Recorded<DeliberationEvent>[];

/** A page of events: the deliberation after it, and before each of those that may change words. */
export interface ReplayedPage {
  readonly after: DeliberationState | undefined;
  readonly before: ReadonlyMap<number, DeliberationState>;
}

/**
 * Deliberations as they stood when they were told last. Of each the newest is kept; one that is not is read from the log,
 * which happens once for each deliberation that went on while no node was telling.
 */
export const toldWords = (store: Pick<EventStore, 'read'>) => {
  const kept = new Map<string, DeliberationAt>();

  const readUpTo = async (stream: string, version: number): Promise<DeliberationAt> => {
    let known: DeliberationAt = { version: 0, state: undefined };
    while (known.version < version) {
      const limit = Math.min(PAGE, version - known.version);
      const page = (await store.read(stream, known.version, limit)).map(recordedOf);
      const last = page.at(-1);
      if (last === undefined) throw new Error(`${stream} has no event ${known.version + 1}`);
      // The stream is that of a deliberation, whose events are these.
      const state = replayDeliberation(page as DeliberationEvents, known.state);
      known = { version: last.version, state };
    }
    return known;
  };

  return {
    /** Keeps a state, so that what follows on it need not be read again. */
    keep: (stream: string, at: DeliberationAt): void => void kept.set(stream, at),
    /** What leaves the memory of the node is not kept here either. */
    forget: (stream: string): void => void kept.delete(stream),
    /** The deliberation through a page of events that follows on `from`. */
    through: async (stream: string, from: number, events: DeliberationEvents): Promise<ReplayedPage> => {
      const known = kept.get(stream);
      let { state } = known?.version === from ? known : await readUpTo(stream, from);
      const before = new Map<number, DeliberationState>();
      let waiting: Recorded<DeliberationEvent>[] = [];
      for (const event of events) {
        if (!mayChangeWords(event)) {
          waiting.push(event);
          continue;
        }
        state = replayDeliberation(waiting, state);
        waiting = [];
        if (state !== undefined) before.set(event.version, state);
        state = evolveDeliberation(state, event);
      }
      state = replayDeliberation(waiting, state);
      return { after: state, before };
    },
  };
};
export type ToldWords = ReturnType<typeof toldWords>;
