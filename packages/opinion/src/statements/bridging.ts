import { BLOCK } from '../map/pass.ts';
import type { VoteTable } from '../votes/vote-table.ts';

/** How strongly offsets and factors are drawn to 0. */
const RIDGE = 3;
/** Sweeps after which it ends whatever still changes. */
export const SWEEPS_MAX = 60;
/** A smaller relative change of the loss ends it. */
const LOSS_CHANGE_MIN = 1e-5;

/** The votes from one side: for each of its places the entries `from` to `to`, with the places of the other side. */
interface Side {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly other: Int32Array;
  readonly val: Int8Array;
}

/** Offset b and factor f (or g) of each place of a side. */
interface Terms {
  readonly offsets: Float64Array;
  readonly factors: Float64Array;
}

const sideOfParticipants = ({ ptr, col, val }: VoteTable, rows: Int32Array): Side => ({
  from: rows.map((row) => ptr[row] ?? 0),
  to: rows.map((row) => ptr[row + 1] ?? 0),
  other: col,
  val,
});

/** The same votes by statement, participants ascending. */
const sideOfStatements = ({ from, to, other, val }: Side, statements: number): Side => {
  const ptr = new Int32Array(statements + 1);
  const all = { size: 0 };
  for (let place = 0; place < from.length; place += 1)
    for (let at = from[place] ?? 0; at < (to[place] ?? 0); at += 1) {
      const next = (other[at] ?? 0) + 1;
      ptr[next] = (ptr[next] ?? 0) + 1;
      all.size += 1;
    }
  for (let statement = 0; statement < statements; statement += 1)
    ptr[statement + 1] = (ptr[statement + 1] ?? 0) + (ptr[statement] ?? 0);
  const next = ptr.slice(0, statements);
  const turned = { other: new Int32Array(all.size), val: new Int8Array(all.size) };
  for (let place = 0; place < from.length; place += 1)
    for (let at = from[place] ?? 0; at < (to[place] ?? 0); at += 1) {
      const statement = other[at] ?? 0;
      const entry = next[statement] ?? 0;
      turned.other[entry] = place;
      turned.val[entry] = val[at] ?? 0;
      next[statement] = entry + 1;
    }
  return { from: ptr.slice(0, statements), to: ptr.slice(1), ...turned };
};

/** Disagree 0, pass ½, agree 1. */
const asShare = (vote: number): number => (vote + 1) / 2;

/**
 * Sets offset and factor of each place to what is best for the other side as it is: a ridge of two unknowns.
 * @returns the loss of this side's votes and terms; that of the other side's terms is not in it
 */
const solveSide = ({ from, to, other, val }: Side, mean: number, own: Terms, theirs: Terms): number => {
  let loss = 0;
  for (let place = 0; place < from.length; place += 1) {
    let sf = 0;
    let sff = 0;
    let sy = 0;
    let sfy = 0;
    let syy = 0;
    const first = from[place] ?? 0;
    const last = to[place] ?? 0;
    for (let at = first; at < last; at += 1) {
      const across = other[at] ?? 0;
      const factor = theirs.factors[across] ?? 0;
      const rest = asShare(val[at] ?? 0) - mean - (theirs.offsets[across] ?? 0);
      sf += factor;
      sff += factor * factor;
      sy += rest;
      sfy += factor * rest;
      syy += rest * rest;
    }
    const a = last - first + RIDGE;
    const d = sff + RIDGE;
    const determinant = a * d - sf * sf;
    const offset = (d * sy - sf * sfy) / determinant;
    const factor = (a * sfy - sf * sy) / determinant;
    own.offsets[place] = offset;
    own.factors[place] = factor;
    // What a ridge leaves at its best: Σy² less the share that it explains.
    loss += syy - offset * sy - factor * sfy;
  }
  return loss;
};

const sumOfSquares = (values: Float64Array): number => {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
};

const meanShare = ({ from, to, val }: Side): number => {
  let sum = 0;
  let count = 0;
  for (let place = 0; place < from.length; place += 1)
    for (let at = from[place] ?? 0; at < (to[place] ?? 0); at += 1) {
      sum += asShare(val[at] ?? 0);
      count += 1;
    }
  return count === 0 ? 0 : sum / count;
};

/** The first component, with its largest entry 1. */
const firstFactors = (vectors: Float64Array, statements: number): Float64Array => {
  const first = Float64Array.from({ length: statements }, (_, statement) => vectors[statement * BLOCK] ?? 0);
  const largest = first.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  return largest === 0 ? first : first.map((entry) => entry / largest);
};

/** What is left of the agreement with each statement when the sides are taken out. */
export interface Bridging {
  /** b_j by statement: above 0, agreed beyond the side its voters are on. */
  readonly scores: Float64Array;
  readonly sweeps: number;
}

/**
 * OPI-14: (v + 1)/2 ≈ μ + b_i + b_j + f_i·g_j by alternating ridges; the score of a statement is b_j. Shown beside the
 * other figures, never instead of them (engine specification 6.5).
 * @param vectors of the components: the first is where the factors of the statements start
 */
export const bridgingScores = (table: VoteTable, rows: Int32Array, vectors: Float64Array): Bridging => {
  const statements = table.statements.ids.length;
  const side = sideOfParticipants(table, rows);
  const turned = sideOfStatements(side, statements);
  const mean = meanShare(side);
  const people: Terms = { offsets: new Float64Array(rows.length), factors: new Float64Array(rows.length) };
  const items: Terms = {
    offsets: new Float64Array(statements),
    factors: firstFactors(vectors, statements),
  };
  let before = Number.POSITIVE_INFINITY;
  for (let sweeps = 1; ; sweeps += 1) {
    solveSide(side, mean, people, items);
    const loss =
      solveSide(turned, mean, items, people) +
      RIDGE * (sumOfSquares(people.offsets) + sumOfSquares(people.factors));
    if (sweeps === SWEEPS_MAX || before - loss <= LOSS_CHANGE_MIN * loss)
      return { scores: items.offsets, sweeps };
    before = loss;
  }
};
