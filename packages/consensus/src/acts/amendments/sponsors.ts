import type { TextEngine } from '../../amendments/text-engine.ts';
import { divisionOf } from '../../divisions/division-of.ts';
import type {
  AmendmentChange,
  AmendmentWords,
  Decision,
  DeliberationState,
  ParagraphId,
  TabledAmendment,
} from '../../types.ts';
import { admitPublic, bindingMember, refuse, type Refused } from '../admission.ts';
import type { AdmitAct } from '../deliberation-answer.ts';
import { openDecision } from '../decision-ballots.ts';
import { entryOf } from '../entry-of.ts';
import { excludedBy, fallingWith, isAmended, isTaken, submittedAmendments } from './amendment-records.ts';
import { latestBallot } from '../tied-vote.ts';
import { silenceRefusal } from '../withdraw-proposal.ts';
import { agreedRefusal, pendingAmendment, readWords, submissionRefusal } from './read-handed-in.ts';

/** AMP-8: delegations join until something becomes of the amendment; joining is no position and no vote. */
export const coSponsorAmendment: AdmitAct<'coSponsorAmendment'> = (state, act, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const found = pendingAmendment(state, act.amendment);
  if ('refused' in found) return found.refused;
  if (found.amendment.sponsors.includes(member)) return admitPublic();
  return admitPublic({
    type: 'amendmentCoSponsored',
    payload: { amendment: act.amendment, member },
  });
};

/** AMP-8: a sponsor leaves; after the main sponsor the next one is it. The last one withdraws the amendment instead. */
export const leaveSponsors: AdmitAct<'leaveSponsors'> = (state, act, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const found = pendingAmendment(state, act.amendment);
  if ('refused' in found) return found.refused;
  const { sponsors, id } = found.amendment;
  if (!sponsors.includes(member)) return refuse('amendment.notSponsor', { amendment: id, member });
  if (sponsors.length === 1) return refuse('amendment.lastSponsor', { amendment: id });
  return admitPublic({ type: 'sponsorsLeft', payload: { amendment: id, member } });
};

/** The open decision on an amendment or on its division, or on what would fall with it. */
const decisionOn = (state: DeliberationState, id: string): Decision | undefined => {
  const decision = openDecision(state);
  if (decision === undefined) return undefined;
  const item = divisionOf(state, decision.item)?.division.item ?? decision.item;
  const isOnIt = item === id || fallingWith(state, [id]).some(({ amendment }) => amendment === item);
  return isOnIt ? decision : undefined;
};

/** AMP-9: once voting on it has begun, or an amendment to it was adopted, the text of an amendment is not its sponsors' own (GA rule 80). */
const inOthersHands = (state: DeliberationState, { id }: TabledAmendment): Refused | undefined => {
  const decision = decisionOn(state, id);
  if (decision !== undefined && latestBallot(decision) !== undefined)
    return refuse('amendment.votingBegan', { amendment: id });
  return isAmended(state, id) ? refuse('amendment.amended', { amendment: id }) : undefined;
};

const ownAmendment = (
  state: DeliberationState,
  id: string,
  member: string,
): { readonly amendment: TabledAmendment } | { readonly refused: Refused } => {
  const found = pendingAmendment(state, id);
  if ('refused' in found) return found;
  const { amendment } = found;
  const refused =
    amendment.sponsors[0] === member
      ? inOthersHands(state, amendment)
      : refuse('amendment.notSponsor', { amendment: id, member });
  return refused === undefined ? found : { refused };
};

