import type { ActType, Admission, DeliberationAct, DeliberationEvent, DeliberationState } from '../types.ts';
import { adopt } from './adopt.ts';
import { refuse, type DeliberationCircumstances } from './admission.ts';
import { acceptAmendment, closeSubmission, ruleOrder } from './amendments/conduct.ts';
import {
  coSponsorAmendment,
  leaveSponsors,
  reviseAmendment,
  takeOverAmendment,
  withdrawAmendment,
} from './amendments/sponsors.ts';
import { enterOralAmendment, submitAmendment } from './amendments/submit-amendment.ts';
import { bodyAt } from './body/body-at.ts';
import { agreeAdRef } from './agree-ad-ref.ts';
import { alignWithStatement } from './align-with-statement.ts';
import { BODY_ACT_TYPES } from './body/admit-body.ts';
import { castBallot } from './cast-ballot.ts';
import { closeBallot } from './close-ballot.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { isOfEdition } from './edition.ts';
import { closeDocument } from './documents/close-document.ts';
import { holdBracket, releaseBracket } from './documents/hold-bracket.ts';
import { issueRevision } from './documents/issue-revision.ts';
import { openDocument } from './documents/open-document.ts';
import { closeParagraph, openParagraph } from './documents/open-paragraph.ts';
import { markTabled } from './documents/mark-tabled.ts';
import { shareDocument, unshareDocument } from './documents/share-document.ts';
import { CONSULTATION_ACT_TYPES } from '../consultations/admit-consultation.ts';
import { standingStill } from '../divisions/division-turn.ts';
import { requestDivision, withdrawDivision } from '../divisions/request-division.ts';
import { SITTING_ACT_TYPES } from '../sittings/admit-sitting.ts';
import { closeConversation, enterVotes, openConversation } from './conversations/open-conversation.ts';
import { dissociateFromStatement } from './dissociate-from-statement.ts';
import { enterHands } from './enter-hands.ts';
import { explain } from './explain.ts';
import { giveSounding } from './give-sounding.ts';
import { importText } from './import-text.ts';
import { object } from './object.ts';
import { openDeliberation } from './open-deliberation.ts';
import { annotatePackage } from './packages/annotate-package.ts';
import { answerPackage } from './packages/answer-package.ts';
import { keepPackage } from './packages/keep-package.ts';
import { sharePackage, withdrawPackage } from './packages/share-package.ts';
import { otherDecision } from './other-decision.ts';
import { IN_ORDER } from './phases.ts';
import { discardStatement, prepareStatement } from './prepare-statement.ts';
import { proposeAdoption } from './propose-adoption.ts';
import { putToBallot } from './put-to-ballot.ts';
import { reject } from './reject.ts';
import { deferParagraphs, releaseParagraphs } from './defer-paragraphs.ts';
import { deleteParagraph, objectToDeletion, proposeDeletion } from './delete-paragraph.ts';
import { reopenParagraph } from './reopen-paragraph.ts';
import { endSilence, extendSilence } from './silence.ts';
import { stateGroupPosition } from './state-group-position.ts';
import { statePosition } from './state-position.ts';
import { barRefusal } from './text-bar.ts';
import {
  coSponsorText,
  leaveTextSponsors,
  nameSponsors,
  reintroduceText,
  withdrawnRefusal,
  withdrawText,
} from './text-sponsors.ts';
import { withdrawObjection } from './withdraw-objection.ts';
import { withdrawPosition } from './withdraw-position.ts';
import { withdrawProposal } from './withdraw-proposal.ts';

/** SIT-40, SIT-42: acts by which something of the text would be put or decided. */
const PUTS: readonly DeliberationAct['type'][] = [
  'proposeAdoption',
  'putToBallot',
  'adopt',
  'acceptAmendment',
];

/** SIT-145: acts that decide on single paragraphs; refused under a motion of a sitting of the fourth edition or later. */
const DECIDES_ON_PARAGRAPHS: readonly DeliberationAct['type'][] = [
  'proposeDeletion',
  'deleteParagraph',
  'agreeAdRef',
];

