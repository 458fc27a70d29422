import { expect, test } from 'vitest';
import { carriedOver } from './carried-over.ts';
import { groundAt, standingGround } from './ground.ts';
import { fromLiveWords, forLiveWords } from './live-words.ts';
import { CHAIR, room, type Room } from '../../lib/meeting.fixture.ts';
import type { Changes } from './rows.ts';

const began = (meeting: Room, changes: Changes) => {
  const { textHash, base } = standingGround(meeting.state);
  return { changes, textHash, base };
};
const now = (meeting: Room, written: ReturnType<typeof began>) =>
  carriedOver(meeting.state, standingGround(meeting.state), written);
const accepted = (meeting: Room, changes: Changes): void => {
  meeting.table('CCC', changes);
  meeting.take({ type: 'acceptAmendment', amendment: 'A1' }, CHAIR);
};

test('as long as the words stand, what was written stays as it is', () => {
  const meeting = room();
  const written = began(meeting, [{ paragraph: 'p4', delete: true }]);
  expect(now(meeting, written)).toMatchObject({ changes: written.changes, isCarried: false });
});

test('what others changed in the same paragraph stays, and what was written is written into it', () => {
  const meeting = room();
  const before = 'Encourages States to establish testing of all systems before they are used;';
  const written = began(meeting, [
    {
      paragraph: 'p2',
      new: 'Encourages States to establish testing of all systems before they are sold or used;',
    },
  ]);
  accepted(meeting, [
    { paragraph: 'p2', new: 'Urges States to establish testing of all systems before they are used;' },
  ]);
  expect(now(meeting, written)).toEqual({
    changes: [
      {
        paragraph: 'p2',
        new: 'Urges States to establish testing of all systems before they are sold or used;',
      },
    ],
    isCarried: true,
    touched: new Map([['p2', before]]),
    lost: [],
  });
});

test('where both changed the same words, what was written stands against the new ones', () => {
  const meeting = room();
  const invites = 'Invites States to establish testing of all systems before they are used;';
  const written = began(meeting, [{ paragraph: 'p2', new: invites }]);
  accepted(meeting, [
    { paragraph: 'p2', new: 'Urges States to establish testing of all systems before they are used;' },
  ]);
  const carried = now(meeting, written);
  expect(carried.changes).toEqual([{ paragraph: 'p2', new: invites }]);
  expect(carried.touched.has('p2')).toBe(true);
});

test('of a paragraph that went the words are kept beside, and what stood behind it moves up', () => {
  const meeting = room();
  const written = began(meeting, [
    { paragraph: 'p3', new: 'Requests the secretariat to report every year;' },
    { after: 'p3', kind: 'operative', level: 0, insert: 'Notes the costs;', name: 'x' },
    { paragraph: 'p4', delete: true },
  ]);
  accepted(meeting, [{ paragraph: 'p3', delete: true }]);
  expect(now(meeting, written)).toMatchObject({
    changes: [
      { after: 'p2', insert: 'Notes the costs;' },
      { paragraph: 'p4', delete: true },
    ],
    lost: ['Requests the secretariat to report every year;'],
  });
});

test('words of a live text come with the permanent ids, and what follows one another stays in order', () => {
  const { state } = room();
  const ground = groundAt(state, 1);
  const changes = fromLiveWords(
    ground,
    [
      { paragraph: 'n2', new: 'Urges States;' },
      { after: 'p2', kind: 'operative', level: 0, insert: 'One;' },
      { after: 'nNew', kind: 'operative', level: 0, insert: 'Two;' },
      { paragraph: 'p3', kind: 'item', level: 1 },
      { paragraph: 'p9', delete: true },
    ],
    { n2: 'p2' },
  );
  expect(changes).toMatchObject([
    { paragraph: 'p2', new: 'Urges States;' },
    { after: 'p2', insert: 'One;' },
    { after: 'p2', insert: 'Two;' },
    { paragraph: 'p3', delete: true },
    { after: 'p3', kind: 'item', level: 1, insert: 'Requests the secretariat to report every two years;' },
  ]);
  const back = forLiveWords(changes);
  expect(back.map((change) => ('insert' in change ? change.after : undefined))).toEqual([
    undefined,
    'p2',
    'came1',
    undefined,
    'p3',
  ]);
  expect(fromLiveWords(ground, back, {})).toEqual(changes);
});
