import type { BodyState, Decision, DeliberationState, Instant } from '../types.ts';
import { admitPublic, conductRefusal, reasonRefusal, refuse, type Refused } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { isOfEdition } from './edition.ts';
import { judgeDecision, theDecision } from './judge-decision.ts';
import { silenceOf } from './silence.ts';

/** SIL-41: a break is final and so is a silence that was kept: neither is undone by a withdrawal, of the chair or of sponsors. */
export const silenceRefusal = (
  body: BodyState,
  state: DeliberationState,
  decision: Decision,
  at: Instant,
): Refused | undefined => {
  if (decision.rule.method !== 'silence' || !isOfEdition(decision, 2)) return undefined;
  const { objectionsUntil } = decision;
  if (judgeDecision(body, state, decision).result.outcome !== 'adopted')
    return refuse('silence.broken', { members: silenceOf(body, state, decision).broke });
  return at > objectionsUntil ? refuse('deadline.passed', { deadline: objectionsUntil, at }) : undefined;
};

/**
 * ACT-43: the chair withdraws a proposal before its outcome, with a reason; consensus is not exhausted by it. A silence only
 * while it runs unbroken (SIL-5).
 */
export const withdrawProposal: AdmitAct<'withdrawProposal'> = (state, { note }, { actor, at, body }) => {
  const refused = conductRefusal(actor, 'chair') ?? reasonRefusal(note);
  if (refused !== undefined) return refused;
  const decision = theDecision(state);
  return (
    silenceRefusal(body, state, decision, at) ??
    admitPublic({ type: 'proposalWithdrawn', payload: { decision: decision.id, note } })
  );
};
