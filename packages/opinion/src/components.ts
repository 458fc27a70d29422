import type { VoteTable } from './vote-table.ts';

/** Columns that are iterated together: two are wanted, two more make them come sooner. */
export const BLOCK = 4;
/** Components that are used. */
export const COMPONENTS = 2;
const PASSES_MAX = 200;
/** Rows whose sums are added before the next ones: the result is the same however many workers share them. */
export const CHUNK_ROWS = 8_192;

/** When the two components are near enough: the relative residual of each. */
export const TOLERANCE_LIVE = 1e-4;
export const TOLERANCE_REPORT = 1e-6;

export interface Components {
  /** Statement by statement, `BLOCK` columns; each column has length 1. The first two are the components. */
  readonly vectors: Float64Array;
  /** Σ of squares along each column, descending. */
  readonly values: Float64Array;
  /** Mean of the votes seen, per statement. */
  readonly means: Float64Array;
  readonly passes: number;
  /** Whether both residuals are within the tolerance. */
  readonly converged: boolean;
}

/** Mean of the votes of these participants on each statement; 0 where nobody voted. */
export const statementMeans = (table: VoteTable, rows: Int32Array): Float64Array => {
  const { ptr, col, val, statements } = table;
  const [sums, seen] = [new Float64Array(statements.length), new Float64Array(statements.length)];
  for (const row of rows)
    for (let at = ptr[row] ?? 0; at < (ptr[row + 1] ?? 0); at += 1) {
      const statement = col[at] ?? 0;
      sums[statement] = (sums[statement] ?? 0) + (val[at] ?? 0);
      seen[statement] = (seen[statement] ?? 0) + 1;
    }
  return sums.map((sum, statement) => ((seen[statement] ?? 0) === 0 ? 0 : sum / (seen[statement] ?? 1)));
};

/**
 * One pass: W = Rᵀ(R V) with R the votes seen less their means and 0 elsewhere, which is the same as filling unseen
 * votes with the mean and centring. The matrix itself is never written down. A place for a faster kernel that adds in
 * the same order.
 */
export type Pass = (table: VoteTable, rows: Int32Array, means: Float64Array, block: Float64Array) => Float64Array;

export const sparsePass: Pass = ({ ptr, col, val }, rows, means, block) => {
  const total = new Float64Array(block.length);
  const part = new Float64Array(block.length);
  for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
    part.fill(0);
    const to = Math.min(from + CHUNK_ROWS, rows.length);
    for (let place = from; place < to; place += 1) {
      const row = rows[place] ?? 0;
      const [first, last] = [ptr[row] ?? 0, ptr[row + 1] ?? 0];
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let at = first; at < last; at += 1) {
        const statement = col[at] ?? 0;
        const residual = (val[at] ?? 0) - (means[statement] ?? 0);
        const base = statement * BLOCK;
        a += residual * (block[base] ?? 0);
        b += residual * (block[base + 1] ?? 0);
        c += residual * (block[base + 2] ?? 0);
        d += residual * (block[base + 3] ?? 0);
      }
      for (let at = first; at < last; at += 1) {
        const statement = col[at] ?? 0;
        const residual = (val[at] ?? 0) - (means[statement] ?? 0);
        const base = statement * BLOCK;
        part[base] = (part[base] ?? 0) + residual * a;
        part[base + 1] = (part[base + 1] ?? 0) + residual * b;
        part[base + 2] = (part[base + 2] ?? 0) + residual * c;
        part[base + 3] = (part[base + 3] ?? 0) + residual * d;
      }
    }
    for (let at = 0; at < total.length; at += 1) total[at] = (total[at] ?? 0) + (part[at] ?? 0);
  }
  return total;
};

/** Dot product of two columns of blocks. */
const dot = (x: Float64Array, i: number, y: Float64Array, j: number): number => {
  let sum = 0;
  for (let base = 0; base < x.length; base += BLOCK) sum += (x[base + i] ?? 0) * (y[base + j] ?? 0);
  return sum;
};

/** A fixed start without meaning: every direction is in it. */
const fixedStart = (statements: number): Float64Array => {
  const block = new Float64Array(statements * BLOCK);
  let state = 0x9e3779b9;
  for (let at = 0; at < block.length; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    block[at] = (state >>> 0) / 4_294_967_296 - 0.5;
  }
  return block;
};

/** Makes the columns orthonormal, in their order; a column that the others span becomes 0. */
const orthonormalise = (block: Float64Array): void => {
  for (let i = 0; i < BLOCK; i += 1) {
    const before = Math.sqrt(dot(block, i, block, i));
    // Twice: once leaves what rounding brought back.
    for (let again = 0; again < 2; again += 1)
      for (let j = 0; j < i; j += 1) {
        const share = dot(block, i, block, j);
        for (let base = 0; base < block.length; base += BLOCK)
          block[base + i] = (block[base + i] ?? 0) - share * (block[base + j] ?? 0);
      }
    const length = Math.sqrt(dot(block, i, block, i));
    const scale = length > before * 1e-12 && length > 0 ? 1 / length : 0;
    for (let base = 0; base < block.length; base += BLOCK) block[base + i] = (block[base + i] ?? 0) * scale;
  }
};

