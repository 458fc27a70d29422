import type { VoteTable } from '../votes/vote-table.ts';
import type { Components } from './components.ts';
import { BLOCK } from './pass.ts';

/** How strongly few votes are drawn to the middle, divided by the number of statements. */
const RIDGE = 20;

type Directions = Pick<Components, 'vectors' | 'means'>;

/** Sums over the votes of one row: CᵀC as aa, ab, bb and Cᵀr as ra, rb. */
const rowSums = ({ ptr, col, val }: VoteTable, row: number, { vectors, means }: Directions) => {
  let aa = 0;
  let ab = 0;
  let bb = 0;
  let ra = 0;
  let rb = 0;
  for (let at = ptr[row] ?? 0; at < (ptr[row + 1] ?? 0); at += 1) {
    const statement = col[at] ?? 0;
    const residual = (val[at] ?? 0) - (means[statement] ?? 0);
    const a = vectors[statement * BLOCK] ?? 0;
    const b = vectors[statement * BLOCK + 1] ?? 0;
    aa += a * a;
    ab += a * b;
    bb += b * b;
    ra += a * residual;
    rb += b * residual;
  }
  return { aa, ab, bb, ra, rb };
};

/**
 * OPI-5: where each participant stands on the map: x = (CᵀC + λI)⁻¹ Cᵀr over the statements seen, λ = 20 ÷ statements
 * (engine specification 6.3). Two numbers per entry of `rows`; axes have no meaning of their own.
 */
export const mapPositions = (table: VoteTable, rows: Int32Array, directions: Directions): Float64Array => {
  const points = new Float64Array(rows.length * 2);
  const ridge = RIDGE / Math.max(1, table.statements.ids.length);
  for (let place = 0; place < rows.length; place += 1) {
    const { aa, ab, bb, ra, rb } = rowSums(table, rows[place] ?? 0, directions);
    const first = aa + ridge;
    const second = bb + ridge;
    const determinant = first * second - ab * ab;
    points[place * 2] = (second * ra - ab * rb) / determinant;
    points[place * 2 + 1] = (first * rb - ab * ra) / determinant;
  }
  return points;
};

/**
 * OPI-5: the scaling by √(statements ÷ statements seen) that others publish, for comparing with them alone: who voted
 * little is thrown far out. Without a vote it is the middle.
 */
export const scaledPositions = (table: VoteTable, rows: Int32Array, directions: Directions): Float64Array => {
  const points = new Float64Array(rows.length * 2);
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place] ?? 0;
    const seen = (table.ptr[row + 1] ?? 0) - (table.ptr[row] ?? 0);
    if (seen === 0) continue;
    const { ra, rb } = rowSums(table, row, directions);
    const scale = Math.sqrt(table.statements.ids.length / seen);
    points[place * 2] = ra * scale;
    points[place * 2 + 1] = rb * scale;
  }
  return points;
};
