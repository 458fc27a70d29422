import { describe, expect, test } from 'vitest';
import { TEXTS } from '@plenary/tabling';
import type {
  Actor,
  DecisionRule,
  DeliberationAct,
  DeliberationState,
  WrittenAmendmentChange,
} from '../../types.ts';
import { admitDeliberation } from '../admit-deliberation.ts';
import { evolveDeliberation } from '../evolve-deliberation.ts';
import { ACT_LIMITS } from '../limits.ts';
import {
  CHAIR,
  CONSENSUS,
  DEADLINE,
  head,
  MAJORITY,
  meeting,
  SECRETARIAT,
  START,
  type Meeting,
} from '../meeting.fixture.ts';

const SILENCE: DecisionRule = {
  id: 'silence',
  method: 'silence',
  period: { hours: 1, minHours: 1, extendable: true },
  pass: { set: 'object', op: '==', value: '0' },
};
const urges: WrittenAmendmentChange = { paragraph: 'p3', new: 'Urges all [to act];' };
const submitting = (
  { state }: Meeting,
  changes: readonly WrittenAmendmentChange[] = [urges],
  rest: object = {},
): DeliberationAct => ({
  type: 'submitAmendment',
  changes,
  reason: '',
  textHash: state.revision?.hash ?? '',
  needs: [],
  excludes: [],
  ...rest,
});
const onAmendment = ({ state }: Meeting, amends: string) => ({
  amends,
  textHash: state.amendments[amends]?.hash ?? '',
});
const code = (room: Meeting, act: DeliberationAct, actor: Actor) => room.refusal(act, actor)?.code;

describe('who tables, and when', () => {
  test('[AMP-1] at the announced instant an amendment is taken, a second later it is too late, and no draft changes that', () => {
    const room = meeting();
    const until = '2026-03-02T10:01:00.000Z';
    room.take({ type: 'closeSubmission', until }, SECRETARIAT);
    room.wait(60);
    expect(room.refusal(submitting(room), head('AAA'))).toBeUndefined();
    room.wait(1);
    expect(room.refusal(submitting(room), head('AAA'))).toEqual({
      code: 'deadline.passed',
      facts: { deadline: until, at: room.at },
    });
    expect(START < until).toBe(true);
  });

  test('[AMP-1] nobody but an empowered delegate of a member tables, whatever else they may do', () => {
    const room = meeting();
    const act = submitting(room);
    expect(code(room, act, { kind: 'delegate', member: 'AAA', mayBind: false })).toBe('actor.mayNotBind');
    expect(code(room, act, { kind: 'delegate', member: 'AAA' })).toBe('actor.mayNotBind');
    for (const actor of [
      CHAIR,
      SECRETARIAT,
      { kind: 'facilitator' },
      { kind: 'operator' },
      { kind: 'observer', member: 'OBS' },
      { kind: 'delegate', member: 'OBS', mayBind: true },
      { kind: 'delegate', member: 'ZZZ', mayBind: true },
    ] as const)
      expect(code(room, act, actor)).toBe('actor.notMember');
    expect(
      code(room, { ...act, type: 'enterOralAmendment', sponsors: ['AAA'] } as DeliberationAct, head('AAA')),
    ).toBe('actor.notConducting');
  });
});

