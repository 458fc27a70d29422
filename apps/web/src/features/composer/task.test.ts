import { expect, test } from 'vitest';
import { stepsWith } from '../../lib/steps-with.ts';
import { CHAIR, head, room } from '../../lib/meeting.fixture.ts';
import { composerSearch, findTask, taskName } from './task.ts';

test('the address says what is written, and what it does not know is left out', () => {
  expect(composerSearch({ paragraph: 'p4', amends: 'A2', oral: '' })).toEqual({
    paragraph: 'p4',
    amends: 'A2',
    oral: true,
  });
  expect(composerSearch({ revise: 'A12', oral: false })).toEqual({ revise: 'A12' });
  expect(composerSearch({ paragraph: '<p>', amends: 'A0', revise: 7, more: 'x' })).toEqual({});
});

test('drafts of different tasks are kept apart', () => {
  const names = [
    { oral: false },
    { oral: true },
    { oral: false, amends: 'A1' },
    { oral: true, amends: 'A1' },
    { oral: false, revise: 'A1' },
  ].map(taskName);
  expect(new Set(names).size).toBe(names.length);
});

test('what is amended or written anew is pending, and there is no third degree', () => {
  const meeting = room();
  const code = (task: object) => {
    const found = findTask(meeting.state, { oral: false, ...task });
    return found.ok ? undefined : found.refusal.code;
  };
  expect(code({})).toBeUndefined();
  expect(code({ amends: 'A1' })).toBe('amendment.unknown');
  meeting.table('AAA', [{ paragraph: 'p2', delete: true }]);
  meeting.table('BBB', [{ after: 'p2', kind: 'operative', level: 0, insert: 'Notes it;' }], 'A1');
  expect([code({ amends: 'A1' }), code({ revise: 'A2' })]).toEqual([undefined, undefined]);
  expect(code({ amends: 'A2' })).toBe('amendment.thirdDegree');
  expect(findTask(meeting.state, { oral: false, revise: 'A2' })).toMatchObject({ amended: { id: 'A1' } });
  meeting.take({ type: 'withdrawAmendment', amendment: 'A2' }, head('BBB'));
  expect(code({ revise: 'A2' })).toBe('amendment.closed');
});

test('the text that had a hash is found again after it changed', () => {
  const meeting = room();
  const before = meeting.state.revision?.hash ?? '';
  expect(stepsWith(meeting.state, before)).toBe(1);
  meeting.table('AAA', [{ paragraph: 'p2', delete: true }]);
  meeting.take({ type: 'acceptAmendment', amendment: 'A1' }, CHAIR);
  expect(stepsWith(meeting.state, before)).toBe(1);
  expect(stepsWith(meeting.state, meeting.state.revision?.hash ?? '')).toBe(2);
  expect(stepsWith(meeting.state, 'f'.repeat(64))).toBeUndefined();
});
