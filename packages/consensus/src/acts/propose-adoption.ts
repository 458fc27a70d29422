import { addSeconds } from '../rules/instant.ts';
import { admitPublic, conductRefusal, limitRefusal, refuse, secondsRefusal } from './admission.ts';
import { decisionFlags } from './decision-ballots.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { entryOf } from './entry-of.ts';
import { ACT_LIMITS } from './limits.ts';
import { ruleApplies } from './rule-applies.ts';
import { votingMembers } from './voting-members.ts';

/** ACT-30: the chair proposes adoption under a rule in force; rule and words are frozen from then on. */
export const proposeAdoption: AdmitAct<'proposeAdoption'> = (state, act, { actor, at, body }) => {
  const refused =
    conductRefusal(actor, 'chair') ?? secondsRefusal(act.objectionSeconds, 'OBJECTION_SECONDS_MAX');
  if (refused !== undefined) return refused;
  if (state.revision === undefined) return refuse('text.none');
  const rule = entryOf(body.rules, act.rule);
  if (rule === undefined) return refuse('rule.unknown', { rule: act.rule });
  if (state.decisions.length >= ACT_LIMITS.DECISIONS_MAX) return limitRefusal('DECISIONS_MAX');
  const refusal = ruleApplies(rule, votingMembers(body));
  if (refusal !== undefined) return { admitted: false, refusal };
  const decision = `d${state.decisions.length + 1}`;
  const { hash: textHash } = state.revision;
  if (rule.method !== 'ballot') {
    // ACT-31: without a ballot nothing could meet a requirement later; a ballot asks when it is opened.
    const flags = decisionFlags(state, { id: decision, textHash });
    const unmet = (rule.requires ?? []).filter((flag) => entryOf(flags, flag) !== true);
    if (unmet.length > 0) return refuse('adoption.requires', { flags: unmet });
    const minHours = rule.period?.minHours ?? 0;
    if (act.objectionSeconds < minHours * 3_600) return refuse('adoption.periodTooShort', { minHours });
  }
  const objectionsUntil = addSeconds(at, act.objectionSeconds);
  return admitPublic({ type: 'adoptionProposed', payload: { decision, rule, textHash, objectionsUntil } });
};
