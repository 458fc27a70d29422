/** Points on which the silhouette is computed; of more so many are taken evenly. */
export const SILHOUETTE_POINTS_MAX = 1_000;

/** Places of the points that stand for all: every one, or so many taken evenly. */
export const evenlyTaken = (count: number, max = SILHOUETTE_POINTS_MAX): Int32Array =>
  count <= max
    ? Int32Array.from({ length: count }, (_, at) => at)
    : Int32Array.from({ length: max }, (_, at) => Math.floor((at * count) / max));

/** Points divided into `k` groups, 0 to k − 1. */
export interface Divided {
  readonly k: number;
  readonly groups: Int32Array;
}

const sizesOf = ({ k, groups }: Divided): Float64Array => {
  const sizes = new Float64Array(k);
  for (const group of groups) sizes[group] = (sizes[group] ?? 0) + 1;
  return sizes;
};

/** (b − a) ÷ max(a, b) of one point, from its sums of distances by group; 0 where it is alone in its group. */
const widthOf = (own: number, sums: Float64Array, sizes: Float64Array): number => {
  const size = sizes[own] ?? 0;
  if (size < 2) return 0;
  const a = (sums[own] ?? 0) / (size - 1);
  let b = Number.POSITIVE_INFINITY;
  for (let group = 0; group < sizes.length; group += 1)
    if (group !== own && (sizes[group] ?? 0) > 0) b = Math.min(b, (sums[group] ?? 0) / (sizes[group] ?? 1));
  const larger = Math.max(a, b);
  return larger > 0 ? (b - a) / larger : 0;
};

/**
 * OPI-7: for each of several divisions of the same points the mean of (b − a) ÷ max(a, b), a being the mean distance to
 * the others of one's own group and b to those of the nearest other group. Undefined with fewer than two groups.
 * @param distancesFrom fills the distances from one point to all
 */
export const silhouettes = (
  count: number,
  divisions: readonly Divided[],
  distancesFrom: (point: number, into: Float64Array) => void,
): readonly (number | undefined)[] => {
  const all = divisions.map((division) => ({
    groups: division.groups,
    sizes: sizesOf(division),
    sums: new Float64Array(division.k),
    total: 0,
  }));
  const distances = new Float64Array(count);
  for (let point = 0; point < count; point += 1) {
    distancesFrom(point, distances);
    for (const division of all) {
      const { groups, sums, sizes } = division;
      sums.fill(0);
      for (let other = 0; other < count; other += 1) {
        const group = groups[other] ?? 0;
        sums[group] = (sums[group] ?? 0) + (distances[other] ?? 0);
      }
      division.total += widthOf(groups[point] ?? 0, sums, sizes);
    }
  }
  return all.map(({ sizes, total }) =>
    sizes.filter((size) => size > 0).length < 2 ? undefined : total / count,
  );
};

/** Distances in the plane between the points that were taken. */
export const planeDistances =
  (points: Float64Array, taken: Int32Array) =>
  (point: number, into: Float64Array): void => {
    const from = (taken[point] ?? 0) * 2;
    const x = points[from] ?? 0;
    const y = points[from + 1] ?? 0;
    for (let other = 0; other < taken.length; other += 1) {
      const to = (taken[other] ?? 0) * 2;
      const dx = x - (points[to] ?? 0);
      const dy = y - (points[to + 1] ?? 0);
      into[other] = Math.sqrt(dx * dx + dy * dy);
    }
  };
