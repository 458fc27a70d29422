import { describe, expect, test } from 'vitest';
import { TEXTS } from '@plenary/tabling';
import { admitDeliberation } from '../acts/admit-deliberation.ts';
import { evolveDeliberation, replayDeliberation } from '../acts/evolve-deliberation.ts';
import {
  CHAIR,
  CONSENSUS,
  head,
  MAJORITY,
  meeting,
  SECRETARIAT,
  TEXT,
  type Meeting,
} from '../acts/meeting.fixture.ts';
import type { DeliberationAct, DeliberationState, WrittenAmendmentChange } from '../types.ts';
import { isDividable } from './division-of.ts';

const MEMBERS = ['AAA', 'BBB', 'CCC', 'DDD'];

const ask = (
  room: Meeting,
  parts: readonly (readonly string[])[] = [['p3']],
  item?: string,
): Extract<DeliberationAct, { type: 'requestDivision' }> => ({
  type: 'requestDivision',
  ...(item === undefined ? {} : { item }),
  parts,
  reason: '',
  textHash: (item === undefined ? room.state.revision?.hash : room.state.amendments[item]?.hash) ?? '',
});

const propose = (item?: string, rule = 'consensus'): DeliberationAct => ({
  type: 'proposeAdoption',
  rule,
  objectionSeconds: 60,
  ...(item === undefined ? {} : { item }),
});

/** Without a vote, nobody objecting. */
const agreed = (room: Meeting, item?: string): void => {
  room.take(propose(item), CHAIR);
  room.wait(61);
  room.take({ type: 'adopt' }, CHAIR);
};
/** Somebody objects, then the vote goes this way. */
const voted = (room: Meeting, item: string, outcome: 'adopted' | 'rejected'): void => {
  room.take(propose(item), CHAIR);
  room.take({ type: 'object', reason: 'We want a vote.' }, head('DDD'));
  room.wait(61);
  room.take({ type: 'reject', note: 'No consensus.' }, CHAIR);
  room.take(propose(item, 'majority'), CHAIR);
  room.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
  for (const member of MEMBERS)
    room.take({ type: 'castBallot', choice: outcome === 'adopted' ? 'for' : 'against' }, head(member));
  room.take({ type: 'closeBallot' }, CHAIR);
  room.take(outcome === 'adopted' ? { type: 'adopt' } : { type: 'reject', note: 'Voted down.' }, CHAIR);
};

const submit = (room: Meeting, member: string, changes: readonly WrittenAmendmentChange[]): void =>
  room.take(
    {
      type: 'submitAmendment',
      changes,
      reason: '',
      textHash: room.state.revision?.hash ?? '',
      needs: [],
      excludes: [],
    },
    head(member),
  );
const TWO: readonly WrittenAmendmentChange[] = [
  { paragraph: 'p2', new: 'Recalling what was said and done,' },
  { paragraph: 'p3', new: 'Decides to wait;' },
  { after: 'p4', kind: 'operative', level: 0, insert: 'Invites comments;', name: 'new' },
  { after: 'new', kind: 'operative', level: 0, insert: 'Thanks all.' },
];
const ids = (room: Meeting): readonly string[] =>
  (room.state.revision?.paragraphs ?? []).map(({ pid }) => pid);
const code = (room: Meeting, act: DeliberationAct, member = 'AAA'): string | undefined =>
  room.refusal(act, head(member))?.code;

