import type { VoteTable } from '../votes/vote-table.ts';
import { fixedBlock, gram, orthonormal, plusCombined, withFixedSigns, type Coefficients } from './block.ts';
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

/** Ritz vectors with their images under RᵀR, and the directions in which they last moved. */
interface Step {
  readonly values: readonly number[];
  readonly block: Float64Array;
  readonly image: Float64Array;
  readonly moved?: { readonly block: Float64Array; readonly image: Float64Array };
}

type Vectors = readonly (readonly number[])[];

const dotOf = (x: readonly number[], y: readonly number[]): number =>
  x.reduce((sum, entry, at) => sum + entry * (y[at] ?? 0), 0);

/** Vectors of length 1 at right angles to others and to one another, twice for what rounding leaves; spanned ones 0. */
const squared = (vectors: Vectors, others: Vectors): Vectors =>
  vectors.reduce<Vectors>((done, vector) => {
    const against = [...others, ...done];
    let left = [...vector];
    for (const other of [...against, ...against]) {
      const share = dotOf(left, other);
      left = left.map((entry, at) => entry - share * (other[at] ?? 0));
    }
    const length = Math.sqrt(dotOf(left, left));
    return [...done, left.map((entry) => (length > NOTHING ? entry / length : 0))];
  }, []);

/** Rows of a list of columns. */
const rowsOf = (columns: Vectors, from: number, count: number): Coefficients =>
  Array.from({ length: count }, (_, row) => columns.map((column) => column[from + row] ?? 0));

/**
 * Rayleigh–Ritz over a space of several blocks with columns of length 1 at right angles: its best `BLOCK` vectors, and
 * the part of them that the first block did not have.
 */
const ritzStep = (blocks: readonly Float64Array[], images: readonly Float64Array[]): Step => {
  const products = blocks.map((block) => images.map((image) => gram(block, image)));
  const size = blocks.length * BLOCK;
  const entry = (i: number, j: number): number =>
    products[Math.floor(i / BLOCK)]?.[Math.floor(j / BLOCK)]?.[i % BLOCK]?.[j % BLOCK] ?? 0;
  const places = Array.from({ length: size }, (_, place) => place);
  const { values, vectors } = smallEigen(
    places.map((i) => places.map((j) => (entry(i, j) + entry(j, i)) / 2)),
  );
  const best = places.slice(0, BLOCK).map((column) => vectors.map((row) => row[column] ?? 0));
  const combine = (of: readonly Float64Array[], columns: Vectors): Float64Array =>
    plusCombined(
      new Float64Array(of[0]?.length ?? 0),
      of.map((block, at) => [block, rowsOf(columns, at * BLOCK, BLOCK)]),
    );
  const found = { values, block: combine(blocks, best), image: combine(images, best) };
  if (blocks.length === 1) return found;
  const beyond = squared(
    best.map((column) => column.map((share, at) => (at < BLOCK ? 0 : share))),
    best,
  );
  return { ...found, moved: { block: combine(blocks, beyond), image: combine(images, beyond) } };
};

/** W − θV, column by column. */
const residualOf = ({ values, block, image }: Step): Float64Array =>
  image.map((entry, at) => entry - (values[at % BLOCK] ?? 0) * (block[at] ?? 0));

/** Whether the residuals of both components are small beside their values; of a component that is nothing they are. */
const isNear = ({ values }: Step, residual: Float64Array, tolerance: number): boolean =>
  values.slice(0, COMPONENTS).every((value, column) => {
    if (!(value > (values[0] ?? 0) * NOTHING)) return true;
    let sum = 0;
    for (let at = column; at < residual.length; at += BLOCK) sum += (residual[at] ?? 0) ** 2;
    return Math.sqrt(sum) <= tolerance * value;
  });

/** How the components are found. */
export interface ComponentOptions {
  readonly tolerance?: number;
  /** The block of an earlier answer, in the order of the statements. */
  readonly start?: Float64Array;
  readonly pass?: Pass;
}

/**
 * OPI-4: the directions along which the votes of these participants differ most, by block subspace iteration with
 * Rayleigh–Ritz (engine specification 6.2). Each pass is over the residuals of the last step; the space in which the
 * next vectors are sought also holds the last vectors and the way they came, which takes half the passes.
 * @param rows places of the participants, ascending
 */
export const components = (
  table: VoteTable,
  rows: Int32Array,
  { tolerance = TOLERANCE_REPORT, start, pass = sparsePass }: ComponentOptions = {},
): Components => {
  const size = table.statements.ids.length;
  const means = statementMeans(table, rows);
  const imageOf = (block: Float64Array): Float64Array => pass({ table, rows, means }, block);
  const first = orthonormal(start === undefined ? fixedBlock(size) : warmBlock(size, start));
  let step = ritzStep([first], [imageOf(first)]);
  for (let passes = 1; ; passes += 1) {
    const residual = residualOf(step);
    const converged = isNear(step, residual, tolerance);
    if (converged || passes === PASSES_MAX)
      return {
        vectors: withFixedSigns(step.block),
        values: Float64Array.from(step.values.slice(0, BLOCK)),
        means,
        passes,
        converged,
      };
    const known = [step.block, ...(step.moved === undefined ? [] : [step.moved.block])];
    const images = [step.image, ...(step.moved === undefined ? [] : [step.moved.image])];
    const fresh = orthonormal(residual, known);
    step = ritzStep([...known, fresh], [...images, imageOf(fresh)]);
  }
};
