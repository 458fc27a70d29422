import type { Approvals } from './approvals.ts';
import { leastOf } from './least.ts';

/**
 * OPI-16: up to `count` statements by sequential Phragmén: each costs 1, shared among those who agree with it so that
 * the heaviest load grows least. Statements that nobody agrees with are never taken.
 */
export const phragmen = ({ ofVoter, ofStatement }: Approvals, count: number): readonly number[] => {
  const loads = new Float64Array(ofVoter.length);
  // Sum of the loads of those who agree, by statement.
  const carried = new Float64Array(ofStatement.length);
  const chosen: number[] = [];
  const taken = new Set<number>();
  while (chosen.length < count) {
    const next = Float64Array.from(ofStatement, (supporters, statement) =>
      supporters.length === 0
        ? Number.POSITIVE_INFINITY
        : (1 + (carried[statement] ?? 0)) / supporters.length,
    );
    const best = leastOf(next, (statement) => taken.has(statement));
    if (best === undefined) break;
    const load = next[best] ?? 0;
    for (const voter of ofStatement[best] ?? []) {
      const grown = load - (loads[voter] ?? 0);
      loads[voter] = load;
      for (const statement of ofVoter[voter] ?? []) carried[statement] = (carried[statement] ?? 0) + grown;
    }
    chosen.push(best);
    taken.add(best);
  }
  return chosen;
};
