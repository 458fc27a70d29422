import { type Condition, type Conditional } from '@plenary/consensus';
import { expect, test } from 'vitest';
import { conditionalOf, draftFor, draftOf, itemOfTerm, termOn, turned } from './condition-draft.ts';

const paragraph = (pid: string, label: string) => ({
  pid,
  kind: 'operative' as const,
  level: 0,
  label,
  text: `Words of ${label}.`,
  hash: pid.slice(1).padStart(64, '0'),
});
const state = {
  revision: {
    symbol: 'X/L.1',
    lang: 'en',
    paragraphs: [paragraph('p1', 'OP1'), paragraph('p2', 'OP7 bis')],
    hash: 'hash of all',
    issuedAt: '2026-03-02T10:00:00.000Z',
  },
};
const kept: Condition = { paragraph: 'p2', is: 'kept', textHash: '2'.padStart(64, '0') };
const amended: Condition = { not: { any: [kept, { amendment: 'A12', is: 'adopted' }] } };
const held = (condition: Condition): Conditional => ({ condition, fallback: 'object' });

test('a condition opened to be edited is stated again as it was, whatever its shape', () => {
  for (const condition of [kept, { all: [kept, { ...kept, is: 'changed' }] } as Condition, amended])
    expect(conditionalOf(draftOf(held(condition), state), state)).toEqual({
      ok: true,
      conditional: held(condition),
    });
});

test('lines show paragraphs that must all have their fate, everything else is in words', () => {
  expect(draftOf(held(kept), state)).toMatchObject({ in: 'lines', terms: [{ paragraph: 'p2', is: 'kept' }] });
  expect(draftOf(held(amended), state)).toMatchObject({
    in: 'words',
    words: 'not (OP7 bis is kept or A12 is adopted)',
  });
});

test('lines show amendments beside paragraphs, and state them again', () => {
  const both: Condition = { all: [kept, { amendment: 'A12', is: 'rejected' }] };
  const draft = draftOf(held(both), state);
  expect(draft).toMatchObject({
    in: 'lines',
    terms: [
      { paragraph: 'p2', is: 'kept' },
      { amendment: 'A12', is: 'rejected' },
    ],
  });
  expect(conditionalOf(draft, state)).toMatchObject({ ok: true });
  expect(draftFor('accept', 'A3')).toMatchObject({ terms: [{ amendment: 'A3', is: 'adopted' }] });
  expect([termOn('p1'), termOn('A1')].map(itemOfTerm)).toEqual(['p1', 'A1']);
});

test('lines become words and come back; what lines cannot show stays in words', () => {
  const lines = draftFor('accept', 'p2');
  const words = turned(lines, state);
  expect(words).toEqual({ in: 'words', words: 'OP7 bis is kept', fallback: 'object' });
  expect(words === undefined ? undefined : turned(words, state)).toEqual(lines);
  expect(turned(draftOf(held(amended), state), state)).toBeUndefined();
});

test('what cannot be read is refused, and never becomes a position without its condition', () => {
  expect(conditionalOf({ in: 'words', words: 'OP9 is kept', fallback: 'object' }, state)).toEqual({
    ok: false,
    refusal: { code: 'condition.expected', facts: { at: 1, expected: 'subject', found: 'OP9' } },
  });
  expect(conditionalOf(draftFor('accept', 'p9'), state)).toEqual({
    ok: false,
    refusal: { code: 'condition.unknownParagraph', facts: { paragraph: 'p9' } },
  });
});
