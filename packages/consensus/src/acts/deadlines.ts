import type { DeliberationAct, DeliberationState, Instant } from '../types.ts';
import { openDecision } from './decision-ballots.ts';

/** The announced instant of a ballot that is still open. */
export const nextDeadline = (state: DeliberationState): Instant | undefined => {
  const ballot = openDecision(state)?.ballot;
  return ballot?.closedAt === undefined ? ballot?.closesAt : undefined;
};

/** ACT-46: acts that an announced time brings about at `at`; once performed there are none, so twice is once. */
export const deadlineActs = (state: DeliberationState, at: Instant): readonly DeliberationAct[] => {
  const deadline = nextDeadline(state);
  return deadline !== undefined && at > deadline ? [{ type: 'closeBallot' }] : [];
};
