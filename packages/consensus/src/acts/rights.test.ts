import { expect, test } from 'vitest';
import { TEXTS } from '@plenary/tabling';
import type { Actor, DeliberationAct } from '../types.ts';
import { ACTOR_KINDS, type ActorKind } from '../vocabulary.ts';
import { admitDeliberation } from './admit-deliberation.ts';
import { CHAIR, head, meeting, SECRETARIAT, TEXT, type Meeting } from './meeting.fixture.ts';

const onText = { item: 'text', stance: 'accept', reason: '', textHash: TEXT.hash } as const;
const HANDED_IN = {
  changes: [{ paragraph: 'p3', new: 'Decides to wait;' }],
  reason: '',
  textHash: TEXT.hash,
  needs: [],
  excludes: [],
} as const;
const inPhase = (phase: 'open' | 'proposed' | 'ballot'): Meeting => {
  const room = meeting();
  if (phase === 'open') return room;
  room.take({ type: 'proposeAdoption', rule: 'weighted', objectionSeconds: 60 }, CHAIR);
  if (phase === 'ballot') room.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
  return room;
};

/** Acts that bind a delegation, with the phase in which they are in order. */
const BINDING: readonly (readonly ['open' | 'proposed' | 'ballot', DeliberationAct])[] = [
  ['open', { type: 'statePosition', ...onText }],
  ['open', { type: 'withdrawPosition', item: 'text' }],
  ['open', { type: 'giveSounding', ...onText }],
  ['open', { type: 'stateGroupPosition', group: 'friends', ...onText }],
  ['open', { type: 'alignWithStatement', statement: 'g1' }],
  ['open', { type: 'dissociateFromStatement', statement: 'g1' }],
  ['proposed', { type: 'object', reason: 'No.' }],
  ['proposed', { type: 'withdrawObjection' }],
  ['ballot', { type: 'castBallot', choice: 'for' }],
  ['open', { type: 'shareDocument', document: 'd', member: 'BBB' }],
  ['open', { type: 'unshareDocument', document: 'd', member: 'BBB' }],
  ['open', { type: 'markTabled', document: 'd', amendment: 'A1' }],
  ['open', { type: 'holdBracket', document: 'd', bracket: 'b', stand: 'hold' }],
  ['open', { type: 'releaseBracket', document: 'd', bracket: 'b' }],
  ['open', { type: 'submitAmendment', ...HANDED_IN }],
  ['open', { type: 'coSponsorAmendment', amendment: 'A1' }],
  ['open', { type: 'leaveSponsors', amendment: 'A1' }],
  ['open', { type: 'withdrawAmendment', amendment: 'A1' }],
  ['open', { type: 'takeOverAmendment', amendment: 'A1' }],
  [
    'open',
    { type: 'reviseAmendment', amendment: 'A1', changes: HANDED_IN.changes, reason: '', textHash: TEXT.hash },
  ],
  ['open', { type: 'requestDivision', parts: [['p3']], reason: '', textHash: TEXT.hash }],
  ['open', { type: 'withdrawDivision', division: 'D1' }],
  ['open', { type: 'coSponsorText' }],
  ['open', { type: 'leaveTextSponsors' }],
  ['open', { type: 'withdrawText', reason: 'More time.' }],
  ['open', { type: 'reintroduceText' }],
  ['open', { type: 'answerPackage', package: 'k1', stance: 'accept', reason: '' }],
  ['open', { type: 'explain', kind: 'reservation', text: 'We reserve.', lang: 'en', paragraphs: [] }],
];
for (const [phase, act] of BINDING)
  test(`[ACT-4] ${act.type} binds a delegation: nobody but an empowered delegate of a member does it`, () => {
    const room = inPhase(phase);
    for (const kind of ACTOR_KINDS) {
      if (kind === 'delegate') continue;
      const posing: Actor = { kind, member: 'AAA', mayBind: true };
      expect(room.refusal(act, posing)).toEqual({ code: 'actor.notMember', facts: { kind } });
    }
    const refused = (actor: Actor) => room.refusal(act, actor)?.code;
    expect(refused({ kind: 'delegate', member: 'AAA' })).toBe('actor.mayNotBind');
    expect(refused({ kind: 'delegate', member: 'AAA', mayBind: false })).toBe('actor.mayNotBind');
    expect(refused(head('OBS'))).toBe('actor.notMember');
    expect(refused(head('ZZZ'))).toBe('actor.notMember');
    expect(refused({ kind: 'delegate', mayBind: true })).toBe('actor.notMember');
    expect(refused(head('AAA')) ?? '').not.toMatch(/^actor\./u);
  });

