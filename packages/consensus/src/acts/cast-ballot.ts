import { admitPublic, bindingMember, refuse } from './admission.ts';
import { ballotOf } from './ballot-of.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { entryOf } from './entry-of.ts';
import { theDecision } from './judge-decision.ts';

/** ACT-39: each elector casts one ballot and may change it until the announced close inclusive. */
export const castBallot: AdmitAct<'castBallot'> = (state, { choice }, { actor, at, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const decision = theDecision(state);
  const ballot = ballotOf(decision);
  if (at > ballot.closesAt) return refuse('ballot.closed', { deadline: ballot.closesAt, at });
  // BAL-3: hands have no names.
  if (ballot.manner === 'showOfHands') return refuse('ballot.handsOnly');
  if (!ballot.electors.some(({ id }) => id === member)) return refuse('ballot.notElector', { member });
  if (entryOf(ballot.cast, member)?.choice === choice) return admitPublic();
  return admitPublic({ type: 'ballotCast', payload: { decision: decision.id, member, choice } });
};
