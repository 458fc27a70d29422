import type {
  Admission,
  AmendmentId,
  BodyState,
  DeliberationEvent,
  DeliberationState,
  MemberId,
  SubmittedAmendment,
} from '../../types.ts';
import type { TextEngine } from '../../amendments/text-engine.ts';
import {
  admitPublic,
  bindingMember,
  conductRefusal,
  limitRefusal,
  refuse,
  type Refused,
} from '../admission.ts';
import type { AdmitAct } from '../deliberation-answer.ts';
import { entryOf } from '../entry-of.ts';
import { ACT_LIMITS } from '../limits.ts';
import { submittedAmendments } from './amendment-records.ts';
import { groupSpokenFor } from '../spoken-for.ts';
import { pendingAmendment, readWords, submissionRefusal } from './read-handed-in.ts';

/** AMP-5: what an amendment needs or excludes is pending, each once, and nothing is both. */
const relationsRefusal = (
  state: DeliberationState,
  { needs, excludes, amends }: SubmittedAmendment,
): Refused | undefined => {
  const named = [...needs, ...excludes];
  if (named.length > ACT_LIMITS.AMENDMENT_RELATIONS_MAX) return limitRefusal('AMENDMENT_RELATIONS_MAX');
  const twice = named.find((id, at) => named.indexOf(id) !== at);
  if (twice !== undefined) return refuse('amendment.namedTwice', { amendment: twice });
  for (const id of named) {
    if (id === amends) return refuse('amendment.namedTwice', { amendment: id });
    const found = pendingAmendment(state, id);
    if ('refused' in found) return found.refused;
  }
  return undefined;
};

const submitted = (
  state: DeliberationState,
  texts: TextEngine,
  act: SubmittedAmendment,
  {
    sponsors,
    oral,
    body,
  }: { readonly sponsors: readonly MemberId[]; readonly oral: boolean; readonly body: BodyState },
): Admission<DeliberationEvent> => {
  const count = Object.keys(state.amendments).length;
  if (count >= ACT_LIMITS.AMENDMENTS_MAX) return limitRefusal('AMENDMENTS_MAX');
  const id: AmendmentId = `A${count + 1}`;
  const parent = act.amends === undefined ? undefined : pendingAmendment(state, act.amends);
  if (parent !== undefined && 'refused' in parent) return parent.refused;
  const amends = parent?.amendment;
  if (amends?.amends !== undefined) return refuse('amendment.thirdDegree', { amendment: amends.id });
  const wrong = relationsRefusal(state, act);
  if (wrong !== undefined) return wrong;
  const read = readWords(state, texts, act, amends === undefined ? { id } : { id, amends });
  if ('refused' in read) return read.refused;
  const { needs, excludes } = act;
  // AMP-46: the group as it is now: who joins it later is not spoken for.
  const spoken =
    act.onBehalfOf === undefined ? undefined : groupSpokenFor(body, act.onBehalfOf, sponsors[0] ?? '');
  if (spoken !== undefined && 'refused' in spoken) return spoken.refused;
  return admitPublic({
    type: 'amendmentSubmitted',
    payload: {
      amendment: {
        id,
        sponsors,
        ...(spoken === undefined
          ? {}
          : { onBehalfOf: { group: spoken.group.id, members: spoken.group.members } }),
        ...read.words,
        ...(amends === undefined ? {} : { amends: amends.id }),
        needs,
        excludes,
        oral,
      },
    },
  });
};

/** AMP-1 to AMP-6: an empowered delegation submits an amendment to the text in force, or to one that is pending. */
export const submitAmendment: AdmitAct<'submitAmendment'> = (state, act, { actor, at, body, texts }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const late = submissionRefusal(state, at);
  if (late !== undefined) return late;
  // AMP-36: what one delegation may fill leaves room for every other.
  const own = submittedAmendments(state).filter(({ sponsors, oral }) => !oral && sponsors[0] === member);
  if (own.length >= ACT_LIMITS.AMENDMENTS_PER_MEMBER_MAX) return limitRefusal('AMENDMENTS_PER_MEMBER_MAX');
  return submitted(state, texts, act, { sponsors: [member], oral: false, body });
};

const sponsorsRefusal = (sponsors: readonly MemberId[], body: BodyState): Refused | undefined => {
  if (sponsors.length === 0) return refuse('amendment.noSponsor');
  const unknown = sponsors.filter(
    (member, at) => entryOf(body.members, member)?.role !== 'member' || sponsors.indexOf(member) !== at,
  );
  return unknown.length === 0 ? undefined : refuse('member.unknown', { members: unknown });
};

/** AMP-7: what is moved from the floor is entered by the secretariat, also after the time for submission (GA rule 78). */
export const enterOralAmendment: AdmitAct<'enterOralAmendment'> = (state, act, { actor, body, texts }) =>
  conductRefusal(actor, 'secretariat', 'chair') ??
  sponsorsRefusal(act.sponsors, body) ??
  submitted(state, texts, act, { sponsors: act.sponsors, oral: true, body });