const standingBar = (state: DeliberationState, type: DeliberationAct['type']) => {
  if (PUTS.includes(type)) return barRefusal(state);
  const motion = state.bar ?? state.competence;
  return motion !== undefined && isOfEdition(motion, 4) && DECIDES_ON_PARAGRAPHS.includes(type)
    ? barRefusal(state)
    : undefined;
};

type LaterAct = Exclude<DeliberationAct, { readonly type: 'openDeliberation' }>;
type LaterActs = { readonly [T in LaterAct['type']]: Extract<LaterAct, { readonly type: T }> };

/** Act type → its rule; an act without one does not compile. */
const ADMIT: { readonly [T in LaterAct['type']]: AdmitAct<T> } = {
  importText,
  statePosition,
  withdrawPosition,
  giveSounding,
  stateGroupPosition,
  alignWithStatement,
  dissociateFromStatement,
  agreeAdRef,
  reopenParagraph,
  deferParagraphs,
  releaseParagraphs,
  proposeDeletion,
  objectToDeletion,
  deleteParagraph,
  proposeAdoption,
  object,
  withdrawObjection,
  extendSilence,
  endSilence,
  putToBallot,
  castBallot,
  enterHands,
  closeBallot,
  adopt,
  reject,
  withdrawProposal,
  explain,
  prepareStatement,
  discardStatement,
  openDocument,
  shareDocument,
  unshareDocument,
  closeDocument,
  markTabled,
  openParagraph,
  closeParagraph,
  holdBracket,
  releaseBracket,
  issueRevision,
  submitAmendment,
  enterOralAmendment,
  coSponsorAmendment,
  leaveSponsors,
  withdrawAmendment,
  takeOverAmendment,
  reviseAmendment,
  acceptAmendment,
  ruleOrder,
  closeSubmission,
  requestDivision,
  withdrawDivision,
  nameSponsors,
  coSponsorText,
  leaveTextSponsors,
  withdrawText,
  reintroduceText,
  keepPackage,
  annotatePackage,
  sharePackage,
  answerPackage,
  withdrawPackage,
  openConversation,
  closeConversation,
  enterVotes,
};

/** Every act of a deliberation, in the order of its life; the table has exactly these keys. */
export const DELIBERATION_ACT_TYPES: readonly DeliberationAct['type'][] = [
  'openDeliberation',
  ...(Object.keys(ADMIT) as LaterAct['type'][]),
];

/** Every act there is. */
export const ACT_TYPES: readonly ActType[] = [
  ...BODY_ACT_TYPES,
  ...DELIBERATION_ACT_TYPES,
  ...SITTING_ACT_TYPES,
  ...CONSULTATION_ACT_TYPES,
];

const admitLater = <T extends LaterAct['type']>(
  state: DeliberationState,
  type: T,
  act: LaterActs[T],
  circumstances: DeliberationCircumstances,
): Admission<DeliberationEvent> => ADMIT[type](state, act, circumstances);

/** Whether a deliberation may take this act now; the events it brings about, or why not. */
export const admitDeliberation = (
  state: DeliberationState | undefined,
  act: DeliberationAct,
  given: DeliberationCircumstances,
): Admission<DeliberationEvent> => {
  // BOD-50: a roll is frozen, and a rule is judged, with the attributes in force at this instant.
  const circumstances = { ...given, body: bodyAt(given.body, given.at) };
  if (act.type === 'openDeliberation') return openDeliberation(state, act, circumstances);
  if (state === undefined) return refuse('deliberation.unknown');
  const other = otherDecision(state, act, circumstances.at);
  if (other !== undefined) return other;
  if (!IN_ORDER[act.type][state.phase])
    return refuse('act.outOfOrder', { act: act.type, phase: state.phase });
  return (
    standingStill(state, act.type) ??
    standingBar(state, act.type) ??
    withdrawnRefusal(state, act.type) ??
    admitLater(state, act.type, act, circumstances)
  );
};
