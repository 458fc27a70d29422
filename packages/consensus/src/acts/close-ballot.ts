import { admitPublic, conductRefusal, refuse } from './admission.ts';
import { ballotOf } from './ballot-of.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { entryOf } from './entry-of.ts';
import { judgeDecision, theDecision } from './judge-decision.ts';
import { secondVoteUntil } from './tied-vote.ts';

/** ACT-40: a ballot closes after its announced end; before it only by the chair, when every elector has cast or the hands are counted. */
export const closeBallot: AdmitAct<'closeBallot'> = (state, _act, { actor, at, body }) => {
  const refused = conductRefusal(actor, 'chair', 'secretariat', 'deadline');
  if (refused !== undefined) return refused;
  const decision = theDecision(state);
  const ballot = ballotOf(decision);
  const isComplete =
    ballot.manner === 'showOfHands'
      ? ballot.hands !== undefined
      : ballot.electors.every(({ id }) => entryOf(ballot.cast, id) !== undefined);
  if (at <= ballot.closesAt && !(isComplete && actor.kind === 'chair'))
    return refuse('ballot.early', { until: ballot.closesAt });
  const judgement = judgeDecision(body, state, decision);
  const secondUntil = secondVoteUntil(decision, judgement, at);
  return admitPublic({
    type: 'ballotClosed',
    payload: {
      decision: decision.id,
      ...judgement,
      ...(secondUntil === undefined ? {} : { secondUntil }),
    },
  });
};
