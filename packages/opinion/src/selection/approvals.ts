import type { VoteTable } from '../votes/vote-table.ts';

/** Who agrees with what, both ways. */
export interface Approvals {
  /** Statements that each participant agrees with, ascending. */
  readonly ofVoter: readonly Int32Array[];
  /** Places of the participants that agree with each statement, ascending. */
  readonly ofStatement: readonly Int32Array[];
}

/** The agreements of these participants; their places are those in `rows`. */
export const approvalsOf = ({ ptr, col, val, statements }: VoteTable, rows: Int32Array): Approvals => {
  const ofVoter = Array.from(rows, (row) => {
    const from = ptr[row] ?? 0;
    return col.subarray(from, ptr[row + 1] ?? 0).filter((_, at) => val[from + at] === 1);
  });
  const sizes = new Int32Array(statements.ids.length);
  for (const agreed of ofVoter)
    for (const statement of agreed) sizes[statement] = (sizes[statement] ?? 0) + 1;
  const ofStatement = Array.from(sizes, (size) => new Int32Array(size));
  const next = new Int32Array(sizes.length);
  ofVoter.forEach((agreed, voter) => {
    for (const statement of agreed) {
      const place = next[statement] ?? 0;
      const supporters = ofStatement[statement];
      if (supporters !== undefined) supporters[place] = voter;
      next[statement] = place + 1;
    }
  });
  return { ofVoter, ofStatement };
};