describe('asking', () => {
  test('[DIV-3] a delegation asks that paragraphs be voted on separately; the motion waits', () => {
    const room = meeting();
    room.take(ask(room, [['p3'], ['p2']]), head('BBB'));
    expect(room.state.divisions['D1']).toMatchObject({
      id: 'D1',
      item: 'text',
      member: 'BBB',
      asked: [['p3'], ['p2']],
      textHash: TEXT.hash,
      fate: 'requested',
      askedAt: room.at,
    });
    expect(room.state.divisions['D1']?.hash).toMatch(/^[0-9a-f]{64}$/u);
  });

  const nothingAsked: readonly (readonly [string, readonly (readonly string[])[], string])[] = [
    ['no part', [], 'division.undivided'],
    ['an empty part', [[]], 'division.undivided'],
    ['everything as one part', [['p2', 'p3', 'p4']], 'division.undivided'],
    ['the title', [['p1']], 'division.unknown'],
    ['what is not there', [['p9']], 'division.unknown'],
    ['one paragraph in two parts', [['p3'], ['p3']], 'division.twice'],
    ['one paragraph twice', [['p3', 'p3']], 'division.twice'],
    ['too many parts', Array.from({ length: 101 }, () => ['p3']), 'act.limit'],
    ['too large a part', [Array.from({ length: 2_001 }, () => 'p3')], 'act.limit'],
  ];
  for (const [name, parts, refused] of nothingAsked)
    test(`[DIV-3] ${name} is refused with ${refused}`, () => {
      const room = meeting();
      expect(code(room, ask(room, parts))).toBe(refused);
    });

  test('[DIV-3] it is asked of the words as they stand, of a text that is there, of an amendment that is pending', () => {
    const room = meeting();
    expect(room.refusal({ ...ask(room), textHash: 'f'.repeat(64) }, head('AAA'))).toEqual({
      code: 'division.staleText',
      facts: { expected: TEXT.hash },
    });
    expect(code(room, { ...ask(room), item: 'A1' })).toBe('amendment.unknown');
    submit(room, 'AAA', TWO);
    room.take({ type: 'withdrawAmendment', amendment: 'A1' }, head('AAA'));
    expect(code(room, ask(room, [['c1']], 'A1'))).toBe('amendment.closed');
    const empty = meeting({ text: null });
    expect(code(empty, ask(room))).toBe('text.none');
  });

  test('[DIV-3] a change that calls what another brings stands with that one', () => {
    const room = meeting();
    submit(room, 'AAA', TWO);
    expect(code(room, ask(room, [['c4']], 'A1'))).toBe('division.unknown');
    room.take(ask(room, [['c3']], 'A1'), head('BBB'));
    agreed(room, 'D1');
    expect(room.state.divisions['D1']?.parts).toMatchObject([
      { id: '1', units: ['c3'], isOperative: true, isRest: false },
      { id: '2', units: ['c1', 'c2'], isOperative: true, isRest: true },
    ]);
  });

  test('[DIV-3] what was amended by others is not divided', () => {
    const room = meeting();
    submit(room, 'AAA', TWO);
    room.take(
      {
        type: 'submitAmendment',
        changes: [{ paragraph: 'p3', new: 'Decides to wait a year;' }],
        reason: '',
        textHash: room.state.amendments['A1']?.hash ?? '',
        amends: 'A1',
        needs: [],
        excludes: [],
      },
      head('BBB'),
    );
    room.take({ type: 'acceptAmendment', amendment: 'A2' }, head('AAA'));
    expect(code(room, ask(room, [['c1']], 'A1'))).toBe('amendment.amended');
  });

  test('[DIV-4] one motion waits for an item, and a delegation does not ask again for the same words', () => {
    const room = meeting();
    room.take(ask(room), head('BBB'));
    expect(room.refusal(ask(room, [['p4']]), head('CCC'))).toEqual({
      code: 'division.pending',
      facts: { division: 'D1' },
    });
    expect(code(room, { type: 'withdrawDivision', division: 'D1' }, 'CCC')).toBe('division.notOwn');
    expect(code(room, { type: 'withdrawDivision', division: 'D9' }, 'BBB')).toBe('division.none');
    room.take({ type: 'withdrawDivision', division: 'D1' }, head('BBB'));
    expect(code(room, { type: 'withdrawDivision', division: 'D1' }, 'BBB')).toBe('division.closed');
    expect(code(room, ask(room, [['p4']]), 'BBB')).toBe('division.askedBefore');
    room.take(ask(room, [['p4']]), head('CCC'));
    expect(room.state.divisions['D2']?.member).toBe('CCC');
  });

  test('[DIV-4] it is asked until voting begins, and not of what is to be adopted without a vote', () => {
    const room = meeting();
    room.take(propose(), CHAIR);
    expect(room.refusal(ask(room), head('AAA'))).toEqual({
      code: 'division.noVote',
      facts: { decision: 'd1' },
    });
    room.take({ type: 'withdrawProposal', note: 'Later.' }, CHAIR);
    room.take(propose(undefined, 'weighted'), CHAIR);
    room.take(ask(room), head('AAA'));
    expect(room.refusal({ type: 'putToBallot', openSeconds: 60 }, CHAIR)).toEqual({
      code: 'division.pending',
      facts: { division: 'D1' },
    });
    room.take({ type: 'withdrawDivision', division: 'D1' }, head('AAA'));
    room.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
    expect(code(room, ask(room), 'BBB')).toBe('act.outOfOrder');
  });
});

