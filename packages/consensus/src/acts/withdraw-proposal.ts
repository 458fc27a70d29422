import { admitPublic, conductRefusal, reasonRefusal } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { theDecision } from './judge-decision.ts';

/** ACT-43: the chair withdraws a proposal before its outcome, with a reason; consensus is not exhausted by it. */
export const withdrawProposal: AdmitAct<'withdrawProposal'> = (state, { note }, { actor }) =>
  conductRefusal(actor, 'chair') ??
  reasonRefusal(note) ??
  admitPublic({ type: 'proposalWithdrawn', payload: { decision: theDecision(state).id, note } });
