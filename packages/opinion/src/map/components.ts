import type { VoteTable } from '../votes/vote-table.ts';
import { combined, dot, fixedBlock, orthonormal, withFixedSigns } from './block.ts';
import { BLOCK, sparsePass, type Pass } from './pass.ts';
import { smallEigen } from './small-eigen.ts';

/** Components that are used: the two axes of the map. */
export const COMPONENTS = 2;
/** Passes after which it ends whatever the residuals are. */
export const PASSES_MAX = 200;

/** How small the relative residual of both components must be: while people vote, and for what is published. */
export const TOLERANCE_LIVE = 1e-4;
export const TOLERANCE_REPORT = 1e-6;

/** How strongly the fixed start is mixed into an earlier block, so that what is new can be found. */
const NEW_DIRECTIONS = 1e-3;
/** Where nobody differs from anybody, rounding is all there is: a component below this share of the first is none. */
const NOTHING = 1e-12;

/** The directions along which votes differ most. */
export interface Components {
  /** Entry by statement, `BLOCK` columns side by side, each of length 1 or all 0. The first two are the components. */
  readonly vectors: Float64Array;
  /** Sum of squares of the votes along each column, descending. */
  readonly values: Float64Array;
  /** Mean of the votes seen, by statement; 0 where nobody voted. */
  readonly means: Float64Array;
  /** Passes over the votes that it took. */
  readonly passes: number;
  /** Whether both residuals are within the tolerance. */
  readonly converged: boolean;
}

/** Mean of the votes of these participants on each statement; 0 where nobody voted. */
export const statementMeans = ({ ptr, col, val, statements }: VoteTable, rows: Int32Array): Float64Array => {
  const [sums, seen] = [new Float64Array(statements.ids.length), new Float64Array(statements.ids.length)];
  for (const row of rows)
    for (let at = ptr[row] ?? 0; at < (ptr[row + 1] ?? 0); at += 1) {
      const statement = col[at] ?? 0;
      sums[statement] = (sums[statement] ?? 0) + (val[at] ?? 0);
      seen[statement] = (seen[statement] ?? 0) + 1;
    }
  return sums.map((sum, statement) => (seen[statement] === 0 ? 0 : sum / (seen[statement] ?? 1)));
};

/** An earlier block with a little of every direction; statements that are new begin with 0. */
const warmBlock = (statements: number, before: Float64Array): Float64Array =>
  fixedBlock(statements).map((entry, at) => (before[at] ?? 0) + entry * NEW_DIRECTIONS);

/** Length of W − θV in a column, over θ; nothing where the column itself is nothing. */
const relativeResidual = (
  image: Float64Array,
  block: Float64Array,
  column: number,
  value: number,
  largest: number,
): number => {
  if (!(value > largest * NOTHING)) return 0;
  let sum = 0;
  for (let base = column; base < image.length; base += BLOCK) {
    const off = (image[base] ?? 0) - value * (block[base] ?? 0);
    sum += off * off;
  }
  return Math.sqrt(sum) / value;
};

/** How the components are found. */
export interface ComponentOptions {
  readonly tolerance?: number;
  /** The block of an earlier answer, in the order of the statements. */
  readonly start?: Float64Array;
  readonly pass?: Pass;
}

/**
 * OPI-4: the directions along which the votes of these participants differ most, by block subspace iteration with
 * Rayleigh–Ritz (engine specification 6.2).
 * @param rows places of the participants, ascending
 */
export const components = (
  table: VoteTable,
  rows: Int32Array,
  { tolerance = TOLERANCE_REPORT, start, pass = sparsePass }: ComponentOptions = {},
): Components => {
  const size = table.statements.ids.length;
  const means = statementMeans(table, rows);
  const columns = Array.from({ length: BLOCK }, (_, column) => column);
  let block = orthonormal(start === undefined ? fixedBlock(size) : warmBlock(size, start));
  for (let passes = 1; ; passes += 1) {
    const image = pass({ table, rows, means }, block);
    const { values, vectors } = smallEigen(
      columns.map((i) => columns.map((j) => (dot(block, i, image, j) + dot(block, j, image, i)) / 2)),
    );
    const ritz = combined(block, vectors);
    const next = combined(image, vectors);
    const [largest = 0] = values;
    const converged = values
      .slice(0, COMPONENTS)
      .every((value, column) => relativeResidual(next, ritz, column, value, largest) <= tolerance);
    if (converged || passes === PASSES_MAX)
      return {
        vectors: withFixedSigns(ritz),
        values: Float64Array.from(values),
        means,
        passes,
        converged,
      };
    block = orthonormal(next);
  }
};
