import { existsSync, readFileSync } from 'node:fs';
import prettier from 'prettier';
import { CONSULTATION_ACT_TYPES, SITTING_ACT_TYPES } from '@plenary/consensus';
import { ACT_SCHEMAS } from '@plenary/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  hashOf,
  startTestService,
  TEST_BODY,
  TEST_DELIBERATION,
  TEST_TEXT,
  type TestService,
} from '../testing.ts';
import { mayDo, POLICIES, policyTable, ROLES, type Role } from './policy-table.ts';

/** The table once more in the words of the field: who performs each act. */
const EXPECTED: Readonly<Record<keyof typeof POLICIES, readonly Role[]>> = {
  foundBody: ['secretariat', 'operator'],
  admitMembers: ['secretariat', 'operator'],
  changeAttributes: ['secretariat', 'operator'],
  declareGroup: ['secretariat', 'operator'],
  proposeRule: ['chair', 'secretariat'],
  objectToRule: ['bindingDelegate'],
  adoptRule: ['chair'],
  rejectRule: ['chair'],
  setSymbolScheme: ['secretariat'],
  setWindowDays: ['chair', 'secretariat'],
  setRendition: ['secretariat'],
  fileTranslation: ['secretariat'],
  issueDocument: ['secretariat'],
  listOrganization: ['secretariat'],
  objectToOrganization: ['bindingDelegate'],
  withdrawOrganizationObjection: ['bindingDelegate'],
  accreditOrganization: ['chair', 'secretariat'],
  declineOrganization: ['chair', 'secretariat'],
  endAccreditation: ['chair'],
  expireAccreditation: [],
  openDeliberation: ['chair', 'secretariat'],
  importText: ['chair', 'secretariat'],
  statePosition: ['bindingDelegate'],
  withdrawPosition: ['bindingDelegate'],
  giveSounding: ['bindingDelegate'],
  stateGroupPosition: ['bindingDelegate'],
  alignWithStatement: ['bindingDelegate'],
  dissociateFromStatement: ['bindingDelegate'],
  agreeAdRef: ['chair', 'secretariat'],
  reopenParagraph: ['chair', 'secretariat'],
  deferParagraphs: ['chair', 'secretariat'],
  releaseParagraphs: ['chair', 'secretariat'],
  proposeDeletion: ['chair', 'secretariat'],
  objectToDeletion: ['bindingDelegate'],
  deleteParagraph: ['chair'],
  proposeAdoption: ['chair'],
  object: ['bindingDelegate'],
  withdrawObjection: ['bindingDelegate'],
  extendSilence: ['chair'],
  endSilence: ['chair'],
  putToBallot: ['chair'],
  castBallot: ['bindingDelegate'],
  enterHands: ['secretariat'],
  closeBallot: ['chair'],
  adopt: ['chair'],
  reject: ['chair'],
  withdrawProposal: ['chair'],
  explain: ['bindingDelegate'],
  openDocument: ['bindingDelegate', 'delegate', 'chair', 'facilitator', 'secretariat'],
  shareDocument: ['bindingDelegate'],
  unshareDocument: ['bindingDelegate'],
  prepareStatement: ['bindingDelegate', 'delegate'],
  discardStatement: ['bindingDelegate', 'delegate'],
  closeDocument: ['bindingDelegate', 'chair', 'facilitator', 'secretariat'],
  markTabled: ['bindingDelegate'],
  openParagraph: ['chair', 'facilitator', 'secretariat'],
  closeParagraph: ['chair', 'facilitator', 'secretariat'],
  holdBracket: ['bindingDelegate'],
  releaseBracket: ['bindingDelegate'],
  announceConsultation: ['secretariat'],
  extendConsultation: ['secretariat'],
  fileComment: ['bindingDelegate', 'delegate', 'observer', 'public'],
  supportComment: ['bindingDelegate', 'delegate', 'observer', 'public'],
  replyToComment: ['chair', 'facilitator', 'secretariat'],
  groupComments: ['secretariat'],
  disposeComments: ['secretariat'],
  makeCommentOwn: ['bindingDelegate'],
  moderateComment: ['chair', 'secretariat'],
  appealComment: ['bindingDelegate', 'delegate', 'observer', 'public'],
  eraseComment: ['bindingDelegate', 'delegate', 'observer', 'secretariat', 'public'],
  completeConsultation: ['secretariat'],
  issueRevision: ['chair', 'secretariat'],
  submitAmendment: ['bindingDelegate'],
  enterOralAmendment: ['chair', 'secretariat'],
  coSponsorAmendment: ['bindingDelegate'],
  leaveSponsors: ['bindingDelegate'],
  withdrawAmendment: ['bindingDelegate'],
  takeOverAmendment: ['bindingDelegate'],
  reviseAmendment: ['bindingDelegate'],
  acceptAmendment: ['bindingDelegate', 'chair'],
  ruleOrder: ['chair'],
  requestDivision: ['bindingDelegate'],
  withdrawDivision: ['bindingDelegate'],
  nameSponsors: ['chair', 'secretariat'],
  coSponsorText: ['bindingDelegate'],
  leaveTextSponsors: ['bindingDelegate'],
  withdrawText: ['bindingDelegate'],
  reintroduceText: ['bindingDelegate'],
  closeSubmission: ['chair', 'secretariat'],
  keepPackage: ['chair', 'facilitator', 'secretariat'],
  annotatePackage: ['chair', 'facilitator', 'secretariat'],
  sharePackage: ['chair', 'facilitator', 'secretariat'],
  answerPackage: ['bindingDelegate'],
  withdrawPackage: ['chair', 'facilitator', 'secretariat'],
  openConversation: ['secretariat'],
  closeConversation: ['secretariat'],
  enterVotes: [],
  moderateStatements: ['chair', 'secretariat'],
  findPackages: ['chair', 'facilitator', 'secretariat'],
  planSitting: ['chair', 'secretariat'],
  changeSitting: ['chair', 'secretariat'],
  cancelSitting: ['chair', 'secretariat'],
  registerPresence: ['bindingDelegate', 'delegate', 'observer', 'chair', 'secretariat'],
  openSitting: ['chair'],
  takeUp: ['chair'],
  askForFloor: ['bindingDelegate', 'delegate', 'observer', 'chair', 'secretariat'],
  withdrawRequest: ['bindingDelegate', 'delegate', 'observer', 'chair', 'secretariat'],
  setSpeakersList: ['chair', 'secretariat'],
  giveFloor: ['chair'],
  endSpeech: ['bindingDelegate', 'delegate', 'observer', 'chair'],
  extendTime: ['chair'],
  raisePointOfOrder: ['bindingDelegate', 'delegate'],
  rulePoint: ['chair'],
  appealRuling: ['bindingDelegate'],
  moveMotion: ['bindingDelegate'],
  withdrawMotion: ['bindingDelegate'],
  askObjections: ['chair'],
  objectToMotion: ['bindingDelegate'],
  carryMotion: ['chair'],
  putMotion: ['chair'],
  castVote: ['bindingDelegate'],
  closeVote: ['chair'],
  suspendSitting: ['chair'],
  resumeSitting: ['chair'],
  adjournSitting: ['chair'],
  invite: ['secretariat', 'operator'],
  inviteOwnDelegation: ['bindingDelegate', 'secretariat', 'operator'],
};

