import { rejectDivided } from '../divisions/decide-division.ts';
import { divisionOf } from '../divisions/division-of.ts';
import { fallingWith } from './amendments/amendment-records.ts';
import { admitPublic, conductRefusal, reasonRefusal, refuse } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { isOfEdition } from './edition.ts';
import { judgeDecision, theDecision } from './judge-decision.ts';
import { WHOLE_TEXT } from './items.ts';
import { isLastWord } from './last-word.ts';
import { outcomeRefusal } from './outcome-refusal.ts';
import { awaitsSecondVote } from './tied-vote.ts';

/** ACT-42, BAL-87: what the rule does not adopt is rejected with its result; what it adopts cannot be rejected. */
export const reject: AdmitAct<'reject'> = (state, { note }, { actor, at, body, texts }) => {
  const decision = theDecision(state);
  const isLate = decision.tied !== undefined && awaitsSecondVote(decision) && at > decision.tied.until;
  // BAL-87: what was equally divided and not voted on again in time falls by itself.
  const refused =
    isLate && actor.kind === 'deadline' ? undefined : (conductRefusal(actor, 'chair') ?? reasonRefusal(note));
  if (refused !== undefined) return refused;
  const early = isLate ? undefined : outcomeRefusal(decision, at);
  if (early !== undefined) return early;
  const judgement = judgeDecision(body, state, decision);
  if (judgement.result.outcome === 'adopted') return refuse('rejection.passed', { rule: decision.rule.id });
  const divided = divisionOf(state, decision.item);
  if (divided !== undefined)
    return rejectDivided({ state, decision, judgement, texts }, divided, { note, body });
  const isAmendment = decision.item !== WHOLE_TEXT;
  // AMP-34: of one for which no consensus was found the vote is the last word.
  const waits = isAmendment && isOfEdition(decision, 2) && !isLastWord(decision, body);
  // AMP-9: what needs or amends a rejected amendment falls with it.
  const lapsed = isAmendment && !waits ? fallingWith(state, [decision.item]) : [];
  return admitPublic({
    type: 'adoptionRejected',
    payload: {
      decision: decision.id,
      ...judgement,
      note,
      ...(waits ? { waits } : {}),
      ...(lapsed.length === 0 ? {} : { lapsed }),
    },
  });
};
