import { mixed, stringHash } from './string-hash.ts';
import type { VoteTable } from './vote-table.ts';

/** Which half is fixed by this and by the ids, so that neither the order nor the number of votes changes the draw. */
const SEED = 0x2545f491;
/** More statements than one row can have; a draw and a place make one number below 2^53. */
const PLACES = 2 ** 21;
/** Up to so many numbers are put in order one by one: most rows are short. */
const SHORT = 64;

/** Puts the first `count` numbers in ascending order. */
const sortFirst = (numbers: Float64Array, count: number): void => {
  if (count > SHORT) {
    numbers.subarray(0, count).sort();
    return;
  }
  for (let at = 1; at < count; at += 1) {
    const number = numbers[at] ?? 0;
    let to = at;
    for (; to > 0 && (numbers[to - 1] ?? 0) > number; to -= 1) numbers[to] = numbers[to - 1] ?? 0;
    numbers[to] = number;
  }
};

/** The table with half of the votes of every participant, drawn once and for all; of an odd number the larger half. */
export const halvedVotes = (table: VoteTable): VoteTable => {
  const { participants, statements, ptr, col, val } = table;
  const drawOf = Int32Array.from(statements.ids, stringHash);
  const draws = new Float64Array(statements.ids.length);
  const isKept = new Uint8Array(statements.ids.length);
  const next = {
    ptr: new Int32Array(ptr.length),
    col: new Int32Array(col.length),
    val: new Int8Array(val.length),
  };
  let size = 0;
  for (let row = 0; row + 1 < ptr.length; row += 1) {
    const from = ptr[row] ?? 0;
    const votes = (ptr[row + 1] ?? 0) - from;
    const own = stringHash(participants.ids[row] ?? '') ^ SEED;
    for (let at = 0; at < votes; at += 1)
      draws[at] = (mixed((drawOf[col[from + at] ?? 0] ?? 0) ^ own) >>> 0) * PLACES + at;
    sortFirst(draws, votes);
    const kept = (votes + 1) >> 1;
    for (let place = 0; place < votes; place += 1)
      isKept[(draws[place] ?? 0) % PLACES] = place < kept ? 1 : 0;
    for (let at = 0; at < votes; at += 1) {
      if (isKept[at] === 0) continue;
      next.col[size] = col[from + at] ?? 0;
      next.val[size] = val[from + at] ?? 0;
      size += 1;
    }
    next.ptr[row + 1] = size;
  }
  return { ...table, ptr: next.ptr, col: next.col.slice(0, size), val: next.val.slice(0, size) };
};