/** Eigenvectors of a small symmetric matrix by Jacobi rotations, largest value first. */
const smallEigen = (matrix: readonly (readonly number[])[]) => {
  const size = matrix.length;
  const a = matrix.map((row) => [...row]);
  const q = a.map((_, i) => a.map((__, j) => (i === j ? 1 : 0)));
  const cell = (m: number[][], i: number, j: number): number => m[i]?.[j] ?? 0;
  const put = (m: number[][], i: number, j: number, value: number): void => {
    const row = m[i];
    if (row !== undefined) row[j] = value;
  };
  const rotate = (m: number[][], i1: number, j1: number, i2: number, j2: number, c: number, s: number): void => {
    const [x, y] = [cell(m, i1, j1), cell(m, i2, j2)];
    put(m, i1, j1, c * x - s * y);
    put(m, i2, j2, s * x + c * y);
  };
  for (let sweep = 0; sweep < 30; sweep += 1)
    for (let i = 0; i < size; i += 1)
      for (let j = i + 1; j < size; j += 1) {
        const off = cell(a, i, j);
        if (off === 0) continue;
        const theta = (cell(a, j, j) - cell(a, i, i)) / (2 * off);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < size; k += 1) rotate(a, k, i, k, j, c, s);
        for (let k = 0; k < size; k += 1) rotate(a, i, k, j, k, c, s);
        for (let k = 0; k < size; k += 1) rotate(q, k, i, k, j, c, s);
      }
  const order = a.map((_, i) => i).sort((i, j) => cell(a, j, j) - cell(a, i, i) || i - j);
  return {
    values: order.map((i) => cell(a, i, i)),
    vectors: q.map((row) => order.map((i) => row[i] ?? 0)),
  };
};

/** The block with its columns combined: X = V·Q. */
const combine = (block: Float64Array, q: readonly (readonly number[])[]): Float64Array => {
  const result = new Float64Array(block.length);
  for (let base = 0; base < block.length; base += BLOCK)
    for (let j = 0; j < BLOCK; j += 1) {
      let sum = 0;
      for (let i = 0; i < BLOCK; i += 1) sum += (block[base + i] ?? 0) * (q[i]?.[j] ?? 0);
      result[base + j] = sum;
    }
  return result;
};

/** The entry of largest magnitude of each column is positive, the first of equals. */
const fixSigns = (block: Float64Array): void => {
  for (let i = 0; i < BLOCK; i += 1) {
    let largest = 0;
    for (let base = 0; base < block.length; base += BLOCK)
      if (Math.abs(block[base + i] ?? 0) > Math.abs(largest)) largest = block[base + i] ?? 0;
    if (largest < 0)
      for (let base = 0; base < block.length; base += BLOCK) block[base + i] = -(block[base + i] ?? 0);
  }
};

/** The components of an earlier table as the start for one with more statements. */
const warmStart = (statements: number, before: Float64Array): Float64Array => {
  const block = fixedStart(statements);
  // A little of every direction stays in it, so that what is new can be found.
  for (let at = 0; at < block.length; at += 1)
    block[at] = (at < before.length ? (before[at] ?? 0) : 0) + (block[at] ?? 0) * 1e-3;
  return block;
};

/**
 * OPI-3: the directions along which the votes of these participants differ most, by block subspace iteration with
 * Rayleigh–Ritz (engine specification 6.2).
 * @param rows places of the participants, ascending
 */
export const components = (
  table: VoteTable,
  rows: Int32Array,
  {
    tolerance = TOLERANCE_REPORT,
    start,
    pass = sparsePass,
  }: { readonly tolerance?: number; readonly start?: Float64Array; readonly pass?: Pass } = {},
): Components => {
  const size = table.statements.length;
  const means = statementMeans(table, rows);
  let block = start === undefined ? fixedStart(size) : warmStart(size, start);
  orthonormalise(block);
  for (let passes = 1; ; passes += 1) {
    const image = pass(table, rows, means, block);
    const columns = Array.from({ length: BLOCK }, (_, i) => i);
    const small = columns.map((i) => columns.map((j) => (dot(block, i, image, j) + dot(block, j, image, i)) / 2));
    const { values, vectors } = smallEigen(small);
    const ritz = combine(block, vectors);
    const next = combine(image, vectors);
    const converged = columns.slice(0, COMPONENTS).every((i) => {
      const value = values[i] ?? 0;
      let residual = 0;
      for (let base = i; base < next.length; base += BLOCK) {
        const difference = (next[base] ?? 0) - value * (ritz[base] ?? 0);
        residual += difference * difference;
      }
      return Math.sqrt(residual) <= tolerance * Math.max(Math.abs(value), Math.abs(values[0] ?? 0) * 1e-12);
    });
    if (converged || passes === PASSES_MAX) {
      fixSigns(ritz);
      return { vectors: ritz, values: Float64Array.from(values), means, passes, converged };
    }
    block = next;
    orthonormalise(block);
  }
};