/** AMP-9: the main sponsor withdraws before voting begins; what needs or amends it falls. */
export const withdrawAmendment: AdmitAct<'withdrawAmendment'> = (state, act, { actor, at, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const own = ownAmendment(state, act.amendment, binding.member);
  if ('refused' in own) return own.refused;
  const { id } = own.amendment;
  const decision = decisionOn(state, id);
  const silence = decision === undefined ? undefined : silenceRefusal(body, state, decision, at);
  if (silence !== undefined) return silence;
  return admitPublic({
    type: 'amendmentWithdrawn',
    payload: {
      amendment: id,
      lapsed: fallingWith(state, [id]),
      ...(decision === undefined ? {} : { decision: decision.id }),
    },
  });
};

/**
 * AMP-32: what comes back meets the rules of tabling as they are now: what was agreed meanwhile, what does the same, what it
 * needs, and what it is exclusive with.
 */
const comesBackRefusal = (
  state: DeliberationState,
  texts: TextEngine,
  amendment: TabledAmendment,
): Refused | undefined => {
  const { id, needs } = amendment;
  const agreed = agreedRefusal(state, amendment);
  if (agreed !== undefined) return agreed;
  const same = texts.twin(state, id);
  if (same !== undefined) return refuse('amendment.twin', { amendment: same });
  const lost = needs
    .map((need) => entryOf(state.amendments, need))
    .find((need) => need === undefined || (need.state !== 'submitted' && !isTaken(need)));
  if (lost !== undefined) return refuse('amendment.closed', { amendment: lost.id, state: lost.state });
  const by = excludedBy(state, amendment);
  if (by !== undefined) return refuse('amendment.excluded', { amendment: id, by });
  const adopted = texts.adopt(state, id);
  return !adopted.ok && adopted.refusal.code === 'amendment.notStanding'
    ? { admitted: false, refusal: adopted.refusal }
    : undefined;
};

/**
 * AMP-10, AMP-32: what was withdrawn may be taken over by any other delegation, as long as it still stands in the text and
 * could be tabled in it; also after the time for submission, in which it was tabled.
 */
export const takeOverAmendment: AdmitAct<'takeOverAmendment'> = (state, act, { actor, body, texts }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const amendment = entryOf(state.amendments, act.amendment);
  if (amendment === undefined) return refuse('amendment.unknown', { amendment: act.amendment });
  const { id, amends } = amendment;
  if (amendment.state !== 'withdrawn') return refuse('amendment.notWithdrawn', { amendment: id });
  if (amends !== undefined) {
    const parent = pendingAmendment(state, amends);
    if ('refused' in parent) return parent.refused;
    // AMP-35: it was written into words that its parent has no longer.
    const { hash } = parent.amendment;
    if (hash !== amendment.textHash) return refuse('amendment.staleText', { expected: hash });
  }
  const pending: TabledAmendment = { ...amendment, state: 'submitted' };
  const taken: DeliberationState = { ...state, amendments: { ...state.amendments, [id]: pending } };
  const refused = comesBackRefusal(taken, texts, pending);
  if (refused !== undefined) return refused;
  return admitPublic({ type: 'amendmentTakenOver', payload: { amendment: id, member: binding.member } });
};

/** Paragraphs in force that changes alter or take away, and those behind which they bring others; null is the start of the text. */
const placesOf = (
  { revision }: DeliberationState,
  changes: readonly AmendmentChange[],
): { readonly altered: readonly ParagraphId[]; readonly behind: readonly (ParagraphId | null)[] } => {
  const brought = new Set(changes.flatMap((change) => ('insert' in change ? change.pid : [])));
  const standing = new Set(revision?.paragraphs.map(({ pid }) => pid));
  return {
    altered: changes.flatMap((change) =>
      'insert' in change || !standing.has(change.paragraph) ? [] : change.paragraph,
    ),
    behind: changes.flatMap((change) =>
      'insert' in change && !(change.after !== null && brought.has(change.after)) ? [change.after] : [],
    ),
  };
};

/**
 * AMP-31: after the time for submission an amendment is revised where it was tabled, and nowhere else: in the paragraphs that
 * it changed, and behind those and the ones behind which it brought others. Where one of these is gone, it is free to follow
 * another.
 */
const lateElsewhere = (
  state: DeliberationState,
  before: Pick<AmendmentWords, 'changes' | 'touches'>,
  changes: readonly AmendmentChange[],
): boolean => {
  const standing = new Set(state.revision?.paragraphs.map(({ pid }) => pid));
  const [was, is] = [placesOf(state, before.changes), placesOf(state, changes)];
  const touched = new Set<ParagraphId | null>([...was.altered, ...before.touches]);
  const places = new Set([...touched, ...was.behind]);
  const isLost = was.behind.some((place) => place !== null && !standing.has(place));
  return (
    is.altered.some((pid) => !touched.has(pid)) || (!isLost && is.behind.some((place) => !places.has(place)))
  );
};

/**
 * AMP-11, AMP-31: the main sponsor revises its amendment on the text as it now stands; positions on the old words turn stale.
 */
export const reviseAmendment: AdmitAct<'reviseAmendment'> = (state, act, { actor, at, body, texts }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const own = ownAmendment(state, act.amendment, binding.member);
  if ('refused' in own) return own.refused;
  const { id, amends } = own.amendment;
  const parent = amends === undefined ? undefined : pendingAmendment(state, amends);
  if (parent !== undefined && 'refused' in parent) return parent.refused;
  const pendingSub = submittedAmendments(state).find(
    (other) => other.amends === id && other.state === 'submitted',
  );
  if (pendingSub !== undefined) return refuse('amendment.beingAmended', { amendment: id, by: pendingSub.id });
  const read = readWords(state, texts, act, parent === undefined ? { id } : { id, amends: parent.amendment });
  if ('refused' in read) return read.refused;
  const late = submissionRefusal(state, at);
  if (late !== undefined && lateElsewhere(state, own.amendment, read.words.changes)) return late;
  if (read.words.hash === own.amendment.hash && read.words.reason === own.amendment.reason)
    return admitPublic();
  return admitPublic({ type: 'amendmentRevised', payload: { amendment: id, ...read.words } });
};
