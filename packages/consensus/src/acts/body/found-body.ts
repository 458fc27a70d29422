import { parseRule } from '../../rules/parse-rule.ts';
import type { Admission, BodyAct, BodyEvent, BodyState } from '../../types.ts';
import {
  admitPublic,
  conductRefusal,
  idRefusal,
  limitRefusal,
  refuse,
  type Circumstances,
} from '../admission.ts';
import { ACT_LIMITS } from '../limits.ts';

/** ACT-9: a body is founded once, with its first rules; the default one is among them. */
export const foundBody = (
  body: BodyState | undefined,
  act: Extract<BodyAct, { readonly type: 'foundBody' }>,
  { actor }: Circumstances,
): Admission<BodyEvent> => {
  if (body !== undefined) return refuse('body.founded', { body: body.id });
  const ids = act.rules.map((rule) => rule.id);
  const refused = conductRefusal(actor, 'secretariat', 'operator') ?? idRefusal(act.id, ...ids);
  if (refused !== undefined) return refused;
  if (ids.length > ACT_LIMITS.RULES_MAX) return limitRefusal('RULES_MAX');
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twice.length > 0) return refuse('rule.duplicate', { rules: twice });
  for (const rule of act.rules) {
    const parsed = parseRule(rule);
    if (!parsed.ok) return { admitted: false, refusal: parsed.refusal };
  }
  if (!ids.includes(act.defaultRule)) return refuse('rule.unknown', { rule: act.defaultRule });
  const { id, names, exercise, rules, defaultRule } = act;
  return admitPublic({ type: 'bodyFounded', payload: { id, names, exercise, rules, defaultRule } });
};
