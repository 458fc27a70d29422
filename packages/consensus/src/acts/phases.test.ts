import { expect, test } from 'vitest';
import type { Actor, DeliberationAct } from '../types.ts';
import { DELIBERATION_PHASES, type DeliberationPhase } from '../vocabulary.ts';
import { ACT_TYPES, DELIBERATION_ACT_TYPES } from './admit-deliberation.ts';
import { CHAIR, head, meeting, SECRETARIAT, TEXT, type Meeting } from './meeting.fixture.ts';
import { IN_ORDER } from './phases.ts';

type LaterType = keyof typeof IN_ORDER;
const { hash } = TEXT;
const onText = { item: 'text', stance: 'accept', reason: '', textHash: hash } as const;

const HANDED_IN = {
  changes: [{ paragraph: 'p3', new: 'Decides to wait;' }],
  reason: '',
  textHash: hash,
  needs: [],
  excludes: [],
} as const;

/** One act of each kind with somebody who may take it. */
const ACTS: { readonly [T in LaterType]: readonly [Extract<DeliberationAct, { type: T }>, Actor] } = {
  importText: [TEXT, SECRETARIAT],
  statePosition: [{ type: 'statePosition', ...onText }, head('AAA')],
  withdrawPosition: [{ type: 'withdrawPosition', item: 'text' }, head('AAA')],
  giveSounding: [{ type: 'giveSounding', ...onText }, head('AAA')],
  stateGroupPosition: [{ type: 'stateGroupPosition', group: 'friends', ...onText }, head('BBB')],
  alignWithStatement: [{ type: 'alignWithStatement', statement: 'g1' }, head('AAA')],
  dissociateFromStatement: [{ type: 'dissociateFromStatement', statement: 'g1' }, head('CCC')],
  agreeAdRef: [{ type: 'agreeAdRef', pid: 'p2' }, CHAIR],
  reopenParagraph: [{ type: 'reopenParagraph', pid: 'p2', reason: 'New words.' }, CHAIR],
  deferParagraphs: [{ type: 'deferParagraphs', paragraphs: ['p2'], waitsFor: 'Funds.' }, CHAIR],
  releaseParagraphs: [{ type: 'releaseParagraphs', pid: 'p2', reason: 'Ready.' }, CHAIR],
  proposeDeletion: [{ type: 'proposeDeletion', pid: 'p2', reason: 'Twice.', objectionSeconds: 60 }, CHAIR],
  objectToDeletion: [{ type: 'objectToDeletion', pid: 'p2', reason: 'Once.' }, head('AAA')],
  deleteParagraph: [{ type: 'deleteParagraph', pid: 'p2' }, CHAIR],
  proposeAdoption: [{ type: 'proposeAdoption', rule: 'weighted', objectionSeconds: 60 }, CHAIR],
  object: [{ type: 'object', reason: 'Not yet.' }, head('AAA')],
  withdrawObjection: [{ type: 'withdrawObjection' }, head('AAA')],
  extendSilence: [{ type: 'extendSilence', until: '2026-03-03T10:00:00.000Z', reason: 'Asked.' }, CHAIR],
  endSilence: [{ type: 'endSilence' }, CHAIR],
  putToBallot: [{ type: 'putToBallot', openSeconds: 60 }, CHAIR],
  castBallot: [{ type: 'castBallot', choice: 'for' }, head('AAA')],
  enterHands: [{ type: 'enterHands', for: 1, against: 0, abstain: 0 }, SECRETARIAT],
  closeBallot: [{ type: 'closeBallot' }, CHAIR],
  adopt: [{ type: 'adopt' }, CHAIR],
  reject: [{ type: 'reject', note: 'Not carried.' }, CHAIR],
  withdrawProposal: [{ type: 'withdrawProposal', note: 'More time.' }, CHAIR],
  explain: [
    { type: 'explain', kind: 'explanationOfPosition', text: 'We joined.', lang: 'en', paragraphs: [] },
    head('AAA'),
  ],
  prepareStatement: [
    {
      type: 'prepareStatement',
      id: 'r',
      kind: 'reservation',
      text: 'We reserve.',
      lang: 'en',
      paragraphs: [],
    },
    head('AAA'),
  ],
  discardStatement: [{ type: 'discardStatement', id: 'r' }, head('AAA')],
  openDocument: [
    { type: 'openDocument', id: 's', kind: 'statementDraft', lang: 'en', title: 'A statement' },
    head('AAA'),
  ],
  shareDocument: [{ type: 'shareDocument', document: 's', member: 'BBB' }, head('AAA')],
  unshareDocument: [{ type: 'unshareDocument', document: 's', member: 'BBB' }, head('AAA')],
  closeDocument: [{ type: 'closeDocument', document: 's' }, head('AAA')],
  markTabled: [{ type: 'markTabled', document: 'k', amendment: 'A1' }, head('AAA')],
  openParagraph: [{ type: 'openParagraph', paragraph: 'p2', members: ['AAA'] }, SECRETARIAT],
  closeParagraph: [{ type: 'closeParagraph', paragraph: 'p2' }, SECRETARIAT],
  holdBracket: [{ type: 'holdBracket', document: 'w', bracket: 'b', stand: 'hold' }, head('AAA')],
  releaseBracket: [{ type: 'releaseBracket', document: 'w', bracket: 'b' }, head('AAA')],
  issueRevision: [
    {
      type: 'issueRevision',
      symbol: 'X/L.1/Rev.1',
      lang: 'en',
      hash: 'f'.repeat(64),
      paragraphs: TEXT.paragraphs.map((paragraph, at) => ({ ...paragraph, source: `p${at + 1}` })),
    },
    SECRETARIAT,
  ],
  submitAmendment: [{ type: 'submitAmendment', ...HANDED_IN }, head('AAA')],
  enterOralAmendment: [{ type: 'enterOralAmendment', ...HANDED_IN, sponsors: ['AAA'] }, SECRETARIAT],
  coSponsorAmendment: [{ type: 'coSponsorAmendment', amendment: 'A1' }, head('AAA')],
  leaveSponsors: [{ type: 'leaveSponsors', amendment: 'A1' }, head('AAA')],
  withdrawAmendment: [{ type: 'withdrawAmendment', amendment: 'A1' }, head('AAA')],
  takeOverAmendment: [{ type: 'takeOverAmendment', amendment: 'A1' }, head('AAA')],
  reviseAmendment: [
    { type: 'reviseAmendment', amendment: 'A1', changes: HANDED_IN.changes, reason: '', textHash: hash },
    head('AAA'),
  ],
  acceptAmendment: [{ type: 'acceptAmendment', amendment: 'A1' }, CHAIR],
  ruleOrder: [{ type: 'ruleOrder', amendments: ['A1'], reason: 'As agreed.' }, CHAIR],
  closeSubmission: [{ type: 'closeSubmission', until: null }, CHAIR],
  requestDivision: [{ type: 'requestDivision', parts: [['p3']], reason: '', textHash: hash }, head('AAA')],
  withdrawDivision: [{ type: 'withdrawDivision', division: 'D1' }, head('AAA')],
  nameSponsors: [{ type: 'nameSponsors', main: ['AAA'], coSponsors: [] }, SECRETARIAT],
  coSponsorText: [{ type: 'coSponsorText' }, head('AAA')],
  leaveTextSponsors: [{ type: 'leaveTextSponsors' }, head('AAA')],
  withdrawText: [{ type: 'withdrawText', reason: 'More time.' }, head('AAA')],
  reintroduceText: [{ type: 'reintroduceText' }, head('AAA')],
  keepPackage: [
    {
      type: 'keepPackage',
      title: 'A way',
      note: '',
      rule: 'consensus',
      textHash: hash,
      choices: [{ paragraph: 'p4', textHash: TEXT.paragraphs[3]?.hash ?? '', outcome: 'leftOut' }],
    },
    CHAIR,
  ],
  annotatePackage: [{ type: 'annotatePackage', package: 'k1', note: 'Ask first.' }, CHAIR],
  sharePackage: [{ type: 'sharePackage', package: 'k1', members: ['AAA'], words: '' }, CHAIR],
  answerPackage: [{ type: 'answerPackage', package: 'k1', stance: 'accept', reason: '' }, head('AAA')],
  withdrawPackage: [{ type: 'withdrawPackage', package: 'k1', reason: 'Overtaken.' }, CHAIR],
  openConversation: [
    {
      type: 'openConversation',
      title: { en: 'T' },
      question: { en: 'Q' },
      languages: ['en'],
      audience: 'public',
      moderation: 'before',
      policy: { en: 'P' },
      groups: [],
      opensAt: '2026-03-02T10:00:00.000Z',
      closesAt: '2026-04-02T10:00:00.000Z',
    },
    SECRETARIAT,
  ],
  closeConversation: [{ type: 'closeConversation', conversation: 'c1', reason: 'Done.' }, SECRETARIAT],
  enterVotes: [{ type: 'enterVotes', conversation: 'c1', from: 1, upTo: 1, hash }, { kind: 'deadline' }],
};