describe('the motion', () => {
  test('[DIV-5] what is to be divided is not put before the motion, nor is an amendment taken in', () => {
    const room = meeting();
    submit(room, 'AAA', TWO);
    room.take(ask(room, [['c2']], 'A1'), head('BBB'));
    const pending = { code: 'division.pending', facts: { division: 'D1' } };
    expect(room.refusal(propose('A1'), CHAIR)).toEqual(pending);
    expect(room.refusal({ type: 'acceptAmendment', amendment: 'A1' }, CHAIR)).toEqual(pending);
    room.take(propose('D1'), CHAIR);
    expect(code(room, { type: 'withdrawDivision', division: 'D1' }, 'BBB')).toBe('division.beingPut');
  });

  test('[DIV-5] the motion is put when its item could be: amendments before the text', () => {
    const room = meeting();
    submit(room, 'AAA', [{ paragraph: 'p4', delete: true }]);
    room.take(ask(room, [['p3'], ['p4']]), head('BBB'));
    expect(room.refusal(propose('D1'), CHAIR)?.code).toBe('adoption.amendmentsPending');
    agreed(room, 'A1');
    agreed(room, 'D1');
    // What was taken out since it was asked for is no part any more.
    expect(room.state.divisions['D1']?.parts?.map(({ units }) => units)).toEqual([['p3'], ['p2']]);
  });

  test('[DIV-5] a motion of which nothing can come any more is not put and holds nothing up', () => {
    const room = meeting();
    submit(room, 'AAA', [{ paragraph: 'p3', delete: true }]);
    room.take(ask(room, [['p3']]), head('BBB'));
    agreed(room, 'A1');
    const [division] = Object.values(room.state.divisions);
    expect(division === undefined || isDividable(room.state, division)).toBe(false);
    expect(room.refusal(propose('D1'), CHAIR)?.code).toBe('division.closed');
    room.take(propose(), CHAIR);

    const other = meeting();
    submit(other, 'AAA', TWO);
    other.take(ask(other, [['c2']], 'A1'), head('BBB'));
    other.take(
      {
        type: 'reviseAmendment',
        amendment: 'A1',
        changes: [OTHER, { paragraph: 'p4', delete: true }],
        reason: '',
        textHash: TEXT.hash,
      },
      head('AAA'),
    );
    expect(other.refusal(propose('D1'), CHAIR)?.code).toBe('division.closed');
    other.take(propose('A1'), CHAIR);
  });

  test('[DIV-5] with the withdrawal of its amendment a motion that is being put ends, but not once it is voted on', () => {
    const room = meeting();
    submit(room, 'AAA', TWO);
    room.take(ask(room, [['c2']], 'A1'), head('BBB'));
    room.take(propose('D1', 'weighted'), CHAIR);
    const withdrawal = { type: 'withdrawAmendment', amendment: 'A1' } as const;
    const before = room.state;
    room.take(withdrawal, head('AAA'));
    expect(room.state.phase).toBe('open');
    expect(room.state.decisions.at(-1)?.outcome).toBe('withdrawn');
    expect(room.refusal(propose('D1'), CHAIR)?.code).toBe('division.closed');
    expect(before.phase).toBe('adoptionProposed');

    const voting = meeting();
    submit(voting, 'AAA', TWO);
    voting.take(ask(voting, [['c2']], 'A1'), head('BBB'));
    voting.take(propose('D1', 'weighted'), CHAIR);
    voting.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
    expect(code(voting, withdrawal)).toBe('amendment.votingBegan');
  });

  test('[DIV-7] an objection sends the motion to the vote, and a vote against it is its end', () => {
    const room = meeting();
    room.take(ask(room), head('BBB'));
    voted(room, 'D1', 'rejected');
    expect(room.state.divisions['D1']).toMatchObject({ fate: 'lost', endedAt: room.at });
    expect(room.state.decisions.map(({ item, outcome }) => [item, outcome])).toEqual([
      ['D1', 'rejected'],
      ['D1', 'rejected'],
    ]);
    agreed(room);
    expect(room.state.phase).toBe('adopted');
  });

  test('[DIV-7] where the body has no rule by which it votes, an objection is the end of the motion', () => {
    const room = meeting({ rules: [CONSENSUS] });
    room.take(ask(room), head('BBB'));
    room.take(propose('D1'), CHAIR);
    room.take({ type: 'object', reason: 'No.' }, head('AAA'));
    room.wait(61);
    room.take({ type: 'reject', note: 'An objection.' }, CHAIR);
    expect(room.state.divisions['D1']?.fate).toBe('lost');
    expect(room.refusal(propose(), CHAIR)).toBeUndefined();
  });
});

