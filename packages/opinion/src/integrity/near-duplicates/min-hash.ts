import { mixed } from '../../votes/string-hash.ts';
import { setCount, type Sets } from './sets.ts';

/** How a signature is cut: sets that agree in all rows of a band are compared. */
export interface Bands {
  readonly bands: number;
  readonly rows: number;
}

/** Draws without meaning that are the same every time: an odd factor and an addend for each row. */
const SEED = 0x51ed270b;
const drawn = (place: number): number => mixed(mixed(place + 1) ^ SEED);

/**
 * Signatures of sets: for each of bands × rows functions the least value over the set, one signature after the other.
 * Two sets agree in a row as often as they share of what is in either. An empty set has the largest values.
 */
export const minHashes = (sets: Sets, { bands, rows }: Bands): Int32Array => {
  const size = bands * rows;
  const factors = Int32Array.from({ length: size }, (_, row) => drawn(2 * row) | 1);
  const addends = Int32Array.from({ length: size }, (_, row) => drawn(2 * row + 1));
  const signatures = new Int32Array(setCount(sets) * size).fill(0x7fffffff);
  const { ptr, items } = sets;
  for (let set = 0; set + 1 < ptr.length; set += 1) {
    const from = set * size;
    for (let at = ptr[set] ?? 0; at < (ptr[set + 1] ?? 0); at += 1) {
      const item = items[at] ?? 0;
      for (let row = 0; row < size; row += 1) {
        const value = (Math.imul(item, factors[row] ?? 0) + (addends[row] ?? 0)) | 0;
        if (value < (signatures[from + row] ?? 0)) signatures[from + row] = value;
      }
    }
  }
  return signatures;
};

/** A number for what a signature has in one band. */
export const bandKey = (
  signatures: Int32Array,
  set: number,
  band: number,
  { bands, rows }: Bands,
): number => {
  let key = band;
  const from = set * bands * rows + band * rows;
  for (let row = 0; row < rows; row += 1) key = mixed(key ^ (signatures[from + row] ?? 0)) + row;
  return key | 0;
};
