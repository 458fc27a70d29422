import { mixed } from '../../votes/string-hash.ts';
import { setCount, type Sets } from './sets.ts';

/** How sets are compared: those that agree in all rows of one of the bands. */
export interface Bands {
  readonly bands: number;
  readonly rows: number;
}

/** No value is above it. */
const LARGEST = 0x7fffffff;

/** Draws without meaning that are the same every time. */
const SEED = 0x51ed270b;
const drawn = (place: number): number => mixed(mixed(place + 1) ^ SEED);

/**
 * What each set has in one band, as one number: for each of its rows the least value of a function of its own over the
 * set (MinHash). Two sets agree in a row as often as they share of what is in either. Band by band, so that no
 * signature is kept.
 */
export const bandKeys = (sets: Sets, band: number, { rows }: Pick<Bands, 'rows'>): Int32Array => {
  const { ptr, items } = sets;
  const keys = new Int32Array(setCount(sets)).fill(band);
  for (let row = 0; row < rows; row += 1) {
    const draw = 2 * (band * rows + row);
    const factor = drawn(draw) | 1;
    const addend = drawn(draw + 1);
    for (let set = 0; set < keys.length; set += 1) {
      let least = LARGEST;
      const end = ptr[set + 1] ?? 0;
      for (let at = ptr[set] ?? 0; at < end; at += 1) {
        const value = (Math.imul(items[at] ?? 0, factor) + addend) | 0;
        if (value < least) least = value;
      }
      keys[set] = mixed((keys[set] ?? 0) ^ least) + row;
    }
  }
  return keys;
};