const WAY: Readonly<Record<DeliberationPhase, (room: Meeting) => void>> = {
  open: () => undefined,
  adoptionProposed: (room) => room.take(...ACTS.proposeAdoption),
  balloting: (room) => {
    WAY.adoptionProposed(room);
    room.take(...ACTS.putToBallot);
  },
  ballotClosed: (room) => {
    WAY.balloting(room);
    room.take(...ACTS.castBallot);
    room.wait(61);
    room.take(...ACTS.closeBallot);
  },
  adopted: (room) => {
    WAY.ballotClosed(room);
    room.take(...ACTS.adopt);
  },
};

for (const phase of DELIBERATION_PHASES)
  test(`[ACT-2] in phase ${phase} the acts of the table are in order and all others are refused`, () => {
    const room = meeting();
    WAY[phase](room);
    expect(room.state.phase).toBe(phase);
    for (const type of Object.keys(IN_ORDER) as LaterType[]) {
      const [act, actor] = ACTS[type];
      const refusal = room.refusal(act, actor);
      if (IN_ORDER[type][phase]) expect(refusal?.code).not.toBe('act.outOfOrder');
      // ACT-39: a ballot after the close learns when that was.
      else if (phase === 'ballotClosed' && (type === 'castBallot' || type === 'enterHands'))
        expect(refusal?.code).toBe('ballot.closed');
      else expect(refusal).toEqual({ code: 'act.outOfOrder', facts: { act: type, phase } });
    }
  });

test('[ACT-2] a deliberation that was not opened takes no act, and one that was is not opened again', () => {
  const room = meeting({ text: null });
  const open = { type: 'openDeliberation', id: 'x', title: { en: 'Again' } } as const;
  expect(room.refusal(open, SECRETARIAT)).toEqual({
    code: 'deliberation.exists',
    facts: { deliberation: 'x' },
  });
});

test('[ACT-2] the lists of acts name every act once', () => {
  expect([...DELIBERATION_ACT_TYPES].sort()).toEqual(['openDeliberation', ...Object.keys(ACTS)].sort());
  expect(new Set(ACT_TYPES).size).toBe(ACT_TYPES.length);
  expect(ACT_TYPES).toHaveLength(123);
});
