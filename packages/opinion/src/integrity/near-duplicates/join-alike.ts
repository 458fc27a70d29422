import { bucketsFor } from './buckets.ts';
import type { Families } from './families.ts';
import { bandKeys, type Bands } from './min-hash.ts';
import { setCount, sizeOfSet, type Sets } from './sets.ts';

/** Sets in one bucket with which a set is compared, the earliest first. Larger buckets are words that everybody uses. */
export const COMPARED_MAX = 64;

/** Which sets are compared and when two belong together. */
export interface AlikeTest extends Bands {
  /** Smaller sets are passed over. */
  readonly sizeMin: number;
  /** Whether two sets, not yet of one family, belong together. */
  readonly belong: (a: number, b: number) => boolean;
}

/**
 * Joins the families of sets that belong together. Only sets that agree in all rows of a band are compared; whoever has
 * found its family in a bucket is not compared there again, so that a campaign of ten thousand costs no more than others.
 */
export const joinAlike = (
  sets: Sets,
  { bands, rows, sizeMin, belong }: AlikeTest,
  { rootOf, join }: Families,
): void => {
  const count = setCount(sets);
  for (let band = 0; band < bands; band += 1) {
    const buckets = bucketsFor(count);
    const keys = bandKeys(sets, band, { rows });
    for (let set = 0; set < count; set += 1) {
      if (sizeOfSet(sets, set) < sizeMin) continue;
      const key = keys[set] ?? 0;
      let compared = 0;
      let other = buckets.firstWith(key);
      while (other >= 0 && rootOf(other) !== rootOf(set) && !belong(set, other)) {
        compared += 1;
        other = buckets.after(other);
      }
      if (other >= 0) join(set, other);
      else if (compared < COMPARED_MAX) buckets.put(set, key);
    }
  }
};
