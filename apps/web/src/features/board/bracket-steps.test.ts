import type { DeliberationState, Paragraph, TabledAmendment } from '@plenary/consensus';
import { textHash } from '@plenary/text';
import { expect, test } from 'vitest';
import { bracketSteps } from './bracket-steps.ts';
import { deletedParagraphs } from './deleted-paragraphs.ts';

const [ISSUED, DECIDED, LATER] = [
  '2026-03-02T10:00:00.000Z',
  '2026-03-03T10:00:00.000Z',
  '2026-03-04T10:00:00.000Z',
];
const paragraph = (pid: string, text: string): Paragraph => ({
  pid,
  kind: 'operative',
  level: 0,
  label: pid.toUpperCase(),
  text,
  hash: textHash(text),
});
const adopted = (id: string, pid: string, words: string, at: string): TabledAmendment => ({
  id,
  changes: [{ paragraph: pid, new: words }],
  hash: id,
  touches: [pid],
  base: 1,
  textHash: 'h',
  reason: '',
  sponsors: ['AAA'],
  needs: [],
  excludes: [],
  oral: false,
  submittedAt: ISSUED,
  revised: 0,
  state: 'adopted',
  outcome: { at },
});
const issued = (symbol: string, issuedAt: string, paragraphs: readonly Paragraph[]) => ({
  symbol,
  lang: 'en',
  paragraphs,
  hash: symbol,
  issuedAt,
});
const first = issued('X/L.1', ISSUED, [
  paragraph('p1', 'Decides [now] to act;'),
  paragraph('p2', 'Ends [here].'),
]);
const second = issued('X/L.1/Rev.1', LATER, [
  paragraph('p1', 'Decides to act;'),
  paragraph('p2', 'Ends there.'),
]);
const STATE: DeliberationState = {
  id: 'x',
  body: 'x',
  title: { en: 'A text' },
  openedAt: ISSUED,
  phase: 'open',
  revision: second,
  revisions: [first, second],
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
  amendments: {
    A1: adopted('A1', 'p1', 'Decides to act;', DECIDED),
    A2: adopted('A2', 'p2', 'Ends there.', DECIDED),
  },
  orderRulings: [],
  divisions: {},
  textSteps: [{ revision: 0 }, { amendment: 'A1', with: [] }, { amendment: 'A2', with: [] }, { revision: 1 }],
  paragraphsNamed: 2,
  packages: {},
  conversations: {},
  packageAnswers: {},
  prepared: {},
};

test('a paragraph is told as every revision had it, and as every decision left it that changed its words', () => {
  expect(bracketSteps(STATE, 'p1')).toEqual([
    { name: 'X/L.1', isRevision: true, at: ISSUED, text: 'Decides [now] to act;' },
    { name: 'A1', isRevision: false, at: DECIDED, text: 'Decides to act;' },
    { name: 'X/L.1/Rev.1', isRevision: true, at: LATER, text: 'Decides to act;' },
  ]);
  expect(bracketSteps(STATE, 'p2').map(({ name }) => name)).toEqual(['X/L.1', 'A2', 'X/L.1/Rev.1']);
  expect(bracketSteps(STATE, 'p9')).toEqual([]);
});

test('paragraphs that were taken out are told with what took them out, and no more once they are back', () => {
  expect(deletedParagraphs(STATE)).toEqual([]);
  const third = issued('X/L.1/Rev.2', LATER, [paragraph('p1', 'Decides to act;')]);
  const fourth = issued('X/L.1/Rev.3', LATER, [paragraph('p2', 'Ends there.')]);
  const after = (revisions: DeliberationState['revisions']): DeliberationState => ({
    ...STATE,
    revision: revisions.at(-1) ?? second,
    revisions,
    textSteps: [...STATE.textSteps, ...revisions.slice(2).map((_, at) => ({ revision: at + 2 }))],
  });
  expect(deletedParagraphs(after([first, second, third]))).toEqual([
    { pid: 'p2', label: 'P2', text: 'Ends there.', by: { name: 'X/L.1/Rev.2', isRevision: true, at: LATER } },
  ]);
  expect(deletedParagraphs(after([first, second, third, fourth])).map(({ pid }) => pid)).toEqual(['p1']);
});
