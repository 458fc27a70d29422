import type {
  DeliberationState,
  PackageChoice,
  Paragraph,
  ParagraphKind,
  Stance,
  TabledAmendment,
} from '@plenary/consensus';
import { expect, test } from 'vitest';
import { textHash } from '@plenary/text';
import { amendmentsOf, beyondChoices, choicesOf } from './choices-of.ts';
import { plainText, resultingText } from './resulting-text.ts';
import { openParagraphs, paragraphsIn } from './scopes.ts';
import { wholeLines } from './search-stream.ts';

const paragraph = (pid: string, kind: ParagraphKind, level: number, text: string): Paragraph => ({
  pid,
  kind,
  level,
  label: pid.toUpperCase(),
  text,
  hash: textHash(text),
});
const PARAGRAPHS = [
  paragraph('p1', 'title', 0, 'A text'),
  paragraph('p2', 'preambular', 0, 'Recalling what was said,'),
  paragraph('p3', 'operative', 0, 'Decides [to act]:'),
  paragraph('p4', 'item', 1, 'A report;'),
  paragraph('p5', 'operative', 0, 'Remains seized.'),
];
const position = (pid: string, stance: Stance, of = pid) => ({
  [pid]: {
    AAA: {
      stance,
      reason: 'r',
      textHash: PARAGRAPHS.find((one) => one.pid === of)?.hash ?? '',
      at: '2026-03-02T10:00:00.000Z',
    },
  },
});
const state = (more: Partial<DeliberationState> = {}): DeliberationState => ({
  id: 'x',
  body: 'x',
  title: { en: 'A text' },
  openedAt: '2026-03-02T10:00:00.000Z',
  phase: 'open',
  revision: {
    symbol: 'X/L.1',
    lang: 'en',
    paragraphs: PARAGRAPHS,
    hash: 'h',
    issuedAt: '2026-03-02T10:00:00.000Z',
  },
  revisions: [],
  sources: {},
  documents: {},
  openedParagraphs: {},
  brackets: {},
  marks: {},
  positions: {},
  groupStatements: {},
  soundings: {},
  decisions: [],
  explanations: [],
  amendments: {},
  orderRulings: [],
  divisions: {},
  textSteps: [],
  paragraphsNamed: 5,
  packages: {},
  conversations: {},
  packageAnswers: {},
  prepared: {},
  ...more,
});
const NONE: ReadonlySet<string> = new Set();
const tabled = (id: string, changes: TabledAmendment['changes']): TabledAmendment => ({
  id,
  changes,
  hash: id,
  touches: [],
  base: 1,
  textHash: 'h',
  reason: '',
  sponsors: ['AAA'],
  needs: [],
  excludes: [],
  oral: false,
  submittedAt: '2026-03-02T10:00:00.000Z',
  revised: 0,
  state: 'submitted',
});

test('[FND-1] open paragraphs that say something are in scope; what is agreed is not', () => {
  expect(openParagraphs(state()).map(({ pid }) => pid)).toEqual(['p2', 'p3', 'p4', 'p5']);
  const marks = { p4: { status: 'agreedAdRef', at: '2026-03-02T10:00:00.000Z' } } as const;
  expect(openParagraphs(state({ marks })).map(({ pid }) => pid)).toEqual(['p2', 'p3', 'p5']);
});

test('[FND-1] a scope is by part, by what is contested, or one by one; an item belongs to its paragraph', () => {
  const here = state({ positions: { ...position('p5', 'object'), ...position('p2', 'oppose', 'p3') } });
  expect(paragraphsIn(here, 'all', NONE)).toEqual(['p2', 'p3', 'p4', 'p5']);
  expect(paragraphsIn(here, 'preamble', NONE)).toEqual(['p2']);
  expect(paragraphsIn(here, 'operative', NONE)).toEqual(['p3', 'p4', 'p5']);
  // An opposition to words that have changed since contests nothing.
  expect(paragraphsIn(here, 'contested', NONE)).toEqual(['p3', 'p5']);
  expect(paragraphsIn(here, 'chosen', new Set(['p5', 'p1', 'p2']))).toEqual(['p2', 'p5']);
});

test('[FND-1] what is to be amended, or has something put behind it, is contested as well', () => {
  const amendments = {
    A1: { ...tabled('A1', [{ paragraph: 'p4', new: 'Two reports;' }]), touches: ['p4'] },
    A2: tabled('A2', [{ after: 'p5', kind: 'operative', level: 0, insert: 'Ends.', pid: 'p6' }]),
    A3: { ...tabled('A3', [{ paragraph: 'p2', delete: true }]), touches: ['p2'], state: 'withdrawn' },
  } as const;
  expect(paragraphsIn(state({ amendments }), 'contested', NONE)).toEqual(['p3', 'p4', 'p5']);
});

