import { admitPublic, bindingMember, reasonRefusal, refuse } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { entryOf } from './entry-of.ts';
import { theDecision } from './judge-decision.ts';

/** ACT-32: a member objects to the adoption, with a reason, until the announced instant inclusive. */
export const object: AdmitAct<'object'> = (state, act, { actor, at, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const decision = theDecision(state);
  if (at > decision.objectionsUntil)
    return refuse('deadline.passed', { deadline: decision.objectionsUntil, at });
  if (entryOf(decision.objections, member) !== undefined) return refuse('objection.standing', { member });
  const { reason, paragraphs } = act;
  const refused = reasonRefusal(reason);
  if (refused !== undefined) return refused;
  const known = (state.revision?.paragraphs ?? []).map(({ pid }) => pid);
  const unknown = paragraphs?.find((pid) => !known.includes(pid));
  if (unknown !== undefined) return refuse('paragraph.unknown', { pid: unknown });
  // SIL-9: each paragraph once and in the order of the text, however they were named.
  const named = known.filter((pid) => paragraphs?.includes(pid) === true);
  return admitPublic({
    type: 'objected',
    payload: {
      decision: decision.id,
      member,
      reason,
      ...(named.length === 0 ? {} : { paragraphs: named }),
    },
  });
};
