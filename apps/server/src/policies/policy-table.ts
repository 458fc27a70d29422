import type { ActType, ConsultationAct, SittingAct } from '@plenary/consensus';
import type { Viewer } from '../viewer.ts';

/** Roles of the table: a delegate who may bind the delegation, and one who may not, have different rights. */
export const ROLES = [
  'bindingDelegate',
  'delegate',
  'observer',
  'chair',
  'facilitator',
  'secretariat',
  'operator',
  'public',
] as const;
export type Role = (typeof ROLES)[number];

type Action = ActType | 'findPackages' | 'moderateStatements' | 'invite' | 'inviteOwnDelegation';

const row = (...roles: readonly Role[]): Readonly<Record<Role, boolean>> => ({
  bindingDelegate: roles.includes('bindingDelegate'),
  delegate: roles.includes('delegate'),
  observer: roles.includes('observer'),
  chair: roles.includes('chair'),
  facilitator: roles.includes('facilitator'),
  secretariat: roles.includes('secretariat'),
  operator: roles.includes('operator'),
  public: roles.includes('public'),
});

const SITTING_POLICIES: Readonly<Record<SittingAct['type'], Readonly<Record<Role, boolean>>>> = {
  planSitting: row('chair', 'secretariat'),
  changeSitting: row('chair', 'secretariat'),
  cancelSitting: row('chair', 'secretariat'),
  registerPresence: row('bindingDelegate', 'delegate', 'observer', 'chair', 'secretariat'),
  openSitting: row('chair'),
  takeUp: row('chair'),
  askForFloor: row('bindingDelegate', 'delegate', 'observer', 'chair', 'secretariat'),
  withdrawRequest: row('bindingDelegate', 'delegate', 'observer', 'chair', 'secretariat'),
  setSpeakersList: row('chair', 'secretariat'),
  giveFloor: row('chair'),
  endSpeech: row('bindingDelegate', 'delegate', 'observer', 'chair'),
  extendTime: row('chair'),
  raisePointOfOrder: row('bindingDelegate', 'delegate'),
  rulePoint: row('chair'),
  appealRuling: row('bindingDelegate'),
  moveMotion: row('bindingDelegate'),
  withdrawMotion: row('bindingDelegate'),
  askObjections: row('chair'),
  objectToMotion: row('bindingDelegate'),
  carryMotion: row('chair'),
  putMotion: row('chair'),
  castVote: row('bindingDelegate'),
  closeVote: row('chair'),
  suspendSitting: row('chair'),
  resumeSitting: row('chair'),
  adjournSitting: row('chair'),
};

const CONSULTATION_POLICIES: Readonly<Record<ConsultationAct['type'], Readonly<Record<Role, boolean>>>> = {
  announceConsultation: row('secretariat'),
  extendConsultation: row('secretariat'),
  fileComment: row('bindingDelegate', 'delegate', 'observer', 'public'),
  supportComment: row('bindingDelegate', 'delegate', 'observer', 'public'),
  replyToComment: row('chair', 'facilitator', 'secretariat'),
  groupComments: row('secretariat'),
  disposeComments: row('secretariat'),
  makeCommentOwn: row('bindingDelegate'),
  moderateComment: row('chair', 'secretariat'),
  appealComment: row('bindingDelegate', 'delegate', 'observer', 'public'),
  eraseComment: row('bindingDelegate', 'delegate', 'observer', 'secretariat', 'public'),
  completeConsultation: row('secretariat'),
};

/**
 * Who may do what (the field's table of rights, docs/policies.md is printed from this). Reading public matters needs no
 * right. The secretariat and the chair hold no position; only empowered delegates bind their delegation.
 */
