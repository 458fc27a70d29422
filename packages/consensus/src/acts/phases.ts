import type { DeliberationAct } from '../types.ts';
import type { DeliberationPhase } from '../vocabulary.ts';

type LaterAct = Exclude<DeliberationAct['type'], 'openDeliberation'>;
type Row = Readonly<Record<DeliberationPhase, boolean>>;

const yes = true;
const no = false;
/** Columns of the table, in the order of a deliberation's life; a cell left out does not compile. */
const phases = (
  open: boolean,
  adoptionProposed: boolean,
  balloting: boolean,
  ballotClosed: boolean,
  adopted: boolean,
): Row => ({ open, adoptionProposed, balloting, ballotClosed, adopted });

/** ACT-2: which act is in order in which phase. */
export const IN_ORDER: Readonly<Record<LaterAct, Row>> = {
  importText: phases(yes, no, no, no, no),
  statePosition: phases(yes, yes, yes, no, no),
  withdrawPosition: phases(yes, yes, yes, no, no),
  giveSounding: phases(yes, yes, yes, no, no),
  stateGroupPosition: phases(yes, yes, yes, no, no),
  alignWithStatement: phases(yes, yes, yes, no, no),
  dissociateFromStatement: phases(yes, yes, yes, no, no),
  agreeAdRef: phases(yes, no, no, no, no),
  reopenParagraph: phases(yes, no, no, no, no),
  deferParagraphs: phases(yes, no, no, no, no),
  releaseParagraphs: phases(yes, no, no, no, no),
  // While an amendment is put, the time to object to a deletion goes on.
  proposeDeletion: phases(yes, no, no, no, no),
  objectToDeletion: phases(yes, yes, yes, yes, no),
  deleteParagraph: phases(yes, no, no, no, no),
  proposeAdoption: phases(yes, no, no, no, no),
  object: phases(no, yes, no, no, no),
  withdrawObjection: phases(no, yes, yes, yes, no),
  extendSilence: phases(no, yes, no, no, no),
  endSilence: phases(no, yes, no, no, no),
  putToBallot: phases(no, yes, no, no, no),
  castBallot: phases(no, no, yes, no, no),
  enterHands: phases(no, no, yes, no, no),
  closeBallot: phases(no, no, yes, no, no),
  adopt: phases(no, yes, no, yes, no),
  reject: phases(no, yes, no, yes, no),
  withdrawProposal: phases(no, yes, yes, yes, no),
  explain: phases(yes, yes, yes, yes, yes),
  prepareStatement: phases(yes, yes, yes, yes, yes),
  discardStatement: phases(yes, yes, yes, yes, yes),
  // What is drafted for after the adoption is told from the rest by the rules of documents.
  openDocument: phases(yes, yes, yes, yes, yes),
  shareDocument: phases(yes, yes, yes, yes, yes),
  unshareDocument: phases(yes, yes, yes, yes, yes),
  closeDocument: phases(yes, yes, yes, yes, yes),
  markTabled: phases(yes, yes, yes, yes, no),
  openParagraph: phases(yes, yes, yes, yes, no),
  closeParagraph: phases(yes, yes, yes, yes, no),
  holdBracket: phases(yes, yes, yes, yes, no),
  releaseBracket: phases(yes, yes, yes, yes, no),
  issueRevision: phases(yes, no, no, no, no),
  // While something is put, the text and what is proposed to it stand still; names may be added and taken back.
  submitAmendment: phases(yes, no, no, no, no),
  enterOralAmendment: phases(yes, no, no, no, no),
  coSponsorAmendment: phases(yes, yes, yes, yes, no),
  leaveSponsors: phases(yes, yes, yes, yes, no),
  withdrawAmendment: phases(yes, yes, yes, yes, no),
  takeOverAmendment: phases(yes, no, no, no, no),
  reviseAmendment: phases(yes, no, no, no, no),
  acceptAmendment: phases(yes, no, no, no, no),
  ruleOrder: phases(yes, no, no, no, no),
  closeSubmission: phases(yes, yes, yes, yes, no),
  // Before a vote begins; a motion that is being put is not taken back.
  requestDivision: phases(yes, yes, no, no, no),
  withdrawDivision: phases(yes, yes, no, no, no),
  // Before action on the text; who joins after it is read into the record.
  nameSponsors: phases(yes, yes, no, no, no),
  coSponsorText: phases(yes, yes, yes, yes, yes),
  leaveTextSponsors: phases(yes, yes, yes, yes, no),
  withdrawText: phases(yes, yes, yes, yes, no),
  reintroduceText: phases(yes, no, no, no, no),
  // A package is about a text that can still change; noting something on one, or taking it back, is always in order.
  keepPackage: phases(yes, no, no, no, no),
  annotatePackage: phases(yes, yes, yes, yes, yes),
  sharePackage: phases(yes, no, no, no, no),
  answerPackage: phases(yes, no, no, no, no),
  withdrawPackage: phases(yes, yes, yes, yes, yes),
  // What the public says is asked for at any time, also of a text that was adopted.
  openConversation: phases(yes, yes, yes, yes, yes),
  closeConversation: phases(yes, yes, yes, yes, yes),
  enterVotes: phases(yes, yes, yes, yes, yes),
};
