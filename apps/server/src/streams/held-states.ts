import {
  evolveBody,
  replayConsultation,
  replayDeliberation,
  replaySitting,
  type BodyEvent,
  type BodyState,
  type ConsultationEvent,
  type ConsultationState,
  type DeliberationEvent,
  type DeliberationState,
  type PlenaryEvent,
  type Recorded,
  type SittingEvent,
  type SittingState,
} from '@plenary/consensus';
import type { EventStore, SnapshotStore, StoredEvent } from '@plenary/db';

interface Place {
  readonly version: number;
  /** Instant of the last event; empty before the first. */
  readonly at: string;
}
/** A stream's state as this node knows it. */
export type Held =
  | (Place & { readonly kind: 'body'; readonly state: BodyState | undefined })
  | (Place & { readonly kind: 'deliberation'; readonly state: DeliberationState | undefined })
  | (Place & { readonly kind: 'sitting'; readonly state: SittingState | undefined })
  | (Place & { readonly kind: 'consultation'; readonly state: ConsultationState | undefined });

const PAGE = 5_000;
/** A snapshot is written when the stream has grown by so many events. */
const SNAPSHOT_EVERY = 1_000;
/** Raised whenever `evolve` gives another state for the same events: older snapshots are then passed over. */
const SNAPSHOT_FORMAT = 9;

interface Snapshot {
  readonly format: number;
  readonly at: string;
  readonly state: unknown;
}
const isCurrent = (saved: unknown): saved is Snapshot =>
  typeof saved === 'object' && saved !== null && 'format' in saved && saved.format === SNAPSHOT_FORMAT;

/** A stored event as the rules know it. What a body or a deliberation decided is never erased. */
export const recordedOf = (stored: StoredEvent): Recorded => {
  const { stream, version, type, at, actor, audience, payload } = stored;
  if (payload === undefined) throw new Error(`event ${stream} ${version} has lost its payload`);
  // Only what the rules admitted was ever appended.
  return { stream, version, type, at, actor, audience, payload } as unknown as Recorded<PlenaryEvent>;
};

/** State after more events of the same stream, in order. */
export const evolved = (held: Held, events: readonly Recorded[]): Held => {
  const last = events.at(-1);
  if (last === undefined) return held;
  const place = { version: last.version, at: last.at };
  if (held.kind === 'body') {
    let { state } = held;
    for (const event of events) state = evolveBody(state, event as Recorded<BodyEvent>);
    return { kind: 'body', ...place, state };
  }
  if (held.kind === 'sitting')
    return {
      kind: 'sitting',
      ...place,
      state: replaySitting(events as readonly Recorded<SittingEvent>[], held.state),
    };
  if (held.kind === 'consultation')
    return {
      kind: 'consultation',
      ...place,
      state: replayConsultation(events as readonly Recorded<ConsultationEvent>[], held.state),
    };
  const state = replayDeliberation(events as readonly Recorded<DeliberationEvent>[], held.state);
  return { kind: 'deliberation', ...place, state };
};

const kindOf = (stream: string): Held['kind'] => {
  if (stream.startsWith('body:')) return 'body';
  if (stream.startsWith('consultation:')) return 'consultation';
  return stream.startsWith('sitting:') ? 'sitting' : 'deliberation';
};
const emptyHeld = (stream: string): Held => ({
  kind: kindOf(stream),
  version: 0,
  at: '',
  state: undefined,
});

/**
 * The states of streams in memory: snapshot plus later events, kept up to date. Memory holds nothing that the log does
 * not: whatever is dropped is read again.
 */