export const POLICIES: Readonly<Record<Action, Readonly<Record<Role, boolean>>>> = {
  foundBody: row('secretariat', 'operator'),
  admitMembers: row('secretariat', 'operator'),
  changeAttributes: row('secretariat', 'operator'),
  declareGroup: row('secretariat', 'operator'),
  proposeRule: row('chair', 'secretariat'),
  objectToRule: row('bindingDelegate'),
  adoptRule: row('chair'),
  rejectRule: row('chair'),
  setSymbolScheme: row('secretariat'),
  setWindowDays: row('chair', 'secretariat'),
  setRendition: row('secretariat'),
  fileTranslation: row('secretariat'),
  issueDocument: row('secretariat'),
  listOrganization: row('secretariat'),
  objectToOrganization: row('bindingDelegate'),
  withdrawOrganizationObjection: row('bindingDelegate'),
  accreditOrganization: row('chair', 'secretariat'),
  declineOrganization: row('chair', 'secretariat'),
  endAccreditation: row('chair'),
  expireAccreditation: row(),
  openDeliberation: row('chair', 'secretariat'),
  importText: row('chair', 'secretariat'),
  statePosition: row('bindingDelegate'),
  withdrawPosition: row('bindingDelegate'),
  giveSounding: row('bindingDelegate'),
  stateGroupPosition: row('bindingDelegate'),
  alignWithStatement: row('bindingDelegate'),
  dissociateFromStatement: row('bindingDelegate'),
  agreeAdRef: row('chair', 'secretariat'),
  reopenParagraph: row('chair', 'secretariat'),
  deferParagraphs: row('chair', 'secretariat'),
  releaseParagraphs: row('chair', 'secretariat'),
  proposeDeletion: row('chair', 'secretariat'),
  objectToDeletion: row('bindingDelegate'),
  deleteParagraph: row('chair'),
  proposeAdoption: row('chair'),
  object: row('bindingDelegate'),
  withdrawObjection: row('bindingDelegate'),
  extendSilence: row('chair'),
  endSilence: row('chair'),
  putToBallot: row('chair'),
  castBallot: row('bindingDelegate'),
  enterHands: row('secretariat'),
  closeBallot: row('chair'),
  adopt: row('chair'),
  reject: row('chair'),
  withdrawProposal: row('chair'),
  explain: row('bindingDelegate'),
  prepareStatement: row('bindingDelegate', 'delegate'),
  discardStatement: row('bindingDelegate', 'delegate'),
  openDocument: row('bindingDelegate', 'delegate', 'chair', 'facilitator', 'secretariat'),
  shareDocument: row('bindingDelegate'),
  unshareDocument: row('bindingDelegate'),
  closeDocument: row('bindingDelegate', 'chair', 'facilitator', 'secretariat'),
  markTabled: row('bindingDelegate'),
  openParagraph: row('chair', 'facilitator', 'secretariat'),
  closeParagraph: row('chair', 'facilitator', 'secretariat'),
  holdBracket: row('bindingDelegate'),
  releaseBracket: row('bindingDelegate'),
  issueRevision: row('chair', 'secretariat'),
  submitAmendment: row('bindingDelegate'),
  enterOralAmendment: row('chair', 'secretariat'),
  coSponsorAmendment: row('bindingDelegate'),
  leaveSponsors: row('bindingDelegate'),
  withdrawAmendment: row('bindingDelegate'),
  takeOverAmendment: row('bindingDelegate'),
  reviseAmendment: row('bindingDelegate'),
  acceptAmendment: row('bindingDelegate', 'chair'),
  ruleOrder: row('chair'),
  requestDivision: row('bindingDelegate'),
  withdrawDivision: row('bindingDelegate'),
  nameSponsors: row('chair', 'secretariat'),
  coSponsorText: row('bindingDelegate'),
  leaveTextSponsors: row('bindingDelegate'),
  withdrawText: row('bindingDelegate'),
  reintroduceText: row('bindingDelegate'),
  closeSubmission: row('chair', 'secretariat'),
  keepPackage: row('chair', 'facilitator', 'secretariat'),
  annotatePackage: row('chair', 'facilitator', 'secretariat'),
  sharePackage: row('chair', 'facilitator', 'secretariat'),
  answerPackage: row('bindingDelegate'),
  withdrawPackage: row('chair', 'facilitator', 'secretariat'),
  openConversation: row('secretariat'),
  closeConversation: row('secretariat'),
  // Nobody signs in as what enters batches into the record.
  enterVotes: row(),
  moderateStatements: row('secretariat', 'chair'),
  findPackages: row('chair', 'facilitator', 'secretariat'),
  ...SITTING_POLICIES,
  ...CONSULTATION_POLICIES,
  invite: row('secretariat', 'operator'),
  inviteOwnDelegation: row('bindingDelegate', 'secretariat', 'operator'),
};

export const roleOf = (viewer: Viewer): Role | undefined => {
  switch (viewer.kind) {
    case 'delegate':
      return viewer.mayBind ? 'bindingDelegate' : 'delegate';
    case 'observer':
    case 'chair':
    case 'facilitator':
    case 'secretariat':
    case 'operator':
    case 'public':
      return viewer.kind;
    case 'deadline':
    case 'commenter':
      return undefined; // a deadline never signs in, and who does is no mere commenter
  }
};

/** Whether the table allows it. */
export const mayDo = (viewer: Viewer, action: Action): boolean => {
  const role = roleOf(viewer);
  return role !== undefined && POLICIES[action][role];
};

const COLUMN: Readonly<Record<Role, string>> = {
  bindingDelegate: 'delegate who may bind the delegation',
  delegate: 'other delegate',
  observer: 'observer',
  chair: 'chair',
  facilitator: 'facilitator',
  secretariat: 'secretariat',
  operator: 'operator',
  public: 'public',
};

/** The table as Markdown; docs/policies.md is this text. */
export const policyTable = (): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    '# Who may do what',
    '',
    'Printed from `apps/server/src/policies/policy-table.ts`; do not edit by hand.',
    'The table is asked before every act, and the rules refuse an illegal act whoever asked before. A deadline performs only what an announced time brings about, and nobody signs in as one.',
    '',
    line(['act', ...ROLES.map((role) => COLUMN[role])]),
    line(['---', ...ROLES.map(() => '---')]),
    ...Object.entries(POLICIES).map(([action, roles]) =>
      line([`\`${action}\``, ...ROLES.map((role) => (roles[role] ? 'yes' : 'no'))]),
    ),
    '',
  ].join('\n');
};
