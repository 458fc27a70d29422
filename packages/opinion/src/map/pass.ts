import type { VoteTable } from '../votes/vote-table.ts';

/** Columns that are iterated together: two are wanted, two more make them come sooner. */
export const BLOCK = 4;

/** Rows whose sums are added up before those of the next: the result is the same however many workers share them. */
export const CHUNK_ROWS = 8_192;

/** The votes that the components are of: rows of a table, and the mean of the votes seen per statement. */
export interface CentredVotes {
  readonly table: VoteTable;
  /** Places of participants, ascending. */
  readonly rows: Int32Array;
  readonly means: Float64Array;
}

/**
 * One pass: W = Rᵀ(R V), with R the votes seen less their means and 0 elsewhere, and V a block of `BLOCK` columns, one
 * statement after the other. That is the same as filling what was not seen with the mean and centring; R itself is
 * never written down. Another kernel may stand here if it adds in the same order: entries of a row ascending, rows
 * ascending within a chunk of `CHUNK_ROWS`, chunks ascending.
 */
export type Pass = (votes: CentredVotes, block: Float64Array) => Float64Array;

/** Number of chunks of these votes. */
export const chunksOf = ({ rows }: CentredVotes): number => Math.ceil(rows.length / CHUNK_ROWS);

/** The part of a pass that comes from one chunk of rows. Chunks do not depend on one another. */
export const chunkPass = (
  { table: { ptr, col, val }, rows, means }: CentredVotes,
  block: Float64Array,
  chunk: number,
): Float64Array => {
  const sums = new Float64Array(block.length);
  const end = Math.min((chunk + 1) * CHUNK_ROWS, rows.length);
  for (let place = chunk * CHUNK_ROWS; place < end; place += 1) {
    const row = rows[place] ?? 0;
    const first = ptr[row] ?? 0;
    const last = ptr[row + 1] ?? 0;
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
      sums[base] = (sums[base] ?? 0) + residual * a;
      sums[base + 1] = (sums[base + 1] ?? 0) + residual * b;
      sums[base + 2] = (sums[base + 2] ?? 0) + residual * c;
      sums[base + 3] = (sums[base + 3] ?? 0) + residual * d;
    }
  }
  return sums;
};

/** The whole of a pass from its parts, in the order of the chunks. */
export const addChunks = (parts: Iterable<Float64Array>, size: number): Float64Array => {
  const total = new Float64Array(size);
  for (const part of parts)
    for (let at = 0; at < size; at += 1) total[at] = (total[at] ?? 0) + (part[at] ?? 0);
  return total;
};

/** A pass in this thread. */
export const sparsePass: Pass = (votes, block) =>
  addChunks(
    Array.from({ length: chunksOf(votes) }, (_, chunk) => chunkPass(votes, block, chunk)),
    block.length,
  );