export const heldStates = (store: EventStore, snapshots: SnapshotStore, now: () => number) => {
  const held = new Map<string, Held>();
  const usedAt = new Map<string, number>();
  const loading = new Map<string, Promise<Held>>();
  const saved = new Map<string, number>();

  const readOn = async (
    stream: string,
    from: Held,
  ): Promise<{ readonly next: Held; readonly events: readonly Recorded[] }> => {
    let current = from;
    const events: Recorded[] = [];
    for (;;) {
      const page = (await store.read(stream, current.version, PAGE)).map(recordedOf);
      current = evolved(current, page);
      events.push(...page);
      if (page.length < PAGE) return { next: current, events };
    }
  };

  const fresh = async (stream: string): Promise<Held> => {
    const snapshot = await snapshots.load(stream);
    const empty = emptyHeld(stream);
    if (snapshot === undefined || !isCurrent(snapshot.state)) return (await readOn(stream, empty)).next;
    saved.set(stream, snapshot.version);
    // `snapshotIfDue` wrote it from the very state it stands for.
    const { at, state } = snapshot.state;
    return (await readOn(stream, { ...empty, version: snapshot.version, at, state } as Held)).next;
  };

  const snapshotIfDue = async (stream: string, always = false): Promise<void> => {
    const known = held.get(stream);
    if (known?.state === undefined) return;
    const last = saved.get(stream) ?? 0;
    if (known.version === last || (!always && known.version - last < SNAPSHOT_EVERY)) return;
    saved.set(stream, known.version);
    const snapshot: Snapshot = { format: SNAPSHOT_FORMAT, at: known.at, state: known.state };
    await snapshots.save(stream, known.version, snapshot);
  };

  const forget = (stream: string): void => {
    held.delete(stream);
    usedAt.delete(stream);
    saved.delete(stream);
  };

  return {
    /** The state, read when it is not yet held. */
    get: (stream: string): Promise<Held> => {
      usedAt.set(stream, now());
      const known = held.get(stream);
      if (known !== undefined) return Promise.resolve(known);
      const underWay = loading.get(stream);
      if (underWay !== undefined) return underWay;
      const reading = fresh(stream)
        .then((state) => {
          // What does not exist is not remembered: names of streams come from requests.
          if (state.version > 0) held.set(stream, state);
          else usedAt.delete(stream);
          return state;
        })
        .finally(() => loading.delete(stream));
      loading.set(stream, reading);
      return reading;
    },
    /** What this node holds now, without reading. */
    peek: (stream: string): Held | undefined => held.get(stream),
    streams: (): readonly string[] => [...held.keys()],
    /** SRV-71: takes over a state after its events are committed, where it is newer than what another queue put. */
    put: (stream: string, state: Held): void => {
      if (state.version > (held.get(stream)?.version ?? 0)) held.set(stream, state);
    },
    /** After an unknown write nothing in memory is believed. */
    drop: (stream: string): void => void held.delete(stream),
    /** Events that were appended elsewhere since; the state is brought up to date. */
    catchUp: async (stream: string): Promise<readonly Recorded[]> => {
      const known = held.get(stream);
      if (known === undefined) return [];
      const { next, events } = await readOn(stream, known);
      // Our own writer may have gone on meanwhile: what it put is newer, and it announces it.
      if (events.length === 0 || held.get(stream) !== known) return [];
      held.set(stream, next);
      return events;
    },
    snapshotIfDue,
    /**
     * Lets go of deliberations and sittings that nobody asked for in the last `idleMs` milliseconds and nobody needs, and
     * says so of each in the turn in which it is gone.
     * @throws the first fault, when all that could go are gone
     */
    evictIdle: async (
      idleMs: number,
      isNeeded: (stream: string) => boolean,
      evicted: (stream: string) => void,
    ): Promise<void> => {
      const isIdle = (stream: string): boolean =>
        now() - (usedAt.get(stream) ?? 0) > idleMs && !isNeeded(stream);
      const faults: unknown[] = [];
      for (const [stream, { kind }] of [...held]) {
        if (kind === 'body' || !isIdle(stream)) continue;
        try {
          await snapshotIfDue(stream, true);
        } catch (error) {
          faults.push(error);
          continue;
        }
        // SRV-70: somebody may have asked for it, or begun to follow it, meanwhile.
        if (!isIdle(stream)) continue;
        forget(stream);
        evicted(stream);
      }
      if (faults.length > 0) throw faults[0];
    },
  };
};
export type HeldStates = ReturnType<typeof heldStates>;
