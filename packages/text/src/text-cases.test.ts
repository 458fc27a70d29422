import { expect, test } from 'vitest';
import { answerTextCase, CASE_LABELS_MAX } from './text-cases.ts';

const answered = (kind: string, rule: string, inputs: Readonly<Record<string, unknown>>) =>
  answerTextCase({ kind, rule, inputs });

test('[TCS-1] numbering, symbols, brackets and the clean share are answered, other kinds are not', () => {
  expect(answered('numbering', 'alternativeLabels', { paragraph: 'OP2', count: 2 })).toEqual({
    answer: { labels: ['OP2 alt 1', 'OP2 alt 2'] },
  });
  expect(answered('numbering', 'insertLabels', { existing: ['OP3'], after: 'OP3', count: 1 })).toEqual({
    answer: { labels: ['OP3 bis'] },
  });
  expect(answered('numbering', 'renumber', { labels: ['OP1', 'OP1 bis'] })).toEqual({
    answer: { map: { OP1: 'OP1', 'OP1 bis': 'OP2' }, labels: ['OP1', 'OP2'] },
  });
  expect(answered('symbol', 'parseSymbol', { symbol: 'A/78/L.49' })).toMatchObject({
    answer: { organ: 'A', session: '78', series: 'L', number: 49, valid: true },
  });
  expect(answered('symbol', 'parseSymbol', { symbol: 'L.49' })).toMatchObject({ answer: { valid: false } });
  expect(answered('brackets', 'bracketStats', { text: '[a [b]]' })).toMatchObject({
    answer: { balanced: true, count: 2, maxDepth: 2 },
  });
  expect(answered('brackets', 'bracketAttribution', { text: '[X: retain]' })).toMatchObject({
    answer: { by: ['X'], action: 'retain' },
  });
  expect(answered('plural', 'pluralCategory', { lang: 'en', numbers: [1] })).toBeUndefined();
  expect(answered('metric', 'rice', { for: 1, against: 1 })).toBeUndefined();
});

test.each([
  ['Parties [shall][should] take [urgent] action', { value: '0.500000', exact: '1/2', outside: 3, all: 6 }],
  ['Parties act', { value: '1.000000', exact: '1' }],
  ['[Parties act]', { value: '0.000000', exact: '0' }],
  ['[a] b c', { value: '0.666667', exact: '2/3' }],
  ['', { value: null }],
  ['a [b', { value: null }],
])('[TCS-1] the clean share of "%s" comes with its fraction', (text, expected) => {
  expect(answered('metric', 'cleanShare', { text })).toMatchObject({ answer: expected });
});

test.each([
  [
    'numbering',
    'alternativeLabels',
    { paragraph: 'OP2', count: 1e9 },
    `inputs.count: a whole number from 0 to ${CASE_LABELS_MAX} was expected`,
  ],
  [
    'numbering',
    'insertLabels',
    { existing: [], after: 'OP1', count: -1 },
    `inputs.count: a whole number from 0 to ${CASE_LABELS_MAX} was expected`,
  ],
  [
    'numbering',
    'insertLabels',
    { existing: 'OP1', after: 'OP1', count: 1 },
    'inputs.existing: a list of words was expected',
  ],
  ['numbering', 'renumber', {}, 'inputs.labels: a list of words was expected'],
  ['numbering', 'count', {}, 'unknown rule count'],
  ['symbol', 'parseSymbol', {}, 'inputs.symbol: a word was expected'],
  ['brackets', 'bracketStats', { text: 7 }, 'inputs.text: a word was expected'],
  ['brackets', 'depth', { text: '' }, 'unknown rule depth'],
])('[TCS-2] %s by %s of %o is a problem that says what was expected', (kind, rule, inputs, problem) => {
  expect(answered(kind, rule, inputs)).toEqual({ problem });
});