describe('on what it is tabled', () => {
  test('[AMP-4] on the words of an earlier revision nothing is tabled', () => {
    const room = meeting();
    const old = submitting(room);
    room.take(submitting(room, [{ paragraph: 'p4', new: 'Requests two reports.' }]), head('BBB'));
    room.take({ type: 'acceptAmendment', amendment: 'A1' }, CHAIR);
    expect(room.refusal(old, head('AAA'))).toEqual({
      code: 'amendment.staleText',
      facts: { expected: room.state.revision?.hash },
    });
    expect(code(room, { ...old, textHash: 'f'.repeat(64) } as DeliberationAct, head('AAA'))).toBe(
      'amendment.staleText',
    );
  });

  test('[AMP-3] an agreed paragraph is neither changed, moved nor taken out; beside it others may come', () => {
    const room = meeting();
    room.take({ type: 'agreeAdRef', pid: 'p3' }, CHAIR);
    for (const change of [
      urges,
      { paragraph: 'p3', delete: true },
      { paragraph: 'p3', moveAfter: 'p4' },
    ] as const)
      expect(room.refusal(submitting(room, [change]), head('AAA'))).toEqual({
        code: 'paragraph.agreed',
        facts: { pid: 'p3' },
      });
    const beside = { after: 'p3', kind: 'operative', level: 0, insert: 'Thanks the host;' } as const;
    expect(room.refusal(submitting(room, [beside]), head('AAA'))).toBeUndefined();
  });

  test('[AMP-6] an amendment to an amendment to an amendment is refused, also from the floor', () => {
    const room = meeting();
    room.take(submitting(room), head('AAA'));
    const invites: WrittenAmendmentChange = { paragraph: 'p3', new: 'Invites all [to act];' };
    room.take(submitting(room, [invites], onAmendment(room, 'A1')), head('BBB'));
    const third = submitting(room, [urges], onAmendment(room, 'A2'));
    const refusal = { code: 'amendment.thirdDegree', facts: { amendment: 'A2' } };
    expect(room.refusal(third, head('CCC'))).toEqual(refusal);
    expect(
      room.refusal(
        { ...third, type: 'enterOralAmendment', sponsors: ['CCC'] } as DeliberationAct,
        SECRETARIAT,
      ),
    ).toEqual(refusal);
  });

  test('[AMP-15] controls and marks that turn words around are refused with their place; script is words like any other', () => {
    const room = meeting();
    const words = (text: string) => [
      { paragraph: 'p4', new: 'Requests two reports.' },
      { after: 'p3', kind: 'operative', level: 0, insert: text } as const,
    ];
    for (const [text, character] of [
      ['Decides\u202E to act;', 'U+202E'],
      ['\u2066Decides\u2069;', 'U+2066'],
      ['Decides\nto act;', 'U+000A'],
      ['Decides\u0000;', 'U+0000'],
      ['Decides \uFFFC;', 'U+FFFC'],
      ['Decides \uD800;', 'U+D800'],
    ] as const)
      expect(room.refusal(submitting(room, words(text)), head('AAA'))).toEqual({
        code: 'text.unfitCharacter',
        facts: { paragraph: 2, character },
      });
    for (const text of ['<script>alert(1)</script>', 'يقرر \u200Fأن يعمل؛', 'Decides 👩‍👩‍👧;'])
      expect(room.refusal(submitting(room, words(text)), head('AAA'))).toBeUndefined();
  });
});