const SEAT_OF = {
  bindingDelegate: 'france',
  delegate: 'franceAdviser',
  observer: 'observer',
  chair: 'chair',
  facilitator: 'facilitator',
  secretariat: 'secretariat',
  operator: 'operator',
  public: undefined,
} as const satisfies Record<Role, string | undefined>;

const NO_WORDS = 'f'.repeat(64);
const TABLED = {
  changes: [{ paragraph: 'p3', new: 'Other words.' }],
  reason: '',
  needs: [],
  excludes: [],
};
const on = { item: 'p3', stance: 'support', reason: '', textHash: hashOf('p3') };
/** Acts that meet their schemas; whether they are in order does not matter here. */
const ACTS: Readonly<Record<keyof typeof ACT_SCHEMAS, Readonly<Record<string, unknown>>>> = {
  foundBody: { id: 'assembly', names: { en: 'X' }, exercise: true, rules: [{ id: 'x' }], defaultRule: 'x' },
  changeAttributes: { members: [{ id: 'NOBODY', attrs: {} }], source: 's' },
  admitMembers: {
    members: [{ id: 'FRA', role: 'member', class: 'government', names: { en: 'F' }, attrs: {} }],
  },
  declareGroup: {
    group: {
      id: 'g',
      kind: 'regional',
      names: { en: 'G' },
      members: ['NOBODY'],
      asOf: '2026-01-01',
      source: 's',
    },
  },
  proposeRule: { rule: { id: 'x' }, objectionSeconds: 60 },
  objectToRule: { rule: 'x', reason: 'r' },
  adoptRule: { rule: 'x' },
  rejectRule: { rule: 'x' },
  setWindowDays: { days: 0 },
  setSymbolScheme: {
    scheme: { organ: 'no', series: { text: 'L', statement: 'INF', report: 'DEC' } },
  },
  setRendition: { symbol: 'A/1', lang: 'fr', status: 'missing' },
  fileTranslation: { symbol: 'A/1', lang: 'fr', official: true, paragraphs: [{ label: '', words: 'W' }] },
  issueDocument: { kind: 'addendum', about: 'A/1', lang: 'en', title: 'T', words: 'W', corrects: [] },
  openDeliberation: { id: 'charter', title: { en: 'C' } },
  importText: TEST_TEXT,
  statePosition: { ...on, item: 'p99' },
  withdrawPosition: { item: 'p99' },
  giveSounding: { ...on, item: 'p99' },
  stateGroupPosition: { ...on, group: 'nobody' },
  alignWithStatement: { statement: 'g9' },
  dissociateFromStatement: { statement: 'g9' },
  agreeAdRef: { pid: 'p99' },
  reopenParagraph: { pid: 'p99', reason: 'r' },
  deferParagraphs: { paragraphs: ['p99'], waitsFor: 'w' },
  releaseParagraphs: { pid: 'p99', reason: 'r' },
  proposeDeletion: { pid: 'p99', reason: 'r', objectionSeconds: 60 },
  objectToDeletion: { pid: 'p99', reason: 'r' },
  deleteParagraph: { pid: 'p99' },
  proposeAdoption: { rule: 'x', objectionSeconds: 60 },
  object: { reason: 'r' },
  withdrawObjection: {},
  putToBallot: { openSeconds: 60 },
  castBallot: { choice: 'for' },
  enterHands: { for: 1, against: 0, abstain: 0 },
  extendSilence: { until: '2099-01-01T00:00:00.000Z', reason: 'r' },
  endSilence: {},
  closeBallot: {},
  adopt: {},
  reject: { note: 'n' },
  withdrawProposal: { note: 'n' },
  explain: { kind: 'reservation', text: 't', lang: 'en', paragraphs: ['p99'] },
  openDocument: { id: 'x', kind: 'workingText', lang: 'en', title: ' ' },
  shareDocument: { document: 'nothing', member: 'FRA' },
  unshareDocument: { document: 'nothing', member: 'FRA' },
  closeDocument: { document: 'nothing' },
  markTabled: { document: 'nothing', amendment: 'A1' },
  openParagraph: { paragraph: 'p3', members: ['NOBODY'] },
  closeParagraph: { paragraph: 'p3' },
  prepareStatement: { id: 'r', kind: 'reservation', text: ' ', lang: 'en', paragraphs: [] },
  discardStatement: { id: 'nothing' },
  holdBracket: { document: 'nothing', bracket: 'b', stand: 'hold' },
  releaseBracket: { document: 'nothing', bracket: 'b' },
  changeSitting: {
    opensAt: '2026-01-01T10:00:00.000Z',
    agenda: [{ id: '1', title: { en: 'T' } }],
    reason: 'r',
  },
  cancelSitting: { reason: 'r' },
  planSitting: {
    id: 'next',
    session: { en: 'S' },
    meeting: 1,
    title: { en: 'T' },
    opensAt: '2026-01-01T10:00:00.000Z',
    rules: {
      openingShare: '2',
      decidingShare: '1/2',
      groupsFirst: true,
      speechSeconds: 60,
      groupSeconds: 60,
      observerSeconds: 60,
      motionSeconds: 60,
      replySeconds: [60],
      voteSeconds: 60,
    },
    agenda: [{ id: '1', title: { en: 'I' } }],
  },
  registerPresence: { members: ['NOBODY'], present: true },
  openSitting: {},
  takeUp: { item: '1' },
  askForFloor: { member: 'FRA', kind: 'speech' },
  withdrawRequest: { request: 'q1' },
  setSpeakersList: { open: true },
  giveFloor: { request: 'q1' },
  endSpeech: { request: 'q1' },
  extendTime: { request: 'q1', seconds: 60 },
  raisePointOfOrder: { text: '' },
  rulePoint: { point: 'o1', upheld: true, words: '' },
  appealRuling: { point: 'o1' },
  moveMotion: { kind: 'closeDebate', reason: '' },
  withdrawMotion: { motion: 'm1' },
  askObjections: { motion: 'm1' },
  objectToMotion: { motion: 'm1' },
  carryMotion: { motion: 'm1' },
  putMotion: { motion: 'm1' },
  castVote: { vote: 'v1', choice: 'for' },
  closeVote: { vote: 'v1' },
  suspendSitting: {},
  resumeSitting: {},
  adjournSitting: {},
  announceConsultation: {
    id: 'next',
    deliberation: 'charter',
    textHash: NO_WORDS,
    title: { en: 'Next' },
    opensAt: '2026-01-16T09:00:00.000Z',
    closesAt: '2026-01-17T09:00:00.000Z',
    audience: 'public',
    languages: ['en'],
    questions: [],
    charactersMin: 1,
  },
  extendConsultation: { until: '2026-01-18T09:00:00.000Z', reason: 'r' },
  fileComment: { about: { on: 'text' }, kind: 'general', lang: 'en', naming: 'name' },
  supportComment: { comment: 'c1' },
  replyToComment: { comment: 'c1', words: 'w' },
  groupComments: { comments: ['c1'], theme: 't' },
  disposeComments: { comments: ['c1'], disposition: 'noted', reason: 'r' },
  makeCommentOwn: { comment: 'c1', amendment: 'A1' },
  moderateComment: { comment: 'c1', ground: 'hatred', reason: 'r' },
  appealComment: { comment: 'c1' },
  eraseComment: { comment: 'c1', reason: 'At the wish of its author.' },
  completeConsultation: {},
  issueRevision: {
    symbol: TEST_TEXT.symbol,
    lang: 'en',
    paragraphs: TEST_TEXT.paragraphs.map((paragraph, at) => ({ ...paragraph, source: `p${at + 1}` })),
    hash: TEST_TEXT.hash,
  },
  submitAmendment: { ...TABLED, textHash: NO_WORDS },
  enterOralAmendment: { ...TABLED, textHash: NO_WORDS, sponsors: ['NOBODY'] },
  coSponsorAmendment: { amendment: 'A99' },
  leaveSponsors: { amendment: 'A99' },
  withdrawAmendment: { amendment: 'A99' },
  takeOverAmendment: { amendment: 'A99' },
  reviseAmendment: { amendment: 'A99', changes: TABLED.changes, reason: '', textHash: NO_WORDS },
  acceptAmendment: { amendment: 'A99' },
  ruleOrder: { amendments: ['A99'], reason: 'r' },
  requestDivision: { parts: [['p1']], reason: '', textHash: 'f'.repeat(64) },
  withdrawDivision: { division: 'D99' },
  nameSponsors: { main: ['BRA'], coSponsors: [] },
  coSponsorText: {},
  leaveTextSponsors: {},
  withdrawText: { reason: 'No.' },
  reintroduceText: {},
  closeSubmission: { until: '2020-01-01T00:00:00.000Z' },
  keepPackage: {
    title: 'A way',
    note: '',
    rule: 'x',
    textHash: TEST_TEXT.hash,
    choices: [{ paragraph: 'p3', textHash: hashOf('p3'), outcome: 'leftOut' }],
  },
  annotatePackage: { package: 'k9', note: 'n' },
  sharePackage: { package: 'k9', members: ['FRA'], words: '' },
  answerPackage: { package: 'k9', stance: 'accept', reason: '' },
  withdrawPackage: { package: 'k9', reason: 'r' },
  listOrganization: {
    organization: { id: 'ORG', names: { en: 'O' }, class: 'company', sponsors: [] },
    findings: { mandate: 'm', funding: 'f', independence: 'i', conflicts: '' },
    objectionSeconds: 60,
    until: '2030-01-01T00:00:00.000Z',
  },
  objectToOrganization: { organization: 'ORG', reason: 'r' },
  withdrawOrganizationObjection: { organization: 'ORG' },
  accreditOrganization: { organization: 'ORG' },
  declineOrganization: { organization: 'ORG', reason: 'r' },
  endAccreditation: { organization: 'ORG', reason: 'r' },
  expireAccreditation: { organization: 'ORG' },
  openConversation: {
    title: { en: ' ' },
    question: { en: 'q' },
    languages: ['en'],
    audience: 'public',
    moderation: 'before',
    policy: { en: 'p' },
    groups: [],
    opensAt: '2026-01-15T09:00:00.000Z',
    closesAt: '2026-02-15T09:00:00.000Z',
  },
  closeConversation: { conversation: 'c9', reason: 'r' },
  enterVotes: { conversation: 'c9', from: 1, upTo: 1, hash: 'a'.repeat(64) },
};
const isAct = (action: string): action is keyof typeof ACTS => Object.hasOwn(ACTS, action);

