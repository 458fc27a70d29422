/** Cells along each axis, over ±`REACH` root mean squares. */
const CELLS = 64;
const REACH = 4;

/** Points gathered in the cells of a grid: what is near moves together, and a hundred thousand points stay few. */
export interface Cells {
  /** Centre of mass of each cell that is not empty, two numbers each, in the order of the grid. */
  readonly centres: Float64Array;
  /** Points in each of them. */
  readonly weights: Float64Array;
  /** Which of them each point is in. */
  readonly ofPoint: Int32Array;
}

const rootMeanSquare = (points: Float64Array, axis: 0 | 1): number => {
  let sum = 0;
  for (let at = axis; at < points.length; at += 2) sum += (points[at] ?? 0) * (points[at] ?? 0);
  return points.length === 0 ? 0 : Math.sqrt((2 * sum) / points.length);
};

/** Place along an axis, 0 … `CELLS` − 1; what lies beyond the grid is in its outer cells. */
const along = (value: number, spread: number): number => {
  if (spread === 0) return 0;
  const place = Math.floor(((value / spread + REACH) / (2 * REACH)) * CELLS);
  return Math.min(CELLS - 1, Math.max(0, place));
};

/** OPI-6: the cells of these points, x and y in turn. */
export const cellsOf = (points: Float64Array): Cells => {
  const [spreadX, spreadY] = [rootMeanSquare(points, 0), rootMeanSquare(points, 1)];
  const ofPoint = new Int32Array(points.length / 2);
  const counts = new Int32Array(CELLS * CELLS);
  for (let point = 0; point < ofPoint.length; point += 1) {
    const cell = along(points[point * 2] ?? 0, spreadX) * CELLS + along(points[point * 2 + 1] ?? 0, spreadY);
    ofPoint[point] = cell;
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const used = new Int32Array(CELLS * CELLS);
  const weights = Float64Array.from(counts.filter((count) => count > 0));
  counts.reduce((place, count, cell) => {
    used[cell] = place;
    return count > 0 ? place + 1 : place;
  }, 0);
  const centres = new Float64Array(weights.length * 2);
  for (let point = 0; point < ofPoint.length; point += 1) {
    const place = used[ofPoint[point] ?? 0] ?? 0;
    ofPoint[point] = place;
    centres[place * 2] = (centres[place * 2] ?? 0) + (points[point * 2] ?? 0);
    centres[place * 2 + 1] = (centres[place * 2 + 1] ?? 0) + (points[point * 2 + 1] ?? 0);
  }
  for (let at = 0; at < centres.length; at += 1) centres[at] = (centres[at] ?? 0) / (weights[at >> 1] ?? 1);
  return { centres, weights, ofPoint };
};