describe('what becomes of it', () => {
  test('[AMP-9] once voting on it began an amendment is withdrawn by nobody', () => {
    const room = meeting();
    room.take(submitting(room), head('AAA'));
    room.take({ type: 'proposeAdoption', rule: 'weighted', objectionSeconds: 1, item: 'A1' }, CHAIR);
    expect(code(room, { type: 'withdrawAmendment', amendment: 'A1' }, head('AAA'))).toBeUndefined();
    room.wait(2);
    room.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
    expect(room.refusal({ type: 'withdrawAmendment', amendment: 'A1' }, head('AAA'))).toEqual({
      code: 'amendment.votingBegan',
      facts: { amendment: 'A1' },
    });
  });

  test('[AMP-37] nothing is taken from under a vote on what amends it', () => {
    const amended = (room: Meeting): void =>
      room.take(
        submitting(room, [{ paragraph: 'p3', new: 'Urges most [to act];' }], onAmendment(room, 'A1')),
        head('BBB'),
      );
    const withdraw: DeliberationAct = { type: 'withdrawAmendment', amendment: 'A1' };
    const amending = meeting();
    amending.take(submitting(amending), head('AAA'));
    amended(amending);
    amending.take({ type: 'proposeAdoption', rule: 'weighted', objectionSeconds: 1, item: 'A2' }, CHAIR);
    amending.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
    expect(amending.refusal(withdraw, head('AAA'))).toEqual({
      code: 'amendment.votingBegan',
      facts: { amendment: 'A1' },
    });
    // Without a vote the decision on it ends with it.
    const consensus = meeting();
    consensus.take(submitting(consensus), head('AAA'));
    amended(consensus);
    consensus.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60, item: 'A2' }, CHAIR);
    consensus.take(withdraw, head('AAA'));
    expect(consensus.state.decisions.map(({ outcome }) => outcome)).toEqual(['withdrawn']);
    expect(consensus.state.amendments['A2']?.state).toBe('notPut');
    expect(consensus.state.phase).toBe('open');
  });

  test('[AMP-37] [SIL-41] a silence that was broken, or kept, is not undone by withdrawing what it is on', () => {
    const withdraw: DeliberationAct = { type: 'withdrawAmendment', amendment: 'A1' };
    const silent = (): Meeting => {
      const room = meeting({ rules: [CONSENSUS, MAJORITY, SILENCE] });
      room.take(submitting(room), head('AAA'));
      room.take({ type: 'proposeAdoption', rule: 'silence', objectionSeconds: 3_600, item: 'A1' }, CHAIR);
      return room;
    };
    const running = silent();
    expect(code(running, withdraw, head('AAA'))).toBeUndefined();
    const broken = silent();
    broken.take({ type: 'object', reason: 'No.' }, head('DDD'));
    expect(code(broken, withdraw, head('AAA'))).toBe('silence.broken');
    const kept = silent();
    kept.wait(3_601);
    expect(code(kept, withdraw, head('AAA'))).toBe('deadline.passed');
    kept.take({ type: 'endSilence' }, DEADLINE);
    expect(code(kept, withdraw, head('AAA'))).toBe('deadline.passed');
  });

  test('[AMP-36] what one delegation may fill leaves room for every other', () => {
    const room = meeting();
    room.take(submitting(room), head('AAA'));
    const [one] = Object.values(room.state.amendments);
    if (one === undefined) throw new Error('nothing was tabled');
    const many = Object.fromEntries(
      Array.from({ length: ACT_LIMITS.AMENDMENTS_PER_MEMBER_MAX }, (_, at) => {
        const id = `A${at + 1}` as const;
        return [id, { ...one, id, state: 'withdrawn' as const }];
      }),
    );
    const full: DeliberationState = { ...room.state, amendments: many };
    const by = (member: string) =>
      admitDeliberation(full, submitting(room, [{ paragraph: 'p4', delete: true }]), {
        actor: head(member),
        at: room.at,
        body: room.body,
        texts: TEXTS,
      });
    expect(by('AAA')).toMatchObject({ refusal: { facts: { limit: 'AMENDMENTS_PER_MEMBER_MAX' } } });
    expect(by('BBB').admitted).toBe(true);
  });

  test('[AMP-9] who left the sponsors, or never was one, neither withdraws nor revises; the next one does', () => {
    const room = meeting();
    room.take(submitting(room), head('AAA'));
    room.take({ type: 'coSponsorAmendment', amendment: 'A1' }, head('BBB'));
    const withdraw: DeliberationAct = { type: 'withdrawAmendment', amendment: 'A1' };
    expect(code(room, withdraw, head('BBB'))).toBe('amendment.notSponsor');
    room.take({ type: 'leaveSponsors', amendment: 'A1' }, head('AAA'));
    const revise: DeliberationAct = {
      type: 'reviseAmendment',
      amendment: 'A1',
      changes: [{ paragraph: 'p3', new: 'Calls upon all [to act];' }],
      reason: '',
      textHash: room.state.revision?.hash ?? '',
    };
    for (const act of [withdraw, revise, { type: 'leaveSponsors', amendment: 'A1' } as const])
      for (const member of ['AAA', 'CCC'])
        expect(room.refusal(act, head(member))).toEqual({
          code: 'amendment.notSponsor',
          facts: { amendment: 'A1', member },
        });
    expect(code(room, revise, head('BBB'))).toBeUndefined();
    expect(code(room, { type: 'leaveSponsors', amendment: 'A1' }, head('BBB'))).toBe('amendment.lastSponsor');
  });

  test('[AMP-10] what was withdrawn is joined and revised by nobody until another delegation takes it over', () => {
    const room = meeting();
    room.take(submitting(room), head('AAA'));
    room.take({ type: 'withdrawAmendment', amendment: 'A1' }, head('AAA'));
    const closed = { code: 'amendment.closed', facts: { amendment: 'A1', state: 'withdrawn' } };
    const join: DeliberationAct = { type: 'coSponsorAmendment', amendment: 'A1' };
    expect(room.refusal(join, head('BBB'))).toEqual(closed);
    expect(room.refusal({ type: 'withdrawAmendment', amendment: 'A1' }, head('AAA'))).toEqual(closed);
    room.take({ type: 'takeOverAmendment', amendment: 'A1' }, head('BBB'));
    expect(room.refusal(join, head('CCC'))).toBeUndefined();
    expect(code(room, { type: 'takeOverAmendment', amendment: 'A1' }, head('CCC'))).toBe(
      'amendment.notWithdrawn',
    );
  });

  test('[AMP-12] of two chairs who take it in the second is told that it is done', () => {
    const room = meeting();
    room.take(submitting(room), head('AAA'));
    const accept: DeliberationAct = { type: 'acceptAmendment', amendment: 'A1' };
    room.take(accept, CHAIR);
    expect(room.refusal(accept, CHAIR)).toEqual({
      code: 'amendment.closed',
      facts: { amendment: 'A1', state: 'acceptedBySponsors' },
    });
  });
});

