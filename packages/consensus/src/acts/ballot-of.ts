import type { Decision, OpenedBallot } from '../types.ts';

/** The ballot of a decision in a phase that has one; without it the record is broken. */
export const ballotOf = (decision: Decision): OpenedBallot => {
  if (decision.ballot === undefined) throw new Error(`decision ${decision.id} has no ballot`);
  return decision.ballot;
};
