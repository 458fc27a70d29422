import { describe, expect, test } from 'vitest';
import type { Actor, DeliberationAct, WrittenAmendmentChange } from '../../types.ts';
import { CHAIR, head, meeting, SECRETARIAT, START, type Meeting } from '../meeting.fixture.ts';

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
