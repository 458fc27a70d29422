import { mixed, stringHash } from './string-hash.ts';
import type { VoteTable } from './vote-table.ts';

/** Which half is fixed by this and by the ids, so that neither the order nor the number of votes changes the draw. */
const SEED = 0x2545f491;
/** More statements than one row can have; a draw and a place make one number below 2^53. */
const PLACES = 2 ** 21;

/** The table with half of the votes of every participant, drawn once and for all; of an odd number the larger half. */
export const halvedVotes = (table: VoteTable): VoteTable => {
  const { participants, statements, ptr, col, val } = table;
  const drawOf = Int32Array.from(statements.ids, stringHash);
  const keep = new Uint8Array(col.length);
  const next = new Int32Array(ptr.length);
  const draws = new Float64Array(statements.ids.length);
  participants.ids.forEach((id, row) => {
    const [from, to] = [ptr[row] ?? 0, ptr[row + 1] ?? 0];
    const own = stringHash(id) ^ SEED;
    for (let at = from; at < to; at += 1)
      draws[at - from] = (mixed((drawOf[col[at] ?? 0] ?? 0) ^ own) >>> 0) * PLACES + (at - from);
    const kept = Math.ceil((to - from) / 2);
    const drawn = draws.subarray(0, to - from).sort();
    for (let place = 0; place < kept; place += 1) keep[from + ((drawn[place] ?? 0) % PLACES)] = 1;
    next[row + 1] = (next[row] ?? 0) + kept;
  });
  return {
    ...table,
    ptr: next,
    col: col.filter((_, at) => keep[at] === 1),
    val: val.filter((_, at) => keep[at] === 1),
  };
};
