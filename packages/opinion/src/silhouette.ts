/** Points on which the silhouette is computed; more are taken evenly. */
export const SILHOUETTE_POINTS_MAX = 1_000;

/** The points that stand for all: every one, or so many taken evenly. */
export const evenlyTaken = (count: number, max = SILHOUETTE_POINTS_MAX): Int32Array =>
  count <= max
    ? Int32Array.from({ length: count }, (_, at) => at)
    : Int32Array.from({ length: max }, (_, at) => Math.floor((at * count) / max));

/**
 * Mean over the points of (b − a) ÷ max(a, b): a the mean distance to one's own group, b to the nearest other one; 0
 * for a point that is alone in its group. Undefined with fewer than two groups.
 * @param distance between two points by their places in `groups`
 */
export const silhouette = (
  groups: Int32Array,
  k: number,
  distance: (i: number, j: number) => number,
): number | undefined => {
  const sizes = new Float64Array(k);
  for (const group of groups) sizes[group] = (sizes[group] ?? 0) + 1;
  if (sizes.filter((size) => size > 0).length < 2) return undefined;
  let total = 0;
  const sums = new Float64Array(k);
  for (let i = 0; i < groups.length; i += 1) {
    const own = groups[i] ?? 0;
    if ((sizes[own] ?? 0) < 2) continue;
    sums.fill(0);
    for (let j = 0; j < groups.length; j += 1) {
      const group = groups[j] ?? 0;
      sums[group] = (sums[group] ?? 0) + distance(i, j);
    }
    const a = (sums[own] ?? 0) / ((sizes[own] ?? 0) - 1);
    let b = Number.POSITIVE_INFINITY;
    for (let group = 0; group < k; group += 1)
      if (group !== own && (sizes[group] ?? 0) > 0) b = Math.min(b, (sums[group] ?? 0) / (sizes[group] ?? 1));
    const larger = Math.max(a, b);
    if (larger > 0) total += (b - a) / larger;
  }
  return total / groups.length;
};

/** Distances between points of the plane. */
export const planeDistance =
  (points: Float64Array, taken: Int32Array) =>
  (i: number, j: number): number => {
    const [p, q] = [(taken[i] ?? 0) * 2, (taken[j] ?? 0) * 2];
    const dx = (points[p] ?? 0) - (points[q] ?? 0);
    const dy = (points[p + 1] ?? 0) - (points[q + 1] ?? 0);
    return Math.sqrt(dx * dx + dy * dy);
  };
