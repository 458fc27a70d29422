import type { DeliberationAct, DeliberationState, Instant } from '../types.ts';
import { openDecision } from './decision-ballots.ts';
import { isSilenceRunning } from './silence.ts';
import { awaitsSecondVote } from './tied-vote.ts';

/** The announced time that runs now, with the act that its end brings about. */
const running = (
  state: DeliberationState,
): { readonly until: Instant; readonly act: DeliberationAct } | undefined => {
  const decision = openDecision(state);
  if (decision === undefined) return undefined;
  if (isSilenceRunning(decision)) return { until: decision.objectionsUntil, act: { type: 'endSilence' } };
  const { ballot, tied } = decision;
  // BAL-87: a second vote that was not opened in time rejects.
  if (tied !== undefined && awaitsSecondVote(decision))
    return { until: tied.until, act: { type: 'reject', note: '' } };
  return ballot === undefined || ballot.closedAt !== undefined
    ? undefined
    : { until: ballot.closesAt, act: { type: 'closeBallot' } };
};

/** The announced instant of a silence that runs or of a ballot that is still open. */
export const nextDeadline = (state: DeliberationState): Instant | undefined => running(state)?.until;

/** ACT-46: acts that an announced time brings about at `at`; once performed there are none, so twice is once. */
export const deadlineActs = (state: DeliberationState, at: Instant): readonly DeliberationAct[] => {
  const due = running(state);
  return due !== undefined && at > due.until ? [due.act] : [];
};
