import { admitPublic, conductRefusal, refuse } from '../admission.ts';
import { entryOf } from '../entry-of.ts';
import type { AdmitBodyAct } from './body-answer.ts';

/**
 * ACT-16: a proposed rule is dropped when somebody objects, or before its time is over; once the time has passed
 * without objection nobody can set it aside.
 */
export const rejectRule: AdmitBodyAct<'rejectRule'> = (body, act, { actor, at }) => {
  const refused = conductRefusal(actor, 'chair', 'secretariat');
  if (refused !== undefined) return refused;
  const proposal = entryOf(body.ruleProposals, act.rule);
  if (proposal === undefined) return refuse('rule.notProposed', { rule: act.rule });
  const objectors = Object.keys(proposal.objections).sort();
  if (objectors.length === 0 && at > proposal.objectionsUntil)
    return refuse('rejection.passed', { rule: act.rule });
  return admitPublic({ type: 'ruleRejected', payload: { rule: act.rule, objectors } });
};