const CONDUCTED: readonly (readonly [
  'none' | 'open' | 'proposed' | 'ballot',
  DeliberationAct,
  readonly ActorKind[],
])[] = [
  ['none', { type: 'openDeliberation', id: 'new', title: { en: 'New' } }, ['chair', 'secretariat']],
  ['open', TEXT, ['chair', 'secretariat']],
  ['open', { type: 'agreeAdRef', pid: 'p2' }, ['chair', 'secretariat']],
  ['open', { type: 'nameSponsors', main: ['AAA'], coSponsors: [] }, ['chair', 'secretariat']],
  ['open', { type: 'reopenParagraph', pid: 'p2', reason: 'New.' }, ['chair', 'secretariat']],
  ['open', { type: 'deferParagraphs', paragraphs: ['p2'], waitsFor: 'p3' }, ['chair', 'secretariat']],
  ['open', { type: 'releaseParagraphs', pid: 'p2', reason: 'Ready.' }, ['chair', 'secretariat']],
  [
    'open',
    { type: 'proposeDeletion', pid: 'p2', reason: 'Twice.', objectionSeconds: 60 },
    ['chair', 'secretariat'],
  ],
  ['open', { type: 'deleteParagraph', pid: 'p2' }, ['chair']],
  [
    'open',
    { type: 'openDocument', id: 'w', kind: 'workingText', lang: 'en', title: 'Working text' },
    ['chair', 'facilitator', 'secretariat'],
  ],
  [
    'open',
    { type: 'openParagraph', paragraph: 'p2', members: ['AAA'] },
    ['chair', 'facilitator', 'secretariat'],
  ],
  ['open', { type: 'closeParagraph', paragraph: 'p2' }, ['chair', 'facilitator', 'secretariat']],
  [
    'open',
    { type: 'issueRevision', symbol: 'Y', lang: 'en', hash: TEXT.hash, paragraphs: [] },
    ['chair', 'secretariat'],
  ],
  ['open', { type: 'enterOralAmendment', ...HANDED_IN, sponsors: ['AAA'] }, ['chair', 'secretariat']],
  ['open', { type: 'ruleOrder', amendments: ['A1'], reason: 'Agreed.' }, ['chair']],
  ['open', { type: 'closeSubmission', until: null }, ['chair', 'secretariat']],
  [
    'open',
    { type: 'keepPackage', title: '', note: '', rule: 'consensus', textHash: TEXT.hash, choices: [] },
    ['chair', 'facilitator', 'secretariat'],
  ],
  [
    'open',
    { type: 'annotatePackage', package: 'k1', note: 'Ask first.' },
    ['chair', 'facilitator', 'secretariat'],
  ],
  [
    'open',
    { type: 'sharePackage', package: 'k1', members: ['AAA'], words: '' },
    ['chair', 'facilitator', 'secretariat'],
  ],
  [
    'open',
    { type: 'withdrawPackage', package: 'k1', reason: 'No.' },
    ['chair', 'facilitator', 'secretariat'],
  ],
  [
    'open',
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
    ['secretariat'],
  ],
  ['open', { type: 'closeConversation', conversation: 'c1', reason: 'Done.' }, ['secretariat']],
  ['open', { type: 'enterVotes', conversation: 'c1', from: 1, upTo: 1, hash: TEXT.hash }, ['deadline']],
  ['open', { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1 }, ['chair']],
  ['proposed', { type: 'putToBallot', openSeconds: 1 }, ['chair']],
  ['proposed', { type: 'extendSilence', until: '2026-03-03T10:00:00.000Z', reason: 'Asked.' }, ['chair']],
  ['proposed', { type: 'endSilence' }, ['chair', 'secretariat', 'deadline']],
  ['ballot', { type: 'enterHands', for: 1, against: 0, abstain: 0 }, ['secretariat']],
  ['ballot', { type: 'closeBallot' }, ['chair', 'secretariat', 'deadline']],
  ['proposed', { type: 'adopt' }, ['chair']],
  ['proposed', { type: 'reject', note: 'No.' }, ['chair']],
  ['proposed', { type: 'withdrawProposal', note: 'No.' }, ['chair']],
];
for (const [phase, act, conducting] of CONDUCTED)
  test(`[ACT-5] ${act.type} is conducted by ${conducting.join(', ')} alone`, () => {
    const room = inPhase(phase === 'none' ? 'open' : phase);
    for (const kind of ACTOR_KINDS) {
      const actor: Actor = { kind, member: 'AAA', mayBind: true };
      const admission = admitDeliberation(phase === 'none' ? undefined : room.state, act, {
        at: room.at,
        actor,
        body: room.body,
        texts: TEXTS,
      });
      const code = admission.admitted ? undefined : admission.refusal.code;
      if (conducting.includes(kind)) expect(code).not.toBe('actor.notConducting');
      else expect(code).toBe('actor.notConducting');
    }
  });

test('[ACT-17] chair and secretariat open a deliberation once, under an id that is one', () => {
  const room = meeting();
  const open = (id: string): DeliberationAct => ({ type: 'openDeliberation', id, title: { en: 'New' } });
  expect(room.refusal(open('x'), SECRETARIAT)?.code).toBe('deliberation.exists');
  expect(room.state).toMatchObject({ id: 'x', body: 'x', phase: 'open', decisions: [] });
});
