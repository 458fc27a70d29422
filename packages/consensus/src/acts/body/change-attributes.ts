import { checkWeights } from '../../rules/check-weights.ts';
import { formatInstant, parseInstant } from '../../rules/instant.ts';
import type { BodyState } from '../../types.ts';
import { admitPublic, conductRefusal, limitRefusal, refuse, type Refused } from '../admission.ts';
import { entryOf } from '../entry-of.ts';
import { ACT_LIMITS } from '../limits.ts';
import { votingAttributes, votingMembers } from '../voting-members.ts';
import type { AdmitBodyAct } from './body-answer.ts';
import { bodiesFrom, withChange } from './body-at.ts';

/** ACT-10: everybody can be weighed under every rule in force or proposed. */
const weightsRefusal = (body: BodyState): Refused | undefined => {
  const weighed = votingMembers(body).map((member) => ({ id: member.id, attrs: votingAttributes(member) }));
  const rules = [...Object.values(body.rules), ...Object.values(body.ruleProposals).map(({ rule }) => rule)];
  for (const rule of rules) {
    const refusal = checkWeights(rule, weighed);
    if (refusal !== undefined) return { admitted: false, refusal };
  }
  return undefined;
};

/**
 * BOD-50, BOD-51: the secretariat changes attributes of members, at once or from an announced instant, with a source. Refused
 * when from then on somebody could not be weighed under a rule.
 */
export const changeAttributes: AdmitBodyAct<'changeAttributes'> = (body, act, { actor, at }) => {
  const refused = conductRefusal(actor, 'secretariat', 'operator');
  if (refused !== undefined) return refused;
  const ids = act.members.map(({ id }) => id);
  if (ids.length === 0) return refuse('member.none');
  const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
  if (twice.length > 0) return refuse('member.twice', { members: twice });
  const strangers = ids.filter((id) => entryOf(body.members, id) === undefined);
  if (strangers.length > 0) return refuse('member.unknown', { members: strangers });
  if (act.source.trim() === '') return refuse('member.noSource');
  const instant = parseInstant(act.from ?? at);
  const from = instant === undefined ? '' : formatInstant(instant);
  if (from < at) return refuse('member.changedInPast', { from: act.from ?? at });
  const changes = body.attributeChanges ?? [];
  if (changes.length >= ACT_LIMITS.ATTRIBUTE_CHANGES_MAX) return limitRefusal('ATTRIBUTE_CHANGES_MAX');
  const change = { from, members: act.members, source: act.source };
  for (const later of bodiesFrom({ ...body, attributeChanges: withChange(changes, change) }, from)) {
    const unweighed = weightsRefusal(later);
    if (unweighed !== undefined) return unweighed;
  }
  return admitPublic({ type: 'attributesChanged', payload: change });
};
