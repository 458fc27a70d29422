import { checkWeights } from '../../rules/check-weights.ts';
import { admitPublic, conductRefusal, idRefusal, limitRefusal, refuse } from '../admission.ts';

import { ACT_LIMITS } from '../limits.ts';
import { votingAttributes, votingMembers } from '../voting-members.ts';
import type { AdmitBodyAct } from './body-answer.ts';

/**
 * ACT-10: members and observers are admitted by the secretariat; an id is given once and never again. Whoever could
 * not be weighed under a rule in force or proposed is not admitted: evaluating that rule would be a fault of ours.
 */
export const admitMembers: AdmitBodyAct<'admitMembers'> = (body, act, { actor }) => {
  const ids = act.members.map((member) => member.id);
  const refused = conductRefusal(actor, 'secretariat', 'operator') ?? idRefusal(...ids);
  if (refused !== undefined) return refused;
  if (ids.length === 0) return refuse('member.none');
  // ACC-2: what is listed for accreditation has its id already.
  const seen = new Set([...Object.keys(body.members), ...Object.keys(body.accreditations)]);
  const taken = ids.filter((id) => seen.size === seen.add(id).size);
  if (taken.length > 0) return refuse('member.taken', { members: taken });
  if (Object.keys(body.members).length + ids.length > ACT_LIMITS.MEMBERS_MAX)
    return limitRefusal('MEMBERS_MAX');
  const weighed = [...votingMembers(body), ...act.members.filter(({ role }) => role === 'member')].map(
    (member) => ({ id: member.id, attrs: votingAttributes(member) }),
  );
  const rules = [...Object.values(body.rules), ...Object.values(body.ruleProposals).map(({ rule }) => rule)];
  for (const rule of rules) {
    const refusal = checkWeights(rule, weighed);
    if (refusal !== undefined) return { admitted: false, refusal };
  }
  return admitPublic({ type: 'membersAdmitted', payload: { members: act.members } });
};
