import * as Y from 'yjs';
import { GATE_LIMITS } from '../gate/limits.ts';

/** Updates merged at once: merging is slow in their number, so it is done by handfuls. */
const HANDFUL = 64;
/** Bytes of a handful; a longer update is sent as it is. */
const MERGED_BYTES_MAX = GATE_LIMITS.UPDATE_BYTES_MAX / 4;

const structsIn = (update: Uint8Array): number => Y.decodeUpdate(update).structs.length;

/**
 * What was written without a network, packed into fewer updates that the gate takes, in their order. Each is within the
 * limits of one update if those that went in were.
 */
export const packUpdates = (updates: readonly Uint8Array[]): readonly Uint8Array[] => {
  const out: Uint8Array[] = [];
  let handful: Uint8Array[] = [];
  let [bytes, structs] = [0, 0];
  const close = (): void => {
    if (handful.length > 0)
      out.push(handful.length === 1 && handful[0] !== undefined ? handful[0] : Y.mergeUpdates(handful));
    handful = [];
    [bytes, structs] = [0, 0];
  };
  for (const update of updates) {
    const count = structsIn(update);
    const isFull =
      handful.length >= HANDFUL ||
      bytes + update.length > MERGED_BYTES_MAX ||
      structs + count > GATE_LIMITS.STRUCTS_MAX;
    if (isFull) close();
    handful.push(update);
    bytes += update.length;
    structs += count;
  }
  close();
  return out;
};

/** Batches of packed updates, each of which the gate takes at once. */
export const offlineBatches = (updates: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] => {
  const out: Uint8Array[][] = [];
  let [bytes, structs] = [0, 0];
  for (const update of packUpdates(updates)) {
    const count = structsIn(update);
    const last = out.at(-1);
    const fits =
      last !== undefined &&
      last.length < GATE_LIMITS.BATCH_UPDATES_MAX &&
      bytes + update.length <= GATE_LIMITS.BATCH_BYTES_MAX &&
      structs + count <= GATE_LIMITS.BATCH_STRUCTS_MAX;
    if (fits) last.push(update);
    else {
      out.push([update]);
      [bytes, structs] = [0, 0];
    }
    bytes += update.length;
    structs += count;
  }
  return out;
};
