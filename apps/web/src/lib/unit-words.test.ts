import { expect, test } from 'vitest';
import { head, room } from './meeting.fixture.ts';
import { unitWords } from './unit-words.ts';

const joined = (lines: ReturnType<typeof unitWords>): readonly string[] =>
  lines.map((segments) =>
    segments
      .map(({ type, text }) => (type === 'same' ? text : `${type === 'added' ? '+' : '-'}${text}`))
      .join('|'),
  );

test('a unit of an amendment is read with the changes that stand and fall with it', () => {
  const here = room();
  here.table('AAA', [
    { paragraph: 'p3', new: 'Requests the secretariat to report every year;' },
    { after: 'p4', kind: 'operative', level: 0, insert: 'Thanks the host.', name: 'thanks' },
    { after: 'thanks', kind: 'operative', level: 0, insert: 'Invites all.' },
    { paragraph: 'p2', delete: true },
  ]);
  const division = { item: 'A1', textHash: here.state.amendments['A1']?.hash ?? '' };
  expect(joined(unitWords(here.state, division, 'c1'))).toEqual([
    'Requests the secretariat to report every|- two years|+ year|;',
  ]);
  expect(joined(unitWords(here.state, division, 'c2'))).toEqual(['+Thanks the host.', '+Invites all.']);
  expect(joined(unitWords(here.state, division, 'c4'))).toEqual([
    '-Encourages States to establish testing of all systems before they are used;',
  ]);
});

test('an amendment with other words than those that were divided shows none of them', () => {
  const here = room();
  here.table('AAA', [{ paragraph: 'p3', new: 'Requests the secretariat to report every year;' }]);
  const division = { item: 'A1', textHash: here.state.amendments['A1']?.hash ?? '' };
  here.take(
    {
      type: 'reviseAmendment',
      amendment: 'A1',
      changes: [{ paragraph: 'p3', new: 'Requests the secretariat to report often;' }],
      reason: '',
      textHash: here.state.revision?.hash ?? '',
    },
    head('AAA'),
  );
  expect(unitWords(here.state, division, 'c1')).toEqual([]);
});

test('a unit of the text is read as the paragraph stands, cut where it is long', () => {
  const here = room();
  const division = { item: 'text', textHash: here.state.revision?.hash ?? '' };
  expect(joined(unitWords(here.state, division, 'p4'))).toEqual(['Decides to meet again in the spring.']);
  expect(unitWords(here.state, division, 'p99')).toEqual([]);
});
