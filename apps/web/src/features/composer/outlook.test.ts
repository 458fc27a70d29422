import type { WrittenAmendmentChange } from '@plenary/consensus';
import { expect, test } from 'vitest';
import { alterationsOf, meetIn } from './alterations.ts';
import { standingGround } from './ground.ts';
import { CHAIR, head, room, SECRETARIAT, type Room } from '../../lib/meeting.fixture.ts';
import { outlookOf, type HandingIn } from './outlook.ts';

const urges = {
  paragraph: 'p2',
  new: 'Urges States to establish testing of all systems before they are used;',
};
const handing = (
  { state }: Room,
  changes: readonly WrittenAmendmentChange[],
  rest: Partial<Extract<HandingIn, { readonly type: 'submitAmendment' }>> = {},
): HandingIn => ({
  type: 'submitAmendment',
  changes,
  reason: '',
  textHash: state.revision?.hash ?? '',
  needs: [],
  excludes: [],
  ...rest,
});
const outlook = (meeting: Room, act: HandingIn, actor = head('BBB')) =>
  outlookOf(meeting.state, act, { body: meeting.body, at: meeting.at, actor });

test('an amendment that nothing meets can be tabled, and the record is as before', () => {
  const meeting = room();
  const before = meeting.state;
  expect(outlook(meeting, handing(meeting, [urges]))).toEqual({ collisions: [] });
  expect(meeting.state).toBe(before);
});

test('what it collides with is told with its kind, what excludes it first', () => {
  const meeting = room();
  meeting.table('AAA', [{ after: 'p2', kind: 'operative', level: 0, insert: 'Welcomes the work done;' }]);
  meeting.table('AAA', [urges]);
  meeting.table('CCC', [{ paragraph: 'p2', delete: true }]);
  meeting.table('CCC', [{ paragraph: 'p4', new: 'Decides to meet again in the autumn.' }]);
  const ours = [
    { paragraph: 'p2', new: 'Invites States to establish testing of all systems before they are used;' },
    { after: 'p2', kind: 'operative', level: 0, insert: 'Notes the costs;' } as const,
  ];
  expect(outlook(meeting, handing(meeting, ours)).collisions).toEqual([
    { amendment: 'A2', kind: 'overlap', hard: true },
    { amendment: 'A3', kind: 'paragraph', hard: true },
    { amendment: 'A1', kind: 'same-gap', hard: false },
  ]);
});

test('the same words are a twin, to be joined', () => {
  const meeting = room();
  meeting.table('AAA', [urges]);
  expect(outlook(meeting, handing(meeting, [urges]))).toMatchObject({
    twin: 'A1',
    refusal: { code: 'amendment.twin' },
  });
});

test('who may not table, or comes too late, sees why, and what it would collide with all the same', () => {
  const meeting = room();
  meeting.table('AAA', [urges]);
  meeting.take({ type: 'closeSubmission', until: '2026-03-02T10:01:00.000Z' }, CHAIR);
  meeting.wait(61);
  const act = handing(meeting, [{ paragraph: 'p2', delete: true }]);
  expect(outlook(meeting, act)).toEqual({
    refusal: { code: 'deadline.passed', facts: { deadline: '2026-03-02T10:01:00.000Z', at: meeting.at } },
    collisions: [{ amendment: 'A1', kind: 'paragraph', hard: true }],
  });
  expect(outlook(meeting, act, { kind: 'delegate', member: 'BBB', mayBind: false })).toMatchObject({
    refusal: { code: 'actor.mayNotBind' },
    collisions: [{ amendment: 'A1' }],
  });
  expect(
    outlook(meeting, { ...act, type: 'enterOralAmendment', sponsors: ['BBB'] } as HandingIn, SECRETARIAT),
  ).toEqual({ collisions: [{ amendment: 'A1', kind: 'paragraph', hard: true }] });
});