describe.each(Object.entries(EXPECTED))('%s', (action, roles) => {
  test.each(ROLES)('[SRV-2] the cell of %s says what the field says', (role) => {
    expect(POLICIES[action as keyof typeof POLICIES][role]).toBe(roles.includes(role));
  });
});

test('[SRV-2] a deadline is nobody who signs in and may do nothing by the table', () => {
  for (const action of Object.keys(EXPECTED))
    expect(
      mayDo({ kind: 'deadline', account: 'a', session: 's', mayBind: true }, action as keyof typeof POLICIES),
    ).toBe(false);
});

test('[SRV-2] the printed table is docs/policies.md', async () => {
  const path = new URL('../../../../docs/policies.md', import.meta.url);
  expect(existsSync(path)).toBe(true);
  const printed = await prettier.format(policyTable(), { parser: 'markdown', printWidth: 110 });
  expect(readFileSync(path, 'utf8')).toBe(printed);
});

describe('over the network', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  test.each(Object.keys(ACTS).filter(isAct))(
    '[SRV-2] %s is refused to whom the table refuses it, and to nobody else',
    async (type) => {
      const isOfBody =
        [
          'foundBody',
          'admitMembers',
          'changeAttributes',
          'declareGroup',
          'setSymbolScheme',
          'setRendition',
          'fileTranslation',
          'setWindowDays',
        ].includes(type) ||
        type === 'issueDocument' ||
        type.endsWith('Rule') ||
        /Organization|Accreditation/.test(type);
      const isOfSitting = SITTING_ACT_TYPES.some((known) => known === type);
      const isOfConsultation = CONSULTATION_ACT_TYPES.some((known) => known === type);
      const beside = isOfConsultation ? 'consultation:next' : TEST_DELIBERATION;
      const stream = isOfBody ? TEST_BODY : isOfSitting ? 'sitting:next' : beside;
      for (const role of ROLES) {
        const answer = await service.act(SEAT_OF[role], stream, { type, ...ACTS[type] });
        const { error } = answer.json<{ error: { code: string; facts: unknown } }>();
        if (role === 'public') expect([answer.statusCode, error.code]).toEqual([401, 'session.needed']);
        // The same again is in order, and brings about nothing.
        else if (POLICIES[type][role] && type === 'setWindowDays')
          expect([answer.statusCode, role]).toEqual([201, role]);
        else if (POLICIES[type][role])
          expect([answer.statusCode, type, role, error.code]).toEqual([422, type, role, error.code]);
        else
          expect([answer.statusCode, error]).toEqual([
            403,
            { code: 'act.notAllowed', facts: { act: type, role } },
          ]);
      }
    },
  );
});
