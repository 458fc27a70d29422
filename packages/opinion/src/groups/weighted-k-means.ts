import type { Cells } from './cells.ts';

/** Rounds after which it ends even if somebody still changes groups. */
export const ROUNDS_MAX = 100;

const squared = (points: Float64Array, i: number, centres: Float64Array, j: number): number => {
  const dx = (points[i * 2] ?? 0) - (centres[j * 2] ?? 0);
  const dy = (points[i * 2 + 1] ?? 0) - (centres[j * 2 + 1] ?? 0);
  return dx * dx + dy * dy;
};

/** The place of the largest number, the first of equals. */
const argMax = (values: Float64Array): number => {
  let best = 0;
  for (let at = 1; at < values.length; at += 1) if ((values[at] ?? 0) > (values[best] ?? 0)) best = at;
  return best;
};

const meanOf = ({ centres, weights }: Cells): Float64Array => {
  const mean = new Float64Array(2);
  let total = 0;
  for (let cell = 0; cell < weights.length; cell += 1) {
    const weight = weights[cell] ?? 0;
    total += weight;
    mean[0] = (mean[0] ?? 0) + weight * (centres[cell * 2] ?? 0);
    mean[1] = (mean[1] ?? 0) + weight * (centres[cell * 2 + 1] ?? 0);
  }
  return total === 0 ? mean : mean.map((sum) => sum / total);
};

/** Starts at the cell farthest from the mean, then each time at the one farthest from all starts so far. */
const farthestFirst = (cells: Cells, k: number): Float64Array => {
  const { centres, weights } = cells;
  const mean = meanOf(cells);
  const starts = new Float64Array(k * 2);
  const far = new Float64Array(weights.length);
  for (let cell = 0; cell < far.length; cell += 1) far[cell] = squared(centres, cell, mean, 0);
  for (let group = 0; group < k; group += 1) {
    const start = argMax(far) * 2;
    starts.set(centres.subarray(start, start + 2), group * 2);
    for (let cell = 0; cell < far.length; cell += 1) {
      const distance = squared(centres, cell, starts, group);
      far[cell] = group === 0 ? distance : Math.min(far[cell] ?? 0, distance);
    }
  }
  return starts;
};

/** Puts the nearest of the means to each cell, the first of equals, into `groups`; whether any of them changed. */
const assignNearest = ({ centres, weights }: Cells, means: Float64Array, groups: Int32Array): boolean => {
  let isChanged = false;
  for (let cell = 0; cell < weights.length; cell += 1) {
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let group = 0; group < means.length / 2; group += 1) {
      const distance = squared(centres, cell, means, group);
      if (!(distance < least)) continue;
      best = group;
      least = distance;
    }
    if (groups[cell] === best) continue;
    groups[cell] = best;
    isChanged = true;
  }
  return isChanged;
};

const meansOf = ({ centres, weights }: Cells, groups: Int32Array, before: Float64Array): Float64Array => {
  const sums = new Float64Array(before.length);
  const totals = new Float64Array(before.length / 2);
  for (let cell = 0; cell < weights.length; cell += 1) {
    const group = groups[cell] ?? 0;
    const weight = weights[cell] ?? 0;
    totals[group] = (totals[group] ?? 0) + weight;
    sums[group * 2] = (sums[group * 2] ?? 0) + weight * (centres[cell * 2] ?? 0);
    sums[group * 2 + 1] = (sums[group * 2 + 1] ?? 0) + weight * (centres[cell * 2 + 1] ?? 0);
  }
  // A group that lost everyone stays where it was.
  return sums.map((sum, at) => (totals[at >> 1] === 0 ? (before[at] ?? 0) : sum / (totals[at >> 1] ?? 1)));
};

/** The groups that have anybody, numbered anew in their order. */
const withoutEmpty = (groups: Int32Array, k: number): { readonly k: number; readonly groups: Int32Array } => {
  const used = Array.from({ length: k }, (_, group) => group).filter((group) => groups.includes(group));
  return { k: used.length, groups: groups.map((group) => used.indexOf(group)) };
};

/**
 * OPI-6: the group of every point, by weighted k-means over the cells. Where the points are in fewer places than `k`,
 * there are fewer groups.
 */
export const weightedKMeans = (
  cells: Cells,
  k: number,
): { readonly k: number; readonly groups: Int32Array } => {
  let means = farthestFirst(cells, k);
  const ofCell = new Int32Array(cells.weights.length);
  assignNearest(cells, means, ofCell);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    means = meansOf(cells, ofCell, means);
    if (!assignNearest(cells, means, ofCell)) break;
  }
  const found = withoutEmpty(ofCell, k);
  return { k: found.k, groups: cells.ofPoint.map((cell) => found.groups[cell] ?? 0) };
};
