/** Cells along each axis, over ±4 root mean squares. */
const CELLS = 64;
const REACH = 4;

/** Points gathered in the cells of a grid: what is near each other moves together, and a hundred thousand stay few. */
export interface Cells {
  /** Centre of mass of each cell that is not empty, two numbers each, in the order of the grid. */
  readonly centres: Float64Array;
  readonly weights: Float64Array;
  /** Cell of each point. */
  readonly ofPoint: Int32Array;
}

const rootMeanSquare = (points: Float64Array, axis: 0 | 1): number => {
  let sum = 0;
  for (let at = axis; at < points.length; at += 2) sum += (points[at] ?? 0) * (points[at] ?? 0);
  return points.length === 0 ? 0 : Math.sqrt((2 * sum) / points.length);
};

const cellOf = (value: number, spread: number): number => {
  if (spread === 0) return 0;
  const place = Math.floor(((value / spread + REACH) / (2 * REACH)) * CELLS);
  return Math.min(CELLS - 1, Math.max(0, place));
};

/** OPI-5: the cells of these points; points beyond the grid count in its outer cells. */
export const cellsOf = (points: Float64Array): Cells => {
  const [spreadX, spreadY] = [rootMeanSquare(points, 0), rootMeanSquare(points, 1)];
  const count = points.length / 2;
  const grid = Int32Array.from({ length: count }, (_, point) =>
    cellOf(points[point * 2] ?? 0, spreadX) * CELLS + cellOf(points[point * 2 + 1] ?? 0, spreadY),
  );
  const used = [...new Set(grid)].sort((a, b) => a - b);
  const placeOf = new Int32Array(CELLS * CELLS);
  used.forEach((cell, place) => {
    placeOf[cell] = place;
  });
  const weights = new Float64Array(used.length);
  const centres = new Float64Array(used.length * 2);
  const ofPoint = grid.map((cell) => placeOf[cell] ?? 0);
  for (let point = 0; point < count; point += 1) {
    const cell = ofPoint[point] ?? 0;
    weights[cell] = (weights[cell] ?? 0) + 1;
    centres[cell * 2] = (centres[cell * 2] ?? 0) + (points[point * 2] ?? 0);
    centres[cell * 2 + 1] = (centres[cell * 2 + 1] ?? 0) + (points[point * 2 + 1] ?? 0);
  }
  for (let at = 0; at < centres.length; at += 1) centres[at] = (centres[at] ?? 0) / (weights[at >> 1] ?? 1);
  return { centres, weights, ofPoint };
};
