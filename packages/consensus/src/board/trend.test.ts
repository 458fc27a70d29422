import { expect, test } from 'vitest';
import { CHAIR, head, meeting, START, type Meeting } from '../acts/meeting.fixture.ts';
import { addSeconds } from '../rules/instant.ts';
import { stateJudge } from './state-judge.ts';
import { EMPTY_HISTORY, extendHistory, itemTrend, type StanceChange } from './trend.ts';

const DAY = 86_400;
const members = (room: Meeting) => Object.values(room.body.members).filter(({ role }) => role === 'member');
const changesIn = (room: Meeting, item = 'p3') =>
  extendHistory(EMPTY_HISTORY, room.events, members(room)).changes.get(item);
const hashOf = (place: number): string => String(place).padStart(64, '0');
const day = (days: number): string => addSeconds(START, days * DAY);
const change = (
  days: number,
  member: string,
  from: StanceChange['from'],
  to: StanceChange['to'],
): StanceChange => ({
  at: day(days),
  member,
  from,
  to,
});

test('[BRD-15] every change of an effective stance is told once, whether it came from the member, a group or a condition', () => {
  const room = meeting();
  room.say('AAA', 'p3', 'support');
  room.say('AAA', 'p4', 'oppose');
  room.wait(DAY);
  room.take(
    {
      type: 'stateGroupPosition',
      group: 'friends',
      item: 'p3',
      stance: 'accept',
      reason: '',
      textHash: hashOf(3),
    },
    head('BBB'),
  );
  room.wait(DAY);
  room.take({ type: 'dissociateFromStatement', statement: 'g1' }, head('CCC'));
  room.wait(DAY);
  room.take({ type: 'withdrawPosition', item: 'p3' }, head('AAA'));
  expect(changesIn(room)).toEqual([
    change(0, 'AAA', 'silent', 'support'),
    change(1, 'BBB', 'silent', 'accept'),
    change(1, 'CCC', 'silent', 'accept'),
    change(2, 'CCC', 'accept', 'silent'),
    change(3, 'AAA', 'support', 'silent'),
  ]);
});

test('[BRD-15] a position whose condition a paragraph meets changes with it', () => {
  const room = meeting();
  room.take(
    {
      type: 'statePosition',
      item: 'p3',
      stance: 'accept',
      reason: 'If the report stays.',
      textHash: hashOf(3),
      conditional: { condition: { paragraph: 'p4', is: 'changed', textHash: hashOf(4) }, fallback: 'object' },
    },
    head('DDD'),
  );
  room.take({ type: 'agreeAdRef', pid: 'p4' }, CHAIR);
  expect(changesIn(room)).toEqual([change(0, 'DDD', 'silent', 'object')]);
});

test('[BRD-70] what changes no stance and no state is not judged, and the judge would have said the same', () => {
  const room = meeting();
  room.say('AAA', 'p3', 'support');
  room.take(
    {
      type: 'submitAmendment',
      changes: [{ paragraph: 'p3', new: 'Decides otherwise;' }],
      reason: '',
      textHash: room.state.revision?.hash ?? '',
      needs: [],
      excludes: [],
    },
    head('AAA'),
  );
  const before = room.events.length;
  room.take({ type: 'coSponsorAmendment', amendment: 'A1' }, head('BBB'));
  room.take({ type: 'coSponsorAmendment', amendment: 'A1' }, head('CCC'));
  room.take({ type: 'ruleOrder', amendments: ['A1'], reason: 'As it was tabled.' }, CHAIR);
  room.take({ type: 'closeSubmission', until: day(3) }, CHAIR);
  const judge = stateJudge(room.body);
  const judged: string[] = [];
  const first = extendHistory(EMPTY_HISTORY, room.events.slice(0, before), members(room), judge);
  const later = extendHistory(first, room.events.slice(before), members(room), (state, item) => {
    judged.push(item);
    return judge(state, item);
  });
  expect(room.events).toHaveLength(before + 4);
  expect(judged).toEqual([]);
  expect([later.changes, later.states]).toEqual([first.changes, first.states]);
  for (const [item, states] of later.states) expect(judge(room.state, item)).toBe(states.at(-1)?.to);
});

test('[BRD-15] velocity is what support gained over the horizon, by the day', () => {
  const changes = [
    change(0, 'A', 'silent', 'support'),
    change(1, 'B', 'silent', 'oppose'),
    change(3, 'C', 'silent', 'accept'),
    change(8, 'B', 'oppose', 'accept'),
    change(9, 'A', 'support', 'reserve'),
    change(9.5, 'D', 'silent', 'support'),
  ];
  const trend = itemTrend(changes, 5, day(10));
  // On day 3 A and C were in favour; on day 10 B, C and D are.
  expect(trend).toMatchObject({ favour: 3, before: 2, changes: 2, horizonDays: 7 });
  expect(trend.velocity).toBeCloseTo(1 / 7, 12);
  // A 9 + 1, B 7 + 2, C 7, D 0.5.
  expect(trend.memberDays).toBeCloseTo(26.5, 9);
  expect(trend.rate).toBeCloseTo(3 / 56.5, 12);
  expect(trend.range[0]).toBeCloseTo(3 - (4 * 7 * 3) / 56.5, 9);
  expect(trend.range[1]).toBeCloseTo(3 + (4 * 7 * 3) / 56.5, 9);
  expect(itemTrend(changes, 5, day(3), 1)).toMatchObject({ favour: 2, before: 1, velocity: 1, changes: 0 });
});

test('[BRD-15] the range stays within nobody and everybody, and nothing said is no movement', () => {
  const few = [
    change(0, 'A', 'silent', 'support'),
    change(0, 'A', 'support', 'object'),
    change(0, 'B', 'silent', 'support'),
  ];
  const [low, high] = itemTrend(few, 2, day(0), 30).range;
  expect([low, high]).toEqual([0, 2]);
  expect(itemTrend([], 193, day(5))).toEqual({
    favour: 0,
    before: 0,
    velocity: 0,
    changes: 0,
    memberDays: 0,
    rate: 1 / 30,
    range: [0, 0],
    horizonDays: 7,
  });
});

test('[BRD-15] silence is no stance: leaving and coming back counts the leaving alone', () => {
  const changes = [
    change(0, 'A', 'silent', 'support'),
    change(2, 'A', 'support', 'silent'),
    change(5, 'A', 'silent', 'support'),
  ];
  expect(itemTrend(changes, 3, day(6))).toMatchObject({ favour: 1, changes: 1, memberDays: 3 });
});

test('[BRD-15] a history extended event by event is that of all events at once, and withheld events change nothing', () => {
  const room = meeting();
  room.say('AAA', 'p3', 'support');
  room.say('BBB', 'p4', 'object');
  room.say('AAA', 'p3', 'reserve');
  const whole = extendHistory(EMPTY_HISTORY, room.events, members(room));
  const parts = room.events.reduce(
    (history, event) => extendHistory(history, [event], members(room)),
    EMPTY_HISTORY,
  );
  expect(parts).toEqual(whole);
  expect(whole.version).toBe(room.events.length);
  const last = room.events.at(-1);
  if (last === undefined) throw new Error('no event');
  const { payload: _, ...rest } = last;
  const withheld = { ...rest, version: last.version + 1, withheld: true as const };
  expect(extendHistory(whole, [withheld], members(room))).toEqual({ ...whole, version: last.version + 1 });
});