test('what is entered from the floor shows what it meets before its sponsors are named', () => {
  const meeting = room();
  meeting.table('AAA', [urges]);
  const act: HandingIn = {
    type: 'enterOralAmendment',
    sponsors: [],
    changes: [{ paragraph: 'p2', delete: true }],
    textHash: meeting.state.revision?.hash ?? '',
    reason: '',
    needs: [],
    excludes: [],
  };
  expect(outlook(meeting, act, SECRETARIAT)).toEqual({
    refusal: { code: 'amendment.noSponsor', facts: {} },
    collisions: [{ amendment: 'A1', kind: 'paragraph', hard: true }],
  });
});

test('a revision of an amendment meets the others, not what it was', () => {
  const meeting = room();
  meeting.table('AAA', [urges]);
  meeting.table('BBB', [{ paragraph: 'p2', delete: true }]);
  const act: HandingIn = {
    type: 'reviseAmendment',
    amendment: 'A1',
    changes: [{ paragraph: 'p2', new: 'Urges all States to establish testing of systems;' }],
    reason: '',
    textHash: meeting.state.revision?.hash ?? '',
  };
  expect(outlook(meeting, act, head('AAA')).collisions).toEqual([
    { amendment: 'A2', kind: 'paragraph', hard: true },
  ]);
});

test('an amendment to an amendment is written on its words, and never meets it; there is no third degree', () => {
  const meeting = room();
  meeting.table('AAA', [
    { after: 'p3', kind: 'operative', level: 0, insert: 'Welcomes the offer of one Member to host;' },
  ]);
  const amended = meeting.state.amendments['A1'];
  const { ground, textHash } = standingGround(meeting.state, amended);
  const brought = ground.find(({ text }) => text.startsWith('Welcomes'));
  const pid = brought?.pid ?? '';
  const onIt = [{ paragraph: pid, new: 'Welcomes the offer of two Members to host;' }];
  const act = handing(meeting, onIt, { textHash, amends: 'A1' });
  expect(outlook(meeting, act)).toEqual({ collisions: [] });
  meeting.table('BBB', onIt, 'A1');
  expect(
    outlook(
      meeting,
      handing(meeting, [{ paragraph: pid, delete: true }], {
        amends: 'A2',
        textHash: meeting.state.amendments['A2']?.hash ?? '',
      }),
      head('CCC'),
    ).refusal,
  ).toEqual({ code: 'amendment.thirdDegree', facts: { amendment: 'A2' } });
  const other = handing(meeting, [{ paragraph: pid, new: 'Welcomes the offer of all to host;' }], {
    textHash,
    amends: 'A1',
  });
  expect(outlook(meeting, other, head('CCC')).collisions).toEqual([
    { amendment: 'A2', kind: 'overlap', hard: true },
  ]);
});

test('alterations say paragraph by paragraph what goes and what comes, and which of them meet', () => {
  const { ground } = standingGround(room().state);
  const [words, added, moved, out] = alterationsOf(ground, [
    urges,
    { after: 'p2', kind: 'operative', level: 0, insert: 'Notes the costs;', name: 'x' },
    { paragraph: 'p1', moveAfter: 'p3' },
    { paragraph: 'p4', delete: true },
  ]);
  expect(words).toMatchObject({ paragraph: 'p2', type: 'words', label: 'OP1' });
  expect(words?.segments.slice(0, 2)).toEqual([
    { type: 'removed', text: 'Encourages' },
    { type: 'added', text: 'Urges' },
  ]);
  expect(added).toMatchObject({ paragraph: 'x', type: 'added', label: 'OP1', behind: 'p2' });
  expect(moved).toMatchObject({ paragraph: 'p1', type: 'moved', behind: 'p3' });
  expect(out).toMatchObject({ paragraph: 'p4', type: 'takenOut', label: 'OP3' });
  const [other] = alterationsOf(ground, [{ paragraph: 'p2', delete: true }]);
  if (words === undefined || other === undefined || out === undefined) throw new Error('nothing altered');
  expect([meetIn(words, other), meetIn(words, out)]).toEqual([true, false]);
});
