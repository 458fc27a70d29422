import { BLOCK, type Components } from './components.ts';
import type { VoteTable } from './vote-table.ts';

/** How strongly few votes are drawn to the middle, divided by the number of statements. */
const RIDGE = 20;

/**
 * OPI-4: where each participant stands on the map: x = (CᵀC + λI)⁻¹ Cᵀr over the statements seen, λ = 20 ÷ statements.
 * Two numbers per row of `rows`.
 */
export const mapPositions = (
  { ptr, col, val, statements }: VoteTable,
  rows: Int32Array,
  { vectors, means }: Pick<Components, 'vectors' | 'means'>,
): Float64Array => {
  const points = new Float64Array(rows.length * 2);
  const ridge = RIDGE / Math.max(1, statements.length);
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place] ?? 0;
    let [aa, ab, bb] = [ridge, 0, ridge];
    let [ra, rb] = [0, 0];
    for (let at = ptr[row] ?? 0; at < (ptr[row + 1] ?? 0); at += 1) {
      const statement = col[at] ?? 0;
      const residual = (val[at] ?? 0) - (means[statement] ?? 0);
      const [a, b] = [vectors[statement * BLOCK] ?? 0, vectors[statement * BLOCK + 1] ?? 0];
      aa += a * a;
      ab += a * b;
      bb += b * b;
      ra += a * residual;
      rb += b * residual;
    }
    const determinant = aa * bb - ab * ab;
    points[place * 2] = (bb * ra - ab * rb) / determinant;
    points[place * 2 + 1] = (aa * rb - ab * ra) / determinant;
  }
  return points;
};
