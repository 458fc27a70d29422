/** Eigenvalues of a small symmetric matrix, largest first, and their vectors as the columns of `vectors`. */
export interface SmallEigen {
  readonly values: readonly number[];
  readonly vectors: readonly (readonly number[])[];
}

/** Jacobi sweeps end when nothing is left off the diagonal; a 4 × 4 matrix needs about five. */
const SWEEPS_MAX = 30;

/** Cyclic Jacobi rotations, in a fixed order. */
export const smallEigen = (matrix: readonly (readonly number[])[]): SmallEigen => {
  const size = matrix.length;
  const a = matrix.map((row) => Float64Array.from(row));
  const q = a.map((_, i) => Float64Array.from(a, (__, j) => (i === j ? 1 : 0)));
  const turnColumns = (rows: readonly Float64Array[], i: number, j: number, c: number, s: number): void => {
    for (const row of rows) {
      const x = row[i] ?? 0;
      const y = row[j] ?? 0;
      row[i] = c * x - s * y;
      row[j] = s * x + c * y;
    }
  };
  const turnRows = (first: Float64Array, second: Float64Array, c: number, s: number): void => {
    for (let k = 0; k < size; k += 1) {
      const x = first[k] ?? 0;
      const y = second[k] ?? 0;
      first[k] = c * x - s * y;
      second[k] = s * x + c * y;
    }
  };
  for (let sweep = 0; sweep < SWEEPS_MAX; sweep += 1) {
    let turned = false;
    for (const [i, first] of a.entries())
      for (const [j, second] of a.entries()) {
        const off = first[j] ?? 0;
        const scale = Math.abs(first[i] ?? 0) + Math.abs(second[j] ?? 0);
        if (j <= i || Math.abs(off) <= scale * 1e-17) continue;
        turned = true;
        const theta = ((second[j] ?? 0) - (first[i] ?? 0)) / (2 * off);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        turnColumns(a, i, j, c, s);
        turnRows(first, second, c, s);
        turnColumns(q, i, j, c, s);
      }
    if (!turned) break;
  }
  const value = (place: number): number => a[place]?.[place] ?? 0;
  const order = a.map((_, place) => place).sort((i, j) => value(j) - value(i) || i - j);
  return { values: order.map(value), vectors: q.map((row) => order.map((place) => row[place] ?? 0)) };
};
