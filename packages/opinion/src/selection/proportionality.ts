import { listAt, listCount, type Approvals } from './approvals.ts';

/** How many of the chosen statements each participant agrees with. */
export const agreedCounts = ({ ofVoter, ofStatement }: Approvals, chosen: readonly number[]): Int32Array => {
  const counts = new Int32Array(listCount(ofVoter));
  for (const statement of chosen)
    for (const voter of listAt(ofStatement, statement)) counts[voter] = (counts[voter] ?? 0) + 1;
  return counts;
};

/**
 * OPI-18: statements that were left out although a group that deserves ℓ of the `places` agrees with them while each of
 * its members agrees with fewer than ℓ of the chosen (EJR+). Counted in whole numbers, statement by statement.
 */
export const proportionalityViolations = (
  approvals: Approvals,
  chosen: readonly number[],
  places: number,
): readonly number[] => {
  const voters = listCount(approvals.ofVoter);
  const counts = agreedCounts(approvals, chosen);
  const taken = new Set(chosen);
  return Array.from({ length: listCount(approvals.ofStatement) }, (_, statement) => statement).filter(
    (statement) => {
      if (taken.has(statement)) return false;
      // How many supporters agree with exactly so many of the chosen.
      const having = new Int32Array(places + 1);
      for (const voter of listAt(approvals.ofStatement, statement)) {
        const count = counts[voter] ?? 0;
        having[count] = (having[count] ?? 0) + 1;
      }
      let fewer = 0;
      for (let deserved = 1; deserved <= places; deserved += 1) {
        fewer += having[deserved - 1] ?? 0;
        if (fewer > 0 && fewer * places >= deserved * voters) return true;
      }
      return false;
    },
  );
};
