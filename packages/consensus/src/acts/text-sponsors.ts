import type { Decision, DeliberationAct, DeliberationState, MemberId, TextStep } from '../types.ts';
import {
  admitPublic,
  bindingMember,
  conductRefusal,
  reasonRefusal,
  refuse,
  type Refused,
} from './admission.ts';
import { openDecision } from './decision-ballots.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { entryOf } from './entry-of.ts';
import { WHOLE_TEXT } from './items.ts';
import { latestBallot } from './tied-vote.ts';
import { silenceRefusal } from './withdraw-proposal.ts';

/** Whether a delegation is behind the text. */
export const isTextSponsor = ({ sponsors = [] }: DeliberationState, member: MemberId): boolean =>
  sponsors.some((sponsor) => sponsor.member === member);

/** Whether a delegation leads the text, alone or with others. */
export const isMainSponsor = ({ sponsors = [] }: DeliberationState, member: MemberId): boolean =>
  sponsors.some((sponsor) => sponsor.member === member && sponsor.isMain);

/** Whether the text is that of delegations, and not of the chair. */
export const hasSponsors = ({ sponsors = [] }: DeliberationState): boolean => sponsors.length > 0;

/**
 * SPO-86: the decision with which action on the words in force began: a vote on them was opened, or they were adopted. What
 * was decided before the body decided to consider it again is no longer in the way (SIT-43).
 */
const actionOn = (state: DeliberationState): Decision | undefined => {
  const since = state.decisions.findIndex(({ id }) => id === state.reconsidered?.decision) + 1;
  return state.decisions
    .slice(since)
    .findLast(
      (decision) =>
        decision.item === WHOLE_TEXT &&
        decision.textHash === state.revision?.hash &&
        (latestBallot(decision) !== undefined || decision.outcome === 'adopted'),
    );
};

/** Whether action on the words in force has begun: who joins from then on is read into the record. */
export const hasActionBegun = (state: DeliberationState): boolean => actionOn(state) !== undefined;

/** What the body itself changed in the text with a step: what the sponsors took in is their own revision. */
const changeByBody = (state: DeliberationState, step: TextStep): string | undefined => {
  if ('division' in step) return step.division;
  if (!('amendment' in step)) return undefined;
  return [step.amendment, ...step.with].find((id) => entryOf(state.amendments, id)?.state === 'adopted');
};

/** Acts that a text which was withdrawn does not take. */
const STOPPED: readonly DeliberationAct['type'][] = [
  'proposeAdoption',
  'putToBallot',
  'adopt',
  'acceptAmendment',
  'submitAmendment',
  'enterOralAmendment',
  'requestDivision',
  'issueRevision',
  'nameSponsors',
  'coSponsorText',
  'leaveTextSponsors',
  'withdrawText',
];

/** SPO-89: a text that was withdrawn is not before the body until somebody introduces it again. */
export const withdrawnRefusal = (
  { withdrawn }: DeliberationState,
  type: DeliberationAct['type'],
): Refused | undefined =>
  withdrawn === undefined || !STOPPED.includes(type)
    ? undefined
    : refuse('text.withdrawn', { member: withdrawn.member });

/** SPO-85: the secretariat or the chair names the sponsors of a text that has none, as they handed it in. */
export const nameSponsors: AdmitAct<'nameSponsors'> = (state, { main, coSponsors }, { actor, body }) => {
  const refused = conductRefusal(actor, 'secretariat', 'chair');
  if (refused !== undefined) return refused;
  if (state.revision === undefined) return refuse('text.none');
  if (hasSponsors(state)) return refuse('sponsors.named');
  if (main.length === 0) return refuse('sponsors.noMain');
  const named = [...main, ...coSponsors];
  const outside = named.filter((id) => entryOf(body.members, id)?.role !== 'member');
  if (outside.length > 0) return refuse('sponsors.notMember', { members: outside });
  const twice = named.find((id, at) => named.indexOf(id) !== at);
  if (twice !== undefined) return refuse('sponsors.twice', { member: twice });
  return admitPublic({ type: 'textSponsorsNamed', payload: { main, coSponsors } });
};

/**
 * SPO-86: an empowered delegation of a member joins the sponsors of a text that has some; when action on the text has begun
 * it is read into the record as one that joined after it.
 */
export const coSponsorText: AdmitAct<'coSponsorText'> = (state, _act, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  if (!hasSponsors(state)) return refuse('sponsors.none');
  if (isTextSponsor(state, member)) return admitPublic();
  const after = actionOn(state)?.id;
  return admitPublic({
    type: 'textCoSponsored',
    payload: { member, ...(after === undefined ? {} : { after }) },
  });
};

/** SPO-87: a sponsor leaves until action on the text begins; the last one withdraws the text instead. */
export const leaveTextSponsors: AdmitAct<'leaveTextSponsors'> = (state, _act, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  if (!isTextSponsor(state, member)) return refuse('sponsors.notSponsor', { member });
  const action = actionOn(state);
  if (action !== undefined) return refuse('text.votingBegan', { decision: action.id });
  if (state.sponsors?.length === 1) return refuse('sponsors.last');
  return admitPublic({ type: 'textSponsorLeft', payload: { member } });
};

/**
 * SPO-89: a main sponsor withdraws the text before voting on it, or on an amendment to it, begins, unless the body has
 * amended it (GA rule 80). What is open on it ends with it; a silence is not undone by it (SIL-41).
 */
export const withdrawText: AdmitAct<'withdrawText'> = (state, { reason }, { actor, at, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  if (!isMainSponsor(state, member)) return refuse('sponsors.notMain', { member });
  const unreasoned = reasonRefusal(reason);
  if (unreasoned !== undefined) return unreasoned;
  const open = openDecision(state);
  const begun = open === undefined || latestBallot(open) === undefined ? actionOn(state) : open;
  if (begun !== undefined) return refuse('text.votingBegan', { decision: begun.id });
  const [by] = state.textSteps.flatMap((step) => changeByBody(state, step) ?? []);
  if (by !== undefined) return refuse('text.amended', { by });
  const silence = open === undefined ? undefined : silenceRefusal(body, state, open, at);
  if (silence !== undefined) return silence;
  return admitPublic({
    type: 'textWithdrawn',
    payload: { member, reason, ...(open === undefined ? {} : { decision: open.id }) },
  });
};

/** SPO-89: any delegation introduces again what was withdrawn, and leads it from then on (GA rule 80). */
export const reintroduceText: AdmitAct<'reintroduceText'> = (state, _act, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  if (state.withdrawn === undefined) return refuse('text.notWithdrawn');
  return admitPublic({ type: 'textReintroduced', payload: { member: binding.member } });
};