describe('the parts', () => {
  const divided = (parts: readonly (readonly string[])[] = [['p3'], ['p4']]): Meeting => {
    const room = meeting({ rules: [CONSENSUS, MAJORITY] });
    room.take(ask(room, parts), head('BBB'));
    agreed(room, 'D1');
    return room;
  };

  test('[DIV-6] once a motion is carried nothing is put but its parts, each once, and words stand still', () => {
    const room = divided();
    const underWay = { code: 'division.underWay', facts: { division: 'D1' } };
    expect(room.refusal(propose(), CHAIR)).toEqual(underWay);
    expect(room.refusal(propose('D1'), CHAIR)?.code).toBe('division.closed');
    expect(room.refusal(propose('D1.9'), CHAIR)).toEqual(underWay);
    for (const act of [
      {
        type: 'submitAmendment',
        changes: [OTHER],
        reason: '',
        textHash: TEXT.hash,
        needs: [],
        excludes: [],
      },
      { ...ask(room), parts: [['p2']] },
    ] satisfies DeliberationAct[])
      expect(room.refusal(act, head('AAA'))).toEqual(underWay);
    const revision = {
      type: 'issueRevision',
      symbol: 'X/L.1/Rev.1',
      lang: 'en',
      hash: 'f'.repeat(64),
      paragraphs: TEXT.paragraphs.map((paragraph, at) => ({ ...paragraph, source: `p${at + 1}` })),
    } as const;
    expect(room.refusal(revision, SECRETARIAT)).toEqual(underWay);
    agreed(room, 'D1.2');
    expect(room.refusal(propose('D1.2'), CHAIR)).toEqual({
      code: 'division.partDecided',
      facts: { part: 'D1.2', outcome: 'adopted' },
    });
  });

  test('[DIV-7] a part rejected without a vote waits for the vote', () => {
    const room = divided();
    room.take(propose('D1.1'), CHAIR);
    room.take({ type: 'object', reason: 'No.' }, head('AAA'));
    room.wait(61);
    room.take({ type: 'reject', note: 'An objection.' }, CHAIR);
    expect(room.state.divisions['D1']?.parts?.[0]?.outcome).toBeUndefined();
    voted(room, 'D1.1', 'rejected');
    expect(room.state.divisions['D1']?.parts?.[0]).toMatchObject({ outcome: 'rejected', decision: 'd4' });
  });

  test('[DIV-8] with the last part the parts that fell leave the text, which is then put as a whole', () => {
    const room = divided();
    voted(room, 'D1.1', 'rejected');
    expect(ids(room)).toEqual(['p1', 'p2', 'p3', 'p4', 'p5']);
    agreed(room, 'D1.2');
    agreed(room, 'D1.3');
    expect(ids(room)).toEqual(['p1', 'p2', 'p4', 'p5']);
    expect(room.state.divisions['D1']).toMatchObject({ whole: 'put', endedAt: room.at });
    expect(room.state.revision?.amendedBy).toEqual(['D1']);
    expect(room.state.textSteps.at(-1)).toEqual({ division: 'D1', removed: ['p3'] });
    expect(code(room, ask(room, [['p4']]), 'BBB')).toBeUndefined();
    agreed(room);
    expect(room.state.phase).toBe('adopted');
  });

  test('[DIV-8] where every part stays the words are as they were, and are not divided again', () => {
    const room = divided([['p3']]);
    agreed(room, 'D1.1');
    agreed(room, 'D1.2');
    expect(room.state.revision?.hash).toBe(TEXT.hash);
    expect(room.state.revision?.amendedBy).toBeUndefined();
    expect(room.refusal(ask(room, [['p4']]), head('CCC'))).toEqual({
      code: 'division.divided',
      facts: { division: 'D1' },
    });
    expect(room.refusal(propose(), CHAIR)).toBeUndefined();
  });

  test('[DIV-8] when every operative part falls the text is rejected as a whole, and stays for the talks', () => {
    const room = divided();
    voted(room, 'D1.1', 'rejected');
    agreed(room, 'D1.3');
    voted(room, 'D1.2', 'rejected');
    expect(room.state.divisions['D1']?.whole).toBe('rejected');
    expect(room.state.phase).toBe('open');
    expect(room.state.revision?.hash).toBe(TEXT.hash);
  });

  test('[DIV-8] amendments taken over after a division stand in the text that it left', () => {
    const room = meeting({ rules: [CONSENSUS, MAJORITY] });
    submit(room, 'AAA', [{ paragraph: 'p4', new: 'Requests a yearly report.' }]);
    submit(room, 'AAA', [{ paragraph: 'p3', new: 'Decides to wait;' }]);
    for (const amendment of ['A1', 'A2']) room.take({ type: 'withdrawAmendment', amendment }, head('AAA'));
    room.take(ask(room, [['p3']]), head('BBB'));
    agreed(room, 'D1');
    voted(room, 'D1.1', 'rejected');
    agreed(room, 'D1.2');
    expect(code(room, { type: 'takeOverAmendment', amendment: 'A2' }, 'CCC')).toBe('amendment.notStanding');
    room.take({ type: 'takeOverAmendment', amendment: 'A1' }, head('CCC'));
    agreed(room, 'A1');
    expect((room.state.revision?.paragraphs ?? []).map(({ text }) => text)).toContain(
      'Requests a yearly report.',
    );
    submit(room, 'BBB', [{ paragraph: 'p2', new: 'Recalling all that was said,' }]);
    agreed(room, 'A3');
    expect(ids(room)).toEqual(['p1', 'p2', 'p4', 'p5']);
  });

  test('[DIV-8] an amendment keeps the parts that stay, and is then put as a whole', () => {
    const room = meeting({ rules: [CONSENSUS, MAJORITY] });
    submit(room, 'AAA', TWO);
    const hash = room.state.amendments['A1']?.hash;
    room.take(ask(room, [['c2'], ['c3']], 'A1'), head('BBB'));
    agreed(room, 'D1');
    expect(room.refusal({ type: 'withdrawAmendment', amendment: 'A1' }, head('AAA'))?.code).toBe(
      'division.underWay',
    );
    voted(room, 'D1.1', 'rejected');
    agreed(room, 'D1.2');
    agreed(room, 'D1.3');
    const amendment = room.state.amendments['A1'];
    expect(amendment).toMatchObject({ state: 'submitted', touches: ['p2'] });
    expect(amendment?.changes).toHaveLength(3);
    expect(amendment?.hash).not.toBe(hash);
    agreed(room, 'A1');
    expect((room.state.revision?.paragraphs ?? []).map(({ text }) => text)).toEqual([
      'A text',
      'Recalling what was said and done,',
      'Decides [to act];',
      'Requests a report.',
      'Invites comments;',
      'Thanks all.',
      'A note',
    ]);
  });

  test('[DIV-8] an amendment falls when its operative parts do, and what needs it falls with it', () => {
    const room = meeting({ rules: [CONSENSUS, MAJORITY] });
    submit(room, 'AAA', TWO);
    room.take(
      {
        type: 'submitAmendment',
        changes: [{ paragraph: 'p4', delete: true }],
        reason: '',
        textHash: TEXT.hash,
        needs: ['A1'],
        excludes: [],
      },
      head('CCC'),
    );
    room.take(ask(room, [['c1']], 'A1'), head('BBB'));
    agreed(room, 'D1');
    agreed(room, 'D1.1');
    voted(room, 'D1.2', 'rejected');
    expect(room.state.divisions['D1']?.whole).toBe('rejected');
    expect(room.state.amendments['A1']).toMatchObject({ state: 'rejected', outcome: { decision: 'd4' } });
    expect(room.state.amendments['A2']?.outcome).toMatchObject({ cause: 'falls', because: ['A1'] });
  });

  test('[DIV-8] replaying the record gives the same state, and earlier states stay as they were', () => {
    const room = divided();
    const before = room.state;
    const frozen = JSON.stringify(before);
    voted(room, 'D1.1', 'rejected');
    agreed(room, 'D1.2');
    agreed(room, 'D1.3');
    expect(JSON.stringify(before)).toBe(frozen);
    expect(replayDeliberation(room.events)).toEqual(room.state);
    const unknown = room.events.find(({ type }) => type === 'partDecided');
    if (unknown?.type !== 'partDecided') throw new Error('no part was decided');
    expect(() => evolveDeliberation({ ...room.state, divisions: {} }, unknown)).toThrow();
    expect(TEXTS.without(before, 'D1', ['p3']).order).toEqual(['p1', 'p2', 'p4', 'p5']);
  });
});

