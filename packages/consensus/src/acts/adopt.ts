import { adoptDivided } from '../divisions/decide-division.ts';
import { divisionOf } from '../divisions/division-of.ts';
import { admitPublic, conductRefusal, refuse } from './admission.ts';
import { objectorsOf } from './decision-ballots.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { judgeDecision, theDecision } from './judge-decision.ts';
import { WHOLE_TEXT } from './items.ts';
import { outcomeRefusal } from './outcome-refusal.ts';

/** ACT-35: the chair's gavel: never automatic, and only when the rule holds. */
export const adopt: AdmitAct<'adopt'> = (state, _act, { actor, at, body, texts }) => {
  const refused = conductRefusal(actor, 'chair');
  if (refused !== undefined) return refused;
  const decision = theDecision(state);
  const early = outcomeRefusal(decision, at);
  if (early !== undefined) return early;
  const judgement = judgeDecision(body, state, decision);
  const { outcome } = judgement.result;
  const objectors = decision.ballot === undefined ? objectorsOf(body, state, decision) : [];
  if (outcome !== 'adopted') return refuse('adoption.notPassed', { outcome, objectors });
  if (decision.item === WHOLE_TEXT)
    return admitPublic({ type: 'textAdopted', payload: { decision: decision.id, ...judgement } });
  const divided = divisionOf(state, decision.item);
  if (divided !== undefined) return adoptDivided({ state, decision, judgement, texts }, divided);
  // AMP-14: the text follows the decision at once, and what cannot be put any more lapses with its cause.
  const adopted = texts.adopt(state, decision.item);
  if (!adopted.ok) return { admitted: false, refusal: adopted.refusal };
  return admitPublic({
    type: 'amendmentAdopted',
    payload: { decision: decision.id, amendment: decision.item, ...judgement, ...adopted.value },
  });
};
