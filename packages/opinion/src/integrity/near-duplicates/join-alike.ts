import type { Families } from './families.ts';
import { bandKey, minHashes, type Bands } from './min-hash.ts';
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
  const compared = Int32Array.from({ length: count }, (_, set) => set).filter(
    (set) => sizeOfSet(sets, set) >= sizeMin,
  );
  const signatures = minHashes(sets, { bands, rows });
  for (let band = 0; band < bands; band += 1) {
    const buckets = new Map<number, number[]>();
    for (const set of compared) {
      const key = bandKey(signatures, set, band, { bands, rows });
      const bucket = buckets.get(key);
      if (bucket === undefined) {
        buckets.set(key, [set]);
        continue;
      }
      const found = bucket.find((other) => rootOf(other) === rootOf(set) || belong(set, other));
      if (found !== undefined) join(set, found);
      else if (bucket.length < COMPARED_MAX) bucket.push(set);
    }
  }
};
