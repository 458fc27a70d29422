import { admitPublic, conductRefusal, refuse } from '../admission.ts';
import { entryOf } from '../entry-of.ts';
import type { AdmitBodyAct } from './body-answer.ts';

/** ACT-15: a rule comes into force by consensus: after the announced time, when nobody has objected. */
export const adoptRule: AdmitBodyAct<'adoptRule'> = (body, act, { actor, at }) => {
  const refused = conductRefusal(actor, 'chair', 'secretariat');
  if (refused !== undefined) return refused;
  const proposal = entryOf(body.ruleProposals, act.rule);
  if (proposal === undefined) return refuse('rule.notProposed', { rule: act.rule });
  if (at <= proposal.objectionsUntil) return refuse('adoption.early', { until: proposal.objectionsUntil });
  const objectors = Object.keys(proposal.objections).sort();
  if (objectors.length > 0) return refuse('adoption.notPassed', { outcome: 'not_adopted', objectors });
  return admitPublic({ type: 'ruleAdopted', payload: { rule: act.rule } });
};
