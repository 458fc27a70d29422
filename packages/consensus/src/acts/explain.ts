import { divisionOf } from '../divisions/division-of.ts';
import type { Decision, DeliberationState, MemberId } from '../types.ts';
import { admitPublic, bindingMember, idRefusal, limitRefusal, refuse, type Refused } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { entryOf } from './entry-of.ts';
import { ACT_LIMITS } from './limits.ts';
import { isTextSponsor } from './text-sponsors.ts';
import { latestBallot } from './tied-vote.ts';

/** The amendment that a decision is about, whole or in parts. */
const amendmentOf = (state: DeliberationState, { item }: Decision) =>
  entryOf(state.amendments, divisionOf(state, item)?.division.item ?? item);

/**
 * ACT-83: a vote is explained before it begins or after it is closed (GA rule 88); those who propose an amendment do not
 * explain their vote on it.
 */
const voteRefusal = (
  state: DeliberationState,
  decision: Decision | undefined,
  member: MemberId,
): Refused | undefined => {
  const ballot = decision === undefined ? undefined : latestBallot(decision);
  const isVote =
    decision?.rule.method === 'ballot' && (decision.outcome === undefined || ballot !== undefined);
  if (!isVote) return refuse('explanation.noVote', { decision: decision?.id ?? '—' });
  const amendment = amendmentOf(state, decision);
  if (amendment?.sponsors.includes(member) === true)
    return refuse('explanation.ownProposal', { amendment: amendment.id });
  // SPO-90: the same of the text, whole or in parts.
  if (amendment === undefined && isTextSponsor(state, member))
    return refuse('explanation.ownText', { decision: decision.id });
  const runs = decision.outcome === undefined && ballot !== undefined && ballot.closedAt === undefined;
  return runs ? refuse('explanation.voteRuns', { until: ballot.closesAt }) : undefined;
};

/**
 * ACT-82: a statement is carried with the decision that it names, or the latest.
 *
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
  const asked = act.decision;
  const decision =
    asked === undefined ? state.decisions.at(-1) : state.decisions.find((each) => each.id === asked);
  if (asked !== undefined && decision === undefined)
    return refuse('decision.unknown', { decision: asked.slice(0, 64) });
  const unfit = kind === 'explanationOfVote' ? voteRefusal(state, decision, member) : undefined;
  if (unfit !== undefined) return unfit;
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
      ...(decision === undefined ? {} : { decision: decision.id }),
      ...(prepared === undefined ? {} : { prepared }),
    },
  });
};