/** A room in which A1 to p3 was withdrawn by its sponsor. */
const withdrawn = (changes: readonly WrittenAmendmentChange[] = [urges], rest: object = {}): Meeting => {
  const room = meeting();
  room.take(submitting(room, changes, rest), head('AAA'));
  room.take({ type: 'withdrawAmendment', amendment: 'A1' }, head('AAA'));
  return room;
};
const takeOver = (amendment: string): DeliberationAct => ({ type: 'takeOverAmendment', amendment });
const revising = (
  { state }: Meeting,
  changes: readonly WrittenAmendmentChange[],
  amendment = 'A1',
): DeliberationAct => ({
  type: 'reviseAmendment',
  amendment,
  changes,
  reason: '',
  textHash: state.revision?.hash ?? '',
});
const adopted = (room: Meeting, item: string): void => {
  room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1, item }, CHAIR);
  room.wait(2);
  room.take({ type: 'adopt' }, CHAIR);
};

describe('what comes back', () => {
  test('[AMP-32] a paragraph that was agreed meanwhile is not opened by taking an amendment over', () => {
    const room = withdrawn();
    room.take({ type: 'agreeAdRef', pid: 'p3' }, CHAIR);
    expect(room.refusal(takeOver('A1'), head('BBB'))).toEqual({
      code: 'paragraph.agreed',
      facts: { pid: 'p3' },
    });
    room.take({ type: 'reopenParagraph', pid: 'p3', reason: 'New instructions.' }, CHAIR);
    room.take(takeOver('A1'), head('BBB'));
  });

  test('[AMP-32] beside a pending one that does the same it is joined there instead, as an amendment to another is', () => {
    const room = withdrawn();
    room.take(submitting(room), head('CCC'));
    expect(room.refusal(takeOver('A1'), head('BBB'))).toEqual({
      code: 'amendment.twin',
      facts: { amendment: 'A2' },
    });
    room.take({ type: 'withdrawAmendment', amendment: 'A2' }, head('CCC'));
    room.take(takeOver('A1'), head('BBB'));
    const invites: WrittenAmendmentChange = { paragraph: 'p3', new: 'Invites all [to act];' };
    const sub = () => submitting(room, [invites], onAmendment(room, 'A1'));
    room.take(sub(), head('CCC'));
    room.take({ type: 'withdrawAmendment', amendment: 'A3' }, head('CCC'));
    room.take(sub(), head('DDD'));
    expect(room.refusal(takeOver('A3'), head('AAA'))).toEqual({
      code: 'amendment.twin',
      facts: { amendment: 'A4' },
    });
  });

  test('[AMP-32] without what it needs it does not come back; with what was adopted it does', () => {
    const room = meeting();
    room.take(submitting(room), head('AAA'));
    room.take(submitting(room, [{ paragraph: 'p4', delete: true }], { needs: ['A1'] }), head('BBB'));
    room.take({ type: 'withdrawAmendment', amendment: 'A2' }, head('BBB'));
    room.take({ type: 'withdrawAmendment', amendment: 'A1' }, head('AAA'));
    expect(room.refusal(takeOver('A2'), head('CCC'))).toEqual({
      code: 'amendment.closed',
      facts: { amendment: 'A1', state: 'withdrawn' },
    });
    room.take(takeOver('A1'), head('CCC'));
    adopted(room, 'A1');
    room.take(takeOver('A2'), head('CCC'));
    adopted(room, 'A2');
    expect(room.state.amendments['A2']?.state).toBe('adopted');
  });

  test.each(['A1', 'A2'])(
    '[AMP-32] against one that was adopted and excludes it, %s, it does not come back',
    (by) => {
      const room = meeting();
      const deletes: readonly WrittenAmendmentChange[] = [{ paragraph: 'p4', delete: true }];
      room.take(submitting(room), head('AAA'));
      room.take(submitting(room, deletes, { excludes: ['A1'] }), head('BBB'));
      const back = by === 'A1' ? 'A2' : 'A1';
      room.take({ type: 'withdrawAmendment', amendment: back }, head(back === 'A1' ? 'AAA' : 'BBB'));
      adopted(room, by);
      expect(room.refusal(takeOver(back), head('CCC'))).toEqual({
        code: 'amendment.excluded',
        facts: { amendment: back, by },
      });
    },
  );

  test('[AMP-30] what needs words that were taken into a pending amendment waits for that one', () => {
    const room = meeting();
    room.take(submitting(room), head('AAA'));
    const invites: WrittenAmendmentChange = { paragraph: 'p3', new: 'Invites all [to act];' };
    room.take(submitting(room, [invites], onAmendment(room, 'A1')), head('BBB'));
    room.take(submitting(room, [{ paragraph: 'p4', delete: true }], { needs: ['A2'] }), head('CCC'));
    room.take({ type: 'acceptAmendment', amendment: 'A2' }, head('AAA'));
    const put: DeliberationAct = {
      type: 'proposeAdoption',
      rule: 'consensus',
      objectionSeconds: 1,
      item: 'A3',
    };
    const waits = { code: 'amendment.needs', facts: { amendment: 'A3', needed: 'A1' } };
    expect(room.refusal(put, CHAIR)).toEqual(waits);
    expect(room.refusal({ type: 'acceptAmendment', amendment: 'A3' }, CHAIR)).toEqual(waits);
    adopted(room, 'A1');
    adopted(room, 'A3');
    expect(room.state.amendments['A3']?.state).toBe('adopted');
  });

  test('[AMP-30] a need that came to nothing is told before anything is put to the vote', () => {
    const room = meeting();
    room.take(submitting(room), head('AAA'));
    room.take(submitting(room, [{ paragraph: 'p4', delete: true }], { needs: ['A1'] }), head('BBB'));
    const { A1: first, A2: second } = room.state.amendments;
    if (first === undefined || second === undefined) throw new Error('two were submitted');
    // No act leads there any more; a record of before may hold it.
    const state = {
      ...room.state,
      amendments: { A1: { ...first, state: 'withdrawn' as const }, A2: second },
    };
    const admission = admitDeliberation(
      state,
      { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1, item: 'A2' },
      { at: room.at, actor: CHAIR, body: room.body, texts: TEXTS },
    );
    expect(admission).toEqual({
      admitted: false,
      refusal: { code: 'amendment.needs', facts: { amendment: 'A2', needed: 'A1' } },
    });
  });
});

