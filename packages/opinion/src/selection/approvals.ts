import type { VoteTable } from '../votes/vote-table.ts';

/** Lists of places, one after the other: list `i` is the entries `ptr[i]` to `ptr[i + 1]`, ascending. */
export interface Lists {
  readonly ptr: Int32Array;
  readonly items: Int32Array;
}

/** Number of lists. */
export const listCount = ({ ptr }: Lists): number => ptr.length - 1;

/** One of the lists. */
export const listAt = ({ ptr, items }: Lists, place: number): Int32Array =>
  items.subarray(ptr[place] ?? 0, ptr[place + 1] ?? 0);

/** Who agrees with what, both ways. */
export interface Approvals {
  /** Statements that each participant agrees with. */
  readonly ofVoter: Lists;
  /** Places of the participants that agree with each statement. */
  readonly ofStatement: Lists;
}

/** The agreements of these participants; their places are those in `rows`. */
export const approvalsOf = ({ ptr, col, val, statements }: VoteTable, rows: Int32Array): Approvals => {
  const voters = { ptr: new Int32Array(rows.length + 1), items: new Int32Array(col.length) };
  const sizes = new Int32Array(statements.ids.length + 1);
  let size = 0;
  for (let voter = 0; voter < rows.length; voter += 1) {
    const row = rows[voter] ?? 0;
    for (let at = ptr[row] ?? 0; at < (ptr[row + 1] ?? 0); at += 1) {
      if (val[at] !== 1) continue;
      const statement = col[at] ?? 0;
      voters.items[size] = statement;
      size += 1;
      sizes[statement + 1] = (sizes[statement + 1] ?? 0) + 1;
    }
    voters.ptr[voter + 1] = size;
  }
  const supporters = { ptr: sizes, items: new Int32Array(size) };
  for (let statement = 0; statement + 1 < sizes.length; statement += 1)
    sizes[statement + 1] = (sizes[statement + 1] ?? 0) + (sizes[statement] ?? 0);
  const next = sizes.slice();
  for (let voter = 0; voter < rows.length; voter += 1)
    for (let at = voters.ptr[voter] ?? 0; at < (voters.ptr[voter + 1] ?? 0); at += 1) {
      const statement = voters.items[at] ?? 0;
      const place = next[statement] ?? 0;
      supporters.items[place] = voter;
      next[statement] = place + 1;
    }
  return { ofVoter: { ptr: voters.ptr, items: voters.items.slice(0, size) }, ofStatement: supporters };
};
