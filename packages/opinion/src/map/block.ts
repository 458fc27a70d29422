import { BLOCK } from './pass.ts';

/** Dot product of column i of one block and column j of another. */
export const dot = (x: Float64Array, i: number, y: Float64Array, j: number): number => {
  let sum = 0;
  for (let base = 0; base < x.length; base += BLOCK) sum += (x[base + i] ?? 0) * (y[base + j] ?? 0);
  return sum;
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

/** A column that loses all but this much of its length to the columns before it was spanned by them. */
const SPANNED = 1e-12;

/** The block with its columns made orthonormal, in their order; a column that the others span becomes 0. */
export const orthonormal = (block: Float64Array): Float64Array => {
  const result = block.slice();
  for (let i = 0; i < BLOCK; i += 1) {
    const before = Math.sqrt(dot(result, i, result, i));
    // Twice: the second time takes away what rounding left of the first.
    for (let time = 0; time < 2; time += 1)
      for (let j = 0; j < i; j += 1) {
        const share = dot(result, i, result, j);
        for (let base = 0; base < result.length; base += BLOCK)
          result[base + i] = (result[base + i] ?? 0) - share * (result[base + j] ?? 0);
      }
    const length = Math.sqrt(dot(result, i, result, i));
    const scale = length > before * SPANNED ? 1 / length : 0;
    for (let base = i; base < result.length; base += BLOCK) result[base] = (result[base] ?? 0) * scale;
  }
  return result;
};

/** The block with its columns combined: X = V·Q. */
export const combined = (block: Float64Array, q: readonly (readonly number[])[]): Float64Array => {
  const flat = Float64Array.from(q.flat());
  const result = new Float64Array(block.length);
  for (let base = 0; base < block.length; base += BLOCK)
    for (let j = 0; j < BLOCK; j += 1) {
      let sum = 0;
      for (let i = 0; i < BLOCK; i += 1) sum += (block[base + i] ?? 0) * (flat[i * BLOCK + j] ?? 0);
      result[base + j] = sum;
    }
  return result;
};

/** The block with the entry of largest magnitude of each column positive, the first of equals. */
export const withFixedSigns = (block: Float64Array): Float64Array => {
  const result = block.slice();
  for (let i = 0; i < BLOCK; i += 1) {
    let largest = 0;
    for (let base = i; base < block.length; base += BLOCK)
      if (Math.abs(block[base] ?? 0) > Math.abs(largest)) largest = block[base] ?? 0;
    if (largest < 0)
      for (let base = i; base < block.length; base += BLOCK) result[base] = -(block[base] ?? 0);
  }
  return result;
};