describe('after the time for submission', () => {
  const until = '2026-03-02T10:01:00.000Z';
  const late = (changes: readonly WrittenAmendmentChange[] = [urges]): Meeting => {
    const room = meeting();
    room.take(submitting(room, changes), head('AAA'));
    room.take({ type: 'closeSubmission', until }, SECRETARIAT);
    room.wait(61);
    return room;
  };
  const passed = (room: Meeting) => ({ code: 'deadline.passed', facts: { deadline: until, at: room.at } });

  test('[AMP-31] an amendment is revised where it was tabled, and into nothing else', () => {
    const room = late();
    for (const elsewhere of [
      [{ paragraph: 'p4', delete: true }],
      [urges, { paragraph: 'p4', new: 'Requests two reports.' }],
      [urges, { paragraph: 'p2', moveAfter: 'p4' }],
      [urges, { after: 'p4', kind: 'operative', level: 0, insert: 'Decides to meet.' }],
      [urges, { after: null, kind: 'operative', level: 0, insert: 'Decides to meet.' }],
    ] satisfies readonly (readonly WrittenAmendmentChange[])[])
      expect(room.refusal(revising(room, elsewhere), head('AAA'))).toEqual(passed(room));
    room.take(
      revising(room, [
        { paragraph: 'p3', new: 'Calls upon all [to act];' },
        { after: 'p3', kind: 'operative', level: 0, insert: 'Invites comments;', name: 'one' },
        { after: 'one', kind: 'operative', level: 0, insert: 'Thanks all;' },
      ]),
      head('AAA'),
    );
    // What it brought in time it may bring in other words.
    room.take(
      revising(room, [{ after: 'p3', kind: 'operative', level: 0, insert: 'Invites all comments;' }]),
      head('AAA'),
    );
  });

  test('[AMP-31] until the announced instant inclusive it may become another one', () => {
    const room = meeting();
    room.take(submitting(room), head('AAA'));
    room.take({ type: 'closeSubmission', until }, SECRETARIAT);
    room.wait(60);
    expect(room.refusal(revising(room, [{ paragraph: 'p4', delete: true }]), head('AAA'))).toBeUndefined();
  });

  test('[AMP-31] where the paragraph behind which it brought one is gone, it follows another', () => {
    const room = late([{ after: 'p4', kind: 'operative', level: 0, insert: 'Decides to meet.' }]);
    const follows = (after: string): readonly WrittenAmendmentChange[] => [
      { after, kind: 'operative', level: 0, insert: 'Decides to meet at once.' },
    ];
    expect(room.refusal(revising(room, follows('p3')), head('AAA'))).toEqual(passed(room));
    room.take(
      {
        ...submitting(room, [{ paragraph: 'p4', delete: true }]),
        type: 'enterOralAmendment',
        sponsors: ['BBB'],
      } as DeliberationAct,
      SECRETARIAT,
    );
    adopted(room, 'A2');
    room.take(revising(room, follows('p3')), head('AAA'));
  });

  test('[AMP-31] what was tabled in time and withdrawn is still taken over', () => {
    const room = late();
    room.take({ type: 'withdrawAmendment', amendment: 'A1' }, head('AAA'));
    room.take(takeOver('A1'), head('BBB'));
    expect(room.state.amendments['A1']).toMatchObject({ state: 'submitted', sponsors: ['BBB'] });
  });
});

