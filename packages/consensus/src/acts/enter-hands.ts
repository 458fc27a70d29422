import { admitPublic, conductRefusal, refuse } from './admission.ts';
import { ballotOf } from './ballot-of.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { theDecision } from './judge-decision.ts';

/** BAL-3: the secretariat enters the hands it counted, and corrects them until the announced close inclusive. */
export const enterHands: AdmitAct<'enterHands'> = (state, act, { actor, at }) => {
  const refused = conductRefusal(actor, 'secretariat');
  if (refused !== undefined) return refused;
  const decision = theDecision(state);
  const ballot = ballotOf(decision);
  if (ballot.manner !== 'showOfHands') return refuse('ballot.byName');
  if (at > ballot.closesAt) return refuse('ballot.closed', { deadline: ballot.closesAt, at });
  const counts = [act.for, act.against, act.abstain];
  const sum = counts.reduce((all, count) => all + count, 0);
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0) || sum > ballot.electors.length)
    return refuse('ballot.tooManyHands', { electors: ballot.electors.length });
  const { hands } = ballot;
  if (hands?.for === act.for && hands.against === act.against && hands.abstain === act.abstain)
    return admitPublic();
  return admitPublic({
    type: 'handsEntered',
    payload: { decision: decision.id, for: act.for, against: act.against, abstain: act.abstain },
  });
};
