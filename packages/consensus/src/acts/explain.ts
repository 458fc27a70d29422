import { admitPublic, bindingMember, idRefusal, limitRefusal, refuse } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { ACT_LIMITS } from './limits.ts';

/**
 * PRE-3: the act may name the statement in preparation that it files, which is then no longer in preparation. Whether
 * there was one is the delegation's own affair: the rest of the record can be judged without it.
 *
 * ACT-44: a statement for the record, also after adoption; it blocks nothing and is carried with the decision.
 */
export const explain: AdmitAct<'explain'> = (state, act, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  if (state.revision === undefined) return refuse('text.none');
  const { kind, text, lang, prepared } = act;
  const malformed = prepared === undefined ? undefined : idRefusal(prepared);
  if (malformed !== undefined) return malformed;
  if (text.trim() === '') return refuse('act.reasonNeeded');
  if (text.length > ACT_LIMITS.EXPLANATION_CHARACTERS_MAX) return limitRefusal('EXPLANATION_CHARACTERS_MAX');
  const known = state.revision.paragraphs.map((paragraph) => paragraph.pid);
  const unknown = act.paragraphs.find((pid) => !known.includes(pid));
  if (unknown !== undefined) return refuse('paragraph.unknown', { pid: unknown });
  const filed = state.explanations.filter((explanation) => explanation.member === member);
  if (filed.length >= ACT_LIMITS.EXPLANATIONS_PER_MEMBER_MAX)
    return limitRefusal('EXPLANATIONS_PER_MEMBER_MAX');
  const decision = state.decisions.at(-1)?.id;
  const id = `e${state.explanations.length + 1}`;
  // Each paragraph once and in the order of the text, however they were named.
  const paragraphs = known.filter((pid) => act.paragraphs.includes(pid));
  return admitPublic({
    type: 'explained',
    payload: {
      id,
      member,
      kind,
      text,
      lang,
      paragraphs,
      ...(decision === undefined ? {} : { decision }),
      ...(prepared === undefined ? {} : { prepared }),
    },
  });
};
