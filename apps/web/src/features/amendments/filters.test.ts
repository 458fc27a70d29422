import type { BodyState, TabledAmendment } from '@plenary/consensus';
import { expect, test } from 'vitest';
import { besideOf, groupChoice, listed, lookedAt, readLooking, searchWords } from './filters.ts';

const amendment = (
  id: string,
  paragraph: string,
  words: string,
  rest: Partial<TabledAmendment> = {},
): TabledAmendment => ({
  id,
  sponsors: ['KEN'],
  changes: [{ paragraph, new: words }],
  hash: '',
  touches: [paragraph],
  base: 1,
  reason: '',
  textHash: '',
  needs: [],
  excludes: [],
  oral: false,
  submittedAt: '2026-03-02T10:00:00.000Z',
  revised: 0,
  state: 'submitted',
  ...rest,
});

const ALL = [
  amendment('A1', 'p3', 'Urges all States', { sponsors: ['KEN', 'FRA'] }),
  amendment('A2', 'p2', 'Décide de se réunir', { sponsors: ['FRA'], state: 'adopted' }),
  amendment('A3', 'p3', 'Urges some States', { sponsors: ['FJI'], amends: 'A1', touches: [] }),
  amendment('A4', 'gone', 'Words of old', { sponsors: ['FJI'] }),
];
const BODY = { groups: { africa: { members: ['KEN'] } } } as unknown as BodyState;
const NAMES: Readonly<Record<string, string>> = { KEN: 'Kenya', FRA: 'France', FJI: 'Fiji' };
const words = searchWords(ALL, {
  memberName: (id) => NAMES[id] ?? id,
  label: (pid) => (pid === 'p3' ? 'OP2' : ''),
  removed: (id) => (id === 'A4' ? 'Invites delegations' : ''),
});
const found = (looking: Parameters<typeof lookedAt>[1]) =>
  lookedAt(ALL, looking, { body: BODY, words, isColliding: (id) => id === 'A4' }).map(({ id }) => id);

test('every word that is searched for must be there, whatever its case and its accents', () => {
  expect(found({ q: 'STATES urges' })).toEqual(['A1', 'A3']);
  expect(found({ q: 'decide reunir' })).toEqual(['A2']);
  expect(found({ q: 'OP2 kenya' })).toEqual(['A1']);
  expect(found({ q: 'invites' })).toEqual(['A4']);
  expect(found({ q: 'nothing' })).toEqual([]);
  expect(found({ q: '  ' })).toHaveLength(4);
});

test('a delegation is looked for among all sponsors, a group by its members', () => {
  expect(found({ by: 'FRA' })).toEqual(['A1', 'A2']);
  expect(found({ by: groupChoice('africa') })).toEqual(['A1']);
  expect(found({ by: groupChoice('nowhere') })).toEqual([]);
});

test('a paragraph and a state narrow what is shown together', () => {
  expect(found({ paragraph: 'p3' })).toEqual(['A1', 'A3']);
  expect(found({ paragraph: 'p2', state: 'adopted' })).toEqual(['A2']);
  expect(found({ state: 'colliding' })).toEqual(['A4']);
});

test('the list follows the text, with amendments to amendments behind those, and what is gone at the end', () => {
  expect(
    listed(ALL, ['p1', 'p2', 'p3']).map((item) =>
      item.type === 'paragraph' ? `${item.pid}:${item.count}` : item.amendment.id,
    ),
  ).toEqual(['p2:1', 'A2', 'p3:2', 'A1', 'A3', 'gone:1', 'A4']);
});

test('what an address says wrongly is as if it were not said', () => {
  expect(readLooking({ q: 12, state: 'nonsense', view: 'text', reading: 'clean', by: {} })).toEqual({
    q: '12',
    view: 'text',
    reading: 'clean',
  });
});

test('up to four amendments stand beside each other, those that the address names or the first two', () => {
  expect(readLooking({ beside: 'A1,A4' })).toEqual({ beside: 'A1,A4' });
  expect(readLooking({ beside: 'A1,A2,A3,A4,A5' })).toEqual({});
  expect(readLooking({ beside: 'A1;A2' })).toEqual({});
  expect(besideOf({}, ALL)).toEqual(['A1', 'A2']);
  expect(besideOf({ beside: 'A4,A1,A9' }, ALL)).toEqual(['A1', 'A4']);
  expect(besideOf({ beside: 'A9' }, ALL)).toEqual(['A1', 'A2']);
});
