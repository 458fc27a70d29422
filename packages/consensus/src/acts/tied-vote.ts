import { addSeconds } from '../rules/instant.ts';
import type { Decision, Instant, OpenedBallot, TiedBallot } from '../types.ts';

/**
 * BAL-86: until when a second vote is opened on what was equally divided; undefined where the first one decides: it was no
 * tie, the rule asks for no second one, or this was it (GA rules 95 and 133).
 */
export const secondVoteUntil = (
  { rule, tied }: Decision,
  { result, equalVoice }: Pick<TiedBallot, 'result' | 'equalVoice'>,
  at: Instant,
): Instant | undefined => {
  const isTie =
    result.outcome === 'not_adopted' && equalVoice.for > 0 && equalVoice.for === equalVoice.against;
  return rule.tie === undefined || tied !== undefined || !isTie
    ? undefined
    : addSeconds(at, rule.tie.secondBallotHours * 3_600);
};

/** Whether a vote was equally divided and the second one was not opened yet. */
export const awaitsSecondVote = ({ tied, ballot, outcome }: Decision): boolean =>
  tied !== undefined && ballot === undefined && outcome === undefined;

/** The latest vote that was opened on a decision: the second one, or the first where it stands. */
export const latestBallot = ({ ballot, tied }: Decision): OpenedBallot | undefined => ballot ?? tied?.ballot;
