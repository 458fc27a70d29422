import { pairAt } from './voting-agreement.ts';

/** Two branches of the tree that become one; branches 0 … n − 1 are the members, n is the first merge, and so on. */
export interface Merge {
  readonly left: number;
  readonly right: number;
  /** Mean distance between their members. */
  readonly height: number;
}

/** Distances both ways, row by row. */
const squareOf = (count: number, distances: Float64Array): Float64Array => {
  const square = new Float64Array(count * count);
  for (let j = 1; j < count; j += 1)
    for (let i = 0; i < j; i += 1) {
      const distance = distances[pairAt(i, j)] ?? 0;
      square[i * count + j] = distance;
      square[j * count + i] = distance;
    }
  return square;
};

/** The tree in the order of its heights, with branches named accordingly. */
const byHeight = (count: number, merges: readonly Merge[]): readonly Merge[] => {
  const order = [...merges.entries()].sort(([i, a], [j, b]) => a.height - b.height || i - j);
  const renamed = new Map(order.map(([at], place) => [count + at, count + place]));
  return order.map(([, { left, right, height }]) => ({
    left: renamed.get(left) ?? left,
    right: renamed.get(right) ?? right,
    height,
  }));
};

/**
 * OPI-22: average linkage by chains of nearest neighbours: two that are each other's nearest are joined. Lowest merges
 * first.
 * @param distances by pair, as `pairAt` places them
 */
export const averageLinkage = (count: number, distances: Float64Array): readonly Merge[] => {
  const square = squareOf(count, distances);
  const sizes = new Float64Array(count).fill(1);
  const branch = Int32Array.from({ length: count }, (_, member) => member);
  const alive = new Set(branch);
  const merges: Merge[] = [];
  const chain: number[] = [];
  const apart = (a: number, b: number): number => square[a * count + b] ?? 0;
  const join = (keep: number, gone: number): void => {
    merges.push({ left: branch[keep] ?? 0, right: branch[gone] ?? 0, height: apart(keep, gone) });
    const [a, b] = [sizes[keep] ?? 0, sizes[gone] ?? 0];
    alive.delete(gone);
    for (const other of alive) {
      if (other === keep) continue;
      const mean = (a * apart(keep, other) + b * apart(gone, other)) / (a + b);
      square[keep * count + other] = mean;
      square[other * count + keep] = mean;
    }
    sizes[keep] = a + b;
    branch[keep] = count + merges.length - 1;
  };
  while (alive.size > 1) {
    if (chain.length === 0) chain.push(Math.min(...alive));
    const tip = chain.at(-1) ?? 0;
    const previous = chain.at(-2);
    // Of equals the one it came from, so that the chain ends; then the earliest.
    let nearest = previous;
    for (const other of alive)
      if (other !== tip && (nearest === undefined || apart(tip, other) < apart(tip, nearest)))
        nearest = other;
    if (nearest !== undefined && nearest !== previous) {
      chain.push(nearest);
      continue;
    }
    chain.splice(-2);
    join(Math.min(tip, previous ?? tip), Math.max(tip, previous ?? tip));
  }
  return byHeight(count, merges);
};