test('[FND-2] a package that was found is kept for the words that its paragraphs have', () => {
  expect(
    choicesOf(state(), {
      choices: [
        { item: 'p3', outcome: 'reworded', words: 'Decides:', departure: true },
        { item: 'p4', outcome: 'kept', words: 'A report;', departure: false },
        { item: 'p5', outcome: 'leftOut', departure: true },
        { item: 'text', outcome: 'kept', departure: false },
      ],
    }),
  ).toEqual([
    { paragraph: 'p3', textHash: textHash('Decides [to act]:'), outcome: 'reworded', words: 'Decides:' },
    { paragraph: 'p4', textHash: textHash('A report;'), outcome: 'kept' },
    { paragraph: 'p5', textHash: textHash('Remains seized.'), outcome: 'leftOut' },
  ]);
});

test('[FND-3] the resulting text has the words of the package, and labels and hashes that follow from them', () => {
  const choices: readonly PackageChoice[] = [
    { paragraph: 'p3', textHash: '', outcome: 'leftOut' },
    { paragraph: 'p4', textHash: '', outcome: 'leftOut' },
    { paragraph: 'p5', textHash: '', outcome: 'reworded', words: 'Decides to stop.' },
  ];
  const text = resultingText(state(), { id: 'k1', choices });
  expect(text.paragraphs.map(({ source, label }) => [source, label])).toEqual([
    ['p1', ''],
    ['p2', 'PP1'],
    ['p5', 'OP1'],
  ]);
  expect(text.paragraphs.at(-1)?.hash).toBe(textHash('Decides to stop.'));
  expect(plainText(text)).toBe('A text\n\nRecalling what was said,\n\nDecides to stop.');
});

test('[FND-34] a package is kept with the amendments that it would adopt, and what they bring and move stands in the resulting text', () => {
  const found = [
    { item: 'p5', outcome: 'leftOut', departure: true, adopts: ['A2'] },
    { item: 'A1', outcome: 'taken', departure: true, adopts: ['A1'] },
    { item: 'A3', outcome: 'notTaken', departure: false, adopts: [] },
  ] as const;
  expect(choicesOf(state(), { choices: found })).toEqual([
    { paragraph: 'p5', textHash: textHash('Remains seized.'), outcome: 'leftOut' },
  ]);
  expect(amendmentsOf({ choices: found })).toEqual(['A2', 'A1']);
  const brought = tabled('A1', [{ after: 'p4', kind: 'item', level: 1, insert: 'A fund;', pid: 'p6' }]);
  const kept = { choices: choicesOf(state(), { choices: found }), amendments: ['A2', 'A1'] };
  const amendments = { A1: brought, A2: tabled('A2', [{ paragraph: 'p5', delete: true }]) };
  expect(beyondChoices({ amendments }, kept)).toEqual(['A1']);
  const { revision } = state();
  const text = resultingText(
    state({
      revisions: revision === undefined ? [] : [revision],
      textSteps: [{ revision: 0 }],
      amendments: {
        A1: tabled('A1', [
          { after: 'p4', kind: 'item', level: 1, insert: 'A fund;', pid: 'p6' },
          { paragraph: 'p5', moveAfter: 'p2' },
        ]),
      },
    }),
    {
      id: 'k1',
      choices: [{ paragraph: 'p3', textHash: '', outcome: 'reworded', words: 'Decides:' }],
      amendments: ['A1'],
    },
  );
  expect(text.paragraphs.map(({ source, text: words }) => [source, words])).toEqual([
    ['p1', 'A text'],
    ['p2', 'Recalling what was said,'],
    ['p5', 'Remains seized.'],
    ['p3', 'Decides:'],
    ['p4', 'A report;'],
    ['k1-p6', 'A fund;'],
  ]);
});

test('[FND-4] lines are read when they are whole, wherever a stream is cut', () => {
  expect(wholeLines('{"a":1}\n{"b"')).toEqual({ lines: ['{"a":1}'], rest: '{"b"' });
  expect(wholeLines('{"a"')).toEqual({ lines: [], rest: '{"a"' });
  expect(wholeLines('{"a":1}\n{"b":2}\n')).toEqual({ lines: ['{"a":1}', '{"b":2}'], rest: '' });
});
