import { GATE_LIMITS, packUpdates } from '@plenary/drafting';
import * as Y from 'yjs';
import type { DeviceStore } from './device-store.ts';

/** An update of this page on its way to the service. */
interface Waiting {
  update: Uint8Array;
  /** Resolves with its id on this device, or with nothing where the device keeps nothing; absent until it is kept. */
  kept?: Promise<number | undefined>;
  /** Batch in which it is under way. */
  batch?: number;
  /** The device did not take it. */
  isUnkept?: true;
}

/** Updates that were written and not acknowledged, in their order, on this page and on this device. */
export interface Pending {
  readonly count: () => number;
  readonly updates: () => readonly Uint8Array[];
  /** Whether the device did not take some of them: they last as long as this page. */
  readonly isUnkept: () => boolean;
  readonly add: (update: Uint8Array) => void;
  /** Keeps on this device what was added since. */
  readonly keep: () => void;
  /** The next updates to send, packed, now under way as this batch; undefined when all are. */
  readonly take: (batch: number) => readonly Uint8Array[] | undefined;
  /** This batch, and those before it, are stored. */
  readonly saved: (batch: number) => void;
  /** Nothing is under way any more; what the service holds, by client number and clock, is saved. */
  readonly resume: (clocks: ReadonlyMap<number, number>) => void;
  /** Puts these in the place of all. */
  readonly replace: (updates: readonly Uint8Array[]) => void;
}

const isWithin = (update: Uint8Array, clocks: ReadonlyMap<number, number>): boolean => {
  const { to } = Y.parseUpdateMeta(update);
  return to.size > 0 && [...to].every(([client, clock]) => clock <= (clocks.get(client) ?? 0));
};

/** The part of an update that the service does not hold. */
const missing = (update: Uint8Array, clocks: ReadonlyMap<number, number>): Uint8Array => {
  const { from } = Y.parseUpdateMeta(update);
  const isPartly = [...from].some(([client, clock]) => clock < (clocks.get(client) ?? 0));
  return isPartly ? Y.diffUpdate(update, Y.encodeStateVector(new Map(clocks))) : update;
};

/** Updates of this many bytes and parts together make one batch, which the gate takes or refuses as a whole. */
const countOf = (update: Uint8Array): number => Y.decodeUpdate(update).structs.length;

/** @param onUnkept the device did not take something that was written */
export const createPending = (
  store: DeviceStore,
  name: string,
  kept: readonly { readonly id: number; readonly update: Uint8Array }[],
  onUnkept: () => void,
): Pending => {
  let waiting: Waiting[] = kept.map(({ id, update }) => ({ update, kept: Promise.resolve(id) }));

  // A device that keeps nothing: the update lives as long as this page, which says so and asks before it is closed.
  const lives = (entry: Waiting): void => {
    entry.isUnkept = true;
    onUnkept();
  };
  const keep = async (entry: Waiting): Promise<number | undefined> => {
    if (store.isPassing) lives(entry);
    try {
      return await store.add(name, entry.update);
    } catch {
      lives(entry);
      return undefined;
    }
  };
  const forget = async (gone: readonly Waiting[]): Promise<void> => {
    const ids = await Promise.all(gone.flatMap(({ kept: id }) => id ?? []));
    if (ids.length === 0) return;
    try {
      await store.remove(
        name,
        ids.filter((id) => id !== undefined),
      );
    } catch {
      // It is sent once more at the next opening, and the service knows it already.
    }
  };
  const drop = (isGone: (entry: Waiting) => boolean): void => {
    const gone = waiting.filter(isGone);
    if (gone.length === 0) return;
    waiting = waiting.filter((entry) => !gone.includes(entry));
    void forget(gone);
  };

  return {
    count: () => waiting.length,
    updates: () => waiting.map(({ update }) => update),
    isUnkept: () => waiting.some(({ isUnkept }) => isUnkept),
    add: (update) => void waiting.push({ update }),
    keep: () => {
      for (const entry of waiting) entry.kept ??= keep(entry);
    },
    take: (batch) => {
      const unsent = waiting.filter((entry) => entry.batch === undefined);
      const [first] = unsent;
      if (first === undefined) return undefined;
      if (unsent.length === 1) {
        first.batch = batch;
        return [first.update];
      }
      let [bytes, structs] = [0, 0];
      const taken: Uint8Array[] = [];
      for (const entry of unsent) {
        bytes += entry.update.length;
        structs += countOf(entry.update);
        const isFull = bytes > GATE_LIMITS.BATCH_BYTES_MAX || structs > GATE_LIMITS.BATCH_STRUCTS_MAX;
        if (isFull && taken.length > 0) break;
        entry.batch = batch;
        taken.push(entry.update);
      }
      return packUpdates(taken);
    },
    saved: (batch) => drop((entry) => entry.batch !== undefined && entry.batch <= batch),
    resume: (clocks) => {
      drop(({ update }) => isWithin(update, clocks));
      for (const entry of waiting) {
        delete entry.batch;
        entry.update = missing(entry.update, clocks);
      }
    },
    replace: (updates) => {
      drop(() => true);
      waiting = updates.map((update) => ({ update }));
      for (const entry of waiting) entry.kept = keep(entry);
    },
  };
};