const OTHER: WrittenAmendmentChange = { paragraph: 'p3', new: 'Decides to wait;' };

test('[DIV-5] what bears the name of a division that nobody asked for is none, and no amendment', () => {
  const room = meeting();
  room.take(ask(room), head('AAA'));
  for (const item of ['D9', 'D9.1', 'D1.9'])
    expect(room.refusal(propose(item), CHAIR)).toEqual({ code: 'division.none', facts: { division: item } });
  expect(room.refusal(propose('A9'), CHAIR)?.code).toBe('amendment.unknown');
});

test('[DIV-145] while parts are put nothing of the text is deleted or deferred, and the whole is put with all of them', () => {
  const room = meeting();
  room.take(ask(room, [['p3'], ['p4']]), head('AAA'));
  agreed(room, 'D1');
  agreed(room, 'D1.1');
  const acts: readonly DeliberationAct[] = [
    { type: 'proposeDeletion', pid: 'p3', reason: 'Said twice.', objectionSeconds: 60 },
    { type: 'deleteParagraph', pid: 'p3' },
    { type: 'deferParagraphs', paragraphs: ['p4'], waitsFor: 'The chapter on finance.' },
  ];
  const codes = (state: DeliberationState) =>
    acts.map((act) => {
      const circumstances = { at: room.at, actor: CHAIR, body: room.body, texts: TEXTS };
      const admission = admitDeliberation(state, act, circumstances);
      return admission.admitted ? undefined : admission.refusal.code;
    });
  expect(codes(room.state)).toEqual(['division.underWay', 'division.underWay', 'division.underWay']);
  // A division that was carried under an earlier edition goes on under it.
  const earlier = room.state.decisions.map((decision) => ({ ...decision, edition: 3 }));
  expect(codes({ ...room.state, decisions: earlier })).toEqual([
    undefined,
    'paragraph.deletionNotProposed',
    undefined,
  ]);
  agreed(room, 'D1.2');
  agreed(room, 'D1.3');
  agreed(room);
  expect(ids(room)).toEqual(['p1', 'p2', 'p3', 'p4', 'p5']);
});
