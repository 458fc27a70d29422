import { BLOCK } from './components.ts';
import type { VoteTable } from './vote-table.ts';

/** How strongly offsets and factors are drawn to 0. */
const RIDGE = 3;
const SWEEPS_MAX = 60;
const LOSS_CHANGE_MIN = 1e-5;

/** Entries of one side with the places of the other: rows of participants, or columns of statements. */
interface Side {
  readonly ptr: Int32Array;
  readonly other: Int32Array;
  readonly value: Float64Array;
}

/** The votes of these participants as 0, ½ and 1, by participant. */
const byParticipant = ({ ptr, col, val }: VoteTable, rows: Int32Array): Side => {
  const size = rows.reduce((sum, row) => sum + (ptr[row + 1] ?? 0) - (ptr[row] ?? 0), 0);
  const side = { ptr: new Int32Array(rows.length + 1), other: new Int32Array(size), value: new Float64Array(size) };
  let at = 0;
  rows.forEach((row, place) => {
    for (let from = ptr[row] ?? 0; from < (ptr[row + 1] ?? 0); from += 1) {
      side.other[at] = col[from] ?? 0;
      side.value[at] = ((val[from] ?? 0) + 1) / 2;
      at += 1;
    }
    side.ptr[place + 1] = at;
  });
  return side;
};

/** The same votes by statement, participants ascending. */
const byStatement = (side: Side, statements: number): Side => {
  const ptr = new Int32Array(statements + 1);
  for (const statement of side.other) ptr[statement + 1] = (ptr[statement + 1] ?? 0) + 1;
  for (let statement = 0; statement < statements; statement += 1)
    ptr[statement + 1] = (ptr[statement + 1] ?? 0) + (ptr[statement] ?? 0);
  const next = ptr.slice();
  const turned = { ptr, other: new Int32Array(side.other.length), value: new Float64Array(side.other.length) };
  for (let place = 0; place + 1 < side.ptr.length; place += 1)
    for (let at = side.ptr[place] ?? 0; at < (side.ptr[place + 1] ?? 0); at += 1) {
      const statement = side.other[at] ?? 0;
      const to = next[statement] ?? 0;
      turned.other[to] = place;
      turned.value[to] = side.value[at] ?? 0;
      next[statement] = to + 1;
    }
  return turned;
};

/** Offset and factor of each place, best for the others as they are: a ridge of two unknowns. */
const solveSide = (
  { ptr, other, value }: Side,
  mean: number,
  [offsets, factors]: readonly [Float64Array, Float64Array],
  [otherOffsets, otherFactors]: readonly [Float64Array, Float64Array],
): void => {
  for (let place = 0; place + 1 < ptr.length; place += 1) {
    let [n, sf, sff, sy, sfy] = [0, 0, 0, 0, 0];
    for (let at = ptr[place] ?? 0; at < (ptr[place + 1] ?? 0); at += 1) {
      const with_ = other[at] ?? 0;
      const factor = otherFactors[with_] ?? 0;
      const rest = (value[at] ?? 0) - mean - (otherOffsets[with_] ?? 0);
      n += 1;
      sf += factor;
      sff += factor * factor;
      sy += rest;
      sfy += factor * rest;
    }
    const [a, d] = [n + RIDGE, sff + RIDGE];
    const determinant = a * d - sf * sf;
    offsets[place] = (d * sy - sf * sfy) / determinant;
    factors[place] = (a * sfy - sf * sy) / determinant;
  }
};

const squares = (values: Float64Array): number => {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
};

export interface Bridging {
  /** How much each statement is agreed beyond the side its voters are on. */
  readonly scores: Float64Array;
  readonly sweeps: number;
}

/**
 * OPI-12: (v + 1)/2 ≈ μ + b_i + b_j + f_i·g_j; the score of a statement is b_j, what is left of its agreement when the
 * sides are taken out. Shown beside the other figures, never instead of them.
 * @param vectors of the components: the first is where the factors of the statements start
 */
export const bridgingScores = (table: VoteTable, rows: Int32Array, vectors: Float64Array): Bridging => {
  const statements = table.statements.length;
  const side = byParticipant(table, rows);
  const turned = byStatement(side, statements);
  const count = side.value.length;
  let sum = 0;
  for (const value of side.value) sum += value;
  const mean = count === 0 ? 0 : sum / count;
  const own: readonly [Float64Array, Float64Array] = [new Float64Array(rows.length), new Float64Array(rows.length)];
  const first = Float64Array.from({ length: statements }, (_, statement) => vectors[statement * BLOCK] ?? 0);
  const largest = first.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  const theirs: readonly [Float64Array, Float64Array] = [
    new Float64Array(statements),
    largest === 0 ? first : first.map((entry) => entry / largest),
  ];
  const loss = (): number => {
    let total = RIDGE * (squares(own[0]) + squares(own[1]) + squares(theirs[0]) + squares(theirs[1]));
    for (let place = 0; place < rows.length; place += 1)
      for (let at = side.ptr[place] ?? 0; at < (side.ptr[place + 1] ?? 0); at += 1) {
        const statement = side.other[at] ?? 0;
        const fitted =
          mean +
          (own[0][place] ?? 0) +
          (theirs[0][statement] ?? 0) +
          (own[1][place] ?? 0) * (theirs[1][statement] ?? 0);
        const off = (side.value[at] ?? 0) - fitted;
        total += off * off;
      }
    return total;
  };
  let before = Number.POSITIVE_INFINITY;
  for (let sweeps = 1; ; sweeps += 1) {
    solveSide(side, mean, own, theirs);
    solveSide(turned, mean, theirs, own);
    const now = loss();
    if (sweeps === SWEEPS_MAX || now === 0 || Math.abs(before - now) < LOSS_CHANGE_MIN * now)
      return { scores: theirs[0], sweeps };
    before = now;
  }
};