describe('what is taken in without a vote', () => {
  test('[AMP-33] not while somebody amends it, nor before a rival whose turn comes first', () => {
    const room = meeting();
    room.take(submitting(room), head('AAA'));
    const invites: WrittenAmendmentChange = { paragraph: 'p3', new: 'Invites all [to act];' };
    room.take(submitting(room, [invites], onAmendment(room, 'A1')), head('BBB'));
    const accept = (amendment: string): DeliberationAct => ({ type: 'acceptAmendment', amendment });
    expect(room.refusal(accept('A1'), CHAIR)).toEqual({
      code: 'amendment.beingAmended',
      facts: { amendment: 'A1', by: 'A2' },
    });
    room.take({ type: 'withdrawAmendment', amendment: 'A2' }, head('BBB'));
    room.take(submitting(room, [{ paragraph: 'p3', delete: true }]), head('CCC'));
    room.take(submitting(room, [{ paragraph: 'p3', new: 'Decides [to act at once];' }]), head('DDD'));
    expect(room.refusal(accept('A1'), CHAIR)).toEqual({
      code: 'amendment.notNext',
      facts: { amendment: 'A1', next: 'A3' },
    });
    // The chair may rule that it comes first; what the rivals lose then they would lose by its adoption.
    room.take({ type: 'ruleOrder', amendments: ['A1', 'A3', 'A4'], reason: 'As all agreed.' }, CHAIR);
    room.take(accept('A1'), CHAIR);
    expect(room.state.amendments).toMatchObject({
      A3: { state: 'notPut', outcome: { cause: 'excluded', because: ['A1'] } },
      A4: { state: 'submitted' },
    });
  });

  test('[AMP-33] what a record tells from before is held to what was asked then, and is told as it was', () => {
    const room = meeting();
    room.take(submitting(room), head('AAA'));
    room.take(submitting(room, [{ paragraph: 'p3', delete: true }]), head('CCC'));
    const accept: DeliberationAct = { type: 'acceptAmendment', amendment: 'A1' };
    expect(code(room, accept, CHAIR)).toBe('amendment.notNext');
    const before = room.try({ ...accept, inTurn: false }, CHAIR);
    expect(before.admitted && before.events[0]?.payload).not.toHaveProperty('inTurn');
    room.take(submitting(room, [{ paragraph: 'p4', delete: true }]), head('AAA'));
    const now = room.try({ type: 'acceptAmendment', amendment: 'A3' }, CHAIR);
    expect(now.admitted && now.events[0]?.payload).toMatchObject({ inTurn: true });
  });

  test('[AMP-33] a sponsor takes words into its amendment whatever else is pending, but for what goes into the same before', () => {
    const room = meeting();
    room.take(submitting(room), head('AAA'));
    room.take(submitting(room, [{ paragraph: 'p3', delete: true }]), head('CCC'));
    const sub = (text: string) => submitting(room, [{ paragraph: 'p3', new: text }], onAmendment(room, 'A1'));
    room.take(sub('Invites all [to act];'), head('BBB'));
    room.take(sub('Begs all [to act];'), head('DDD'));
    const accept = (amendment: string): DeliberationAct => ({ type: 'acceptAmendment', amendment });
    expect(room.refusal(accept('A4'), head('AAA'))).toEqual({
      code: 'amendment.notNext',
      facts: { amendment: 'A4', next: 'A3' },
    });
    room.take({ type: 'withdrawAmendment', amendment: 'A3' }, head('BBB'));
    room.take(accept('A4'), head('AAA'));
  });

  test('[ORD-30] an order of nothing is not ruled', () => {
    const room = meeting();
    const nothing: DeliberationAct = { type: 'ruleOrder', amendments: [], reason: 'For clarity.' };
    expect(room.refusal(nothing, CHAIR)).toEqual({ code: 'order.empty', facts: {} });
    room.take(submitting(room), head('AAA'));
    expect(code(room, nothing, CHAIR)).toBe('order.empty');
  });
});

