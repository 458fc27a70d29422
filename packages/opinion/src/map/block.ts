import { BLOCK } from './pass.ts';

/** Rows of coefficients, `BLOCK` columns. */
export type Coefficients = readonly (readonly number[])[];

/** Dot products of every column of one block with every column of another, row by row. */
export const gram = (x: Float64Array, y: Float64Array): readonly (readonly number[])[] => {
  const sums = new Float64Array(BLOCK * BLOCK);
  for (let base = 0; base < x.length; base += BLOCK)
    for (let i = 0; i < BLOCK; i += 1) {
      const entry = x[base + i] ?? 0;
      for (let j = 0; j < BLOCK; j += 1) {
        const at = i * BLOCK + j;
        sums[at] = (sums[at] ?? 0) + entry * (y[base + j] ?? 0);
      }
    }
  return Array.from({ length: BLOCK }, (_, i) => Array.from(sums.subarray(i * BLOCK, (i + 1) * BLOCK)));
};

/** The block with so much of the columns of others added: X + Σ Yᵢ·Cᵢ. */
export const plusCombined = (
  x: Float64Array,
  parts: readonly (readonly [block: Float64Array, coefficients: Coefficients])[],
): Float64Array => {
  const result = x.slice();
  for (const [block, coefficients] of parts) {
    const flat = Float64Array.from(coefficients.flat());
    for (let base = 0; base < block.length; base += BLOCK)
      for (let j = 0; j < BLOCK; j += 1) {
        let sum = 0;
        for (let i = 0; i < BLOCK; i += 1) sum += (block[base + i] ?? 0) * (flat[i * BLOCK + j] ?? 0);
        result[base + j] = (result[base + j] ?? 0) + sum;
      }
  }
  return result;
};

/** A start without meaning that is the same every time: every direction is in it. */
export const fixedBlock = (statements: number): Float64Array => {
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

const lengthOf = (block: Float64Array, column: number): number => {
  let sum = 0;
  for (let at = column; at < block.length; at += BLOCK) sum += (block[at] ?? 0) * (block[at] ?? 0);
  return Math.sqrt(sum);
};

/** A column that loses all but this much of its length to the columns before it was spanned by them. */
const SPANNED = 1e-12;

const negative = (coefficients: Coefficients): Coefficients =>
  coefficients.map((row) => row.map((entry) => -entry));

/** Takes out of one column what the columns before it have of it. */
const takeOutOwn = (block: Float64Array, column: number): void => {
  for (let other = 0; other < column; other += 1) {
    let share = 0;
    for (let base = 0; base < block.length; base += BLOCK)
      share += (block[base + column] ?? 0) * (block[base + other] ?? 0);
    for (let base = 0; base < block.length; base += BLOCK)
      block[base + column] = (block[base + column] ?? 0) - share * (block[base + other] ?? 0);
  }
};

/**
 * The block with its columns of length 1 and at right angles to one another and to the columns of others; a column that
 * is spanned by those before it becomes 0.
 * @param others blocks whose columns already are like that
 */
export const orthonormal = (block: Float64Array, others: readonly Float64Array[] = []): Float64Array => {
  let result: Float64Array = block.slice();
  const before = Array.from({ length: BLOCK }, (_, column) => lengthOf(result, column));
  // Twice: the second time takes away what rounding left of the first.
  for (let time = 0; time < 2; time += 1)
    for (const other of others) result = plusCombined(result, [[other, negative(gram(other, result))]]);
  before.forEach((length, column) => {
    takeOutOwn(result, column);
    takeOutOwn(result, column);
    const left = lengthOf(result, column);
    const scale = left > length * SPANNED ? 1 / left : 0;
    for (let at = column; at < result.length; at += BLOCK) result[at] = (result[at] ?? 0) * scale;
  });
  return result;
};

/** The block with the entry of largest magnitude of each column positive, the first of equals. */
export const withFixedSigns = (block: Float64Array): Float64Array => {
  const result = block.slice();
  for (let column = 0; column < BLOCK; column += 1) {
    let largest = 0;
    for (let at = column; at < block.length; at += BLOCK)
      if (Math.abs(block[at] ?? 0) > Math.abs(largest)) largest = block[at] ?? 0;
    if (largest < 0) for (let at = column; at < block.length; at += BLOCK) result[at] = -(block[at] ?? 0);
  }
  return result;
};
