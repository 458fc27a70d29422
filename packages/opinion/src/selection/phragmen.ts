import { listAt, listCount, type Approvals } from './approvals.ts';
import { leastOf } from './least.ts';

/**
 * OPI-16: up to `count` statements by sequential Phragmén: each costs 1, shared among those who agree with it so that
 * the heaviest load grows least. Statements that nobody agrees with are never taken.
 */
export const phragmen = ({ ofVoter, ofStatement }: Approvals, count: number): readonly number[] => {
  const loads = new Float64Array(listCount(ofVoter));
  // Sum of the loads of those who agree, by statement.
  const carried = new Float64Array(listCount(ofStatement));
  const next = new Float64Array(listCount(ofStatement));
  const chosen: number[] = [];
  const taken = new Set<number>();
  while (chosen.length < count) {
    for (let statement = 0; statement < next.length; statement += 1) {
      const supporters = (ofStatement.ptr[statement + 1] ?? 0) - (ofStatement.ptr[statement] ?? 0);
      next[statement] =
        supporters === 0 ? Number.POSITIVE_INFINITY : (1 + (carried[statement] ?? 0)) / supporters;
    }
    const best = leastOf(next, (statement) => taken.has(statement));
    if (best === undefined) break;
    const load = next[best] ?? 0;
    for (const voter of listAt(ofStatement, best)) {
      const grown = load - (loads[voter] ?? 0);
      loads[voter] = load;
      for (let at = ofVoter.ptr[voter] ?? 0; at < (ofVoter.ptr[voter + 1] ?? 0); at += 1) {
        const statement = ofVoter.items[at] ?? 0;
        carried[statement] = (carried[statement] ?? 0) + grown;
      }
    }
    chosen.push(best);
    taken.add(best);
  }
  return chosen;
};