describe('two at once', () => {
  test('[AMP-9] of a chair who adopts and a sponsor who withdraws the second is told what has become of it', () => {
    const room = meeting();
    room.take(submitting(room), head('AAA'));
    room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1, item: 'A1' }, CHAIR);
    room.wait(2);
    const withdraw: DeliberationAct = { type: 'withdrawAmendment', amendment: 'A1' };
    const before = room.state;
    room.take({ type: 'adopt' }, CHAIR);
    expect(room.refusal(withdraw, head('AAA'))).toEqual({
      code: 'amendment.closed',
      facts: { amendment: 'A1', state: 'adopted' },
    });
    const other = admitDeliberation(before, withdraw, {
      at: room.at,
      actor: head('AAA'),
      body: room.body,
      texts: TEXTS,
    });
    if (!other.admitted) throw new Error('nothing was decided then');
    const after = other.events.reduce<DeliberationState>(
      (state, event) =>
        evolveDeliberation(state, {
          ...event,
          stream: 'deliberation:x',
          version: 9,
          at: room.at,
          actor: CHAIR,
        }),
      before,
    );
    expect(
      admitDeliberation(
        after,
        { type: 'adopt' },
        { at: room.at, actor: CHAIR, body: room.body, texts: TEXTS },
      ),
    ).toEqual({
      admitted: false,
      refusal: { code: 'act.outOfOrder', facts: { act: 'adopt', phase: 'open' } },
    });
  });
});
