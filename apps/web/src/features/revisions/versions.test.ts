import type { DeliberationState, Paragraph, Revision, TabledAmendment } from '@plenary/consensus';
import { expect, test } from 'vitest';
import { compareVersions, isChanged, isRenumbered, versionsOf } from './versions.ts';

const paragraph = (pid: string, label: string, text: string): Paragraph => ({
  pid,
  kind: 'operative',
  level: 0,
  label,
  text,
  hash: text,
});
const revision = (symbol: string, paragraphs: readonly Paragraph[]): Revision => ({
  symbol,
  lang: 'en',
  paragraphs,
  hash: symbol,
  issuedAt: '2026-03-02T10:00:00.000Z',
});
const changes = (...list: TabledAmendment['changes']): TabledAmendment =>
  ({ changes: list }) as TabledAmendment;

const FIRST = revision('X/L.1', [
  paragraph('p1', 'OP1', 'Decides to meet;'),
  paragraph('p2', 'OP2', 'Requests a report;'),
  paragraph('p3', 'OP3', 'Thanks the host.'),
]);
const AMENDED = [
  paragraph('p1', 'OP1', 'Decides to meet often;'),
  paragraph('p4', 'OP1 bis', 'Invites all;'),
  paragraph('p3', 'OP3', 'Thanks the host.'),
];
const SECOND = revision('X/L.1/Rev.1', [
  paragraph('p1', 'OP1', 'Decides to meet often;'),
  paragraph('p4', 'OP2', 'Invites all;'),
  paragraph('p3', 'OP3', 'Thanks the host.'),
]);
const texts: Pick<DeliberationState, 'revisions' | 'textSteps' | 'amendments' | 'divisions'> = {
  divisions: {},
  revisions: [FIRST],
  textSteps: [{ revision: 0 }, { amendment: 'A1', with: ['A2'] }],
  amendments: {
    A1: changes(
      { paragraph: 'p1', new: 'Decides to meet again;' },
      { after: 'p1', kind: 'operative', level: 0, insert: 'Invites all;', pid: 'p4' },
      { paragraph: 'p2', delete: true },
    ),
    A2: changes({ paragraph: 'p1', new: 'Decides to meet often;' }),
  },
};
const inForce = { ...texts, revision: { ...revision('X/L.1', AMENDED), amendedBy: ['A1'] } };
const issued = {
  ...texts,
  revision: SECOND,
  revisions: [FIRST, SECOND],
  textSteps: [...texts.textSteps, { revision: 1 }],
};

test('[TXV-1] the text in force is a version of its own while it is amended, and no more once it is issued', () => {
  expect(versionsOf(inForce).map(({ key, steps }) => [key, steps])).toEqual([
    ['r1', 1],
    ['now', 2],
  ]);
  expect(versionsOf(issued).map(({ key, steps }) => [key, steps])).toEqual([
    ['r1', 1],
    ['r2', 3],
  ]);
  expect(versionsOf({ revisions: [], textSteps: [], amendments: {}, divisions: {} })).toEqual([]);
});

const rowsBetween = (from: number, to: number) => {
  const versions = versionsOf(issued);
  const [older, newer] = [versions[from], versions[to]];
  if (older === undefined || newer === undefined) throw new Error('two versions');
  return compareVersions(issued, older, newer);
};

test('[TXV-2] each paragraph goes from its old number to its new one, with what became of it and of its words', () => {
  const rows = rowsBetween(0, 1);
  expect(rows.map(({ fate, before, now }) => [before?.label, now?.label, fate])).toEqual([
    ['OP1', 'OP1', 'changed'],
    [undefined, 'OP2', 'added'],
    ['OP2', undefined, 'removed'],
    ['OP3', 'OP3', 'same'],
  ]);
  expect(rows[0]?.segments.filter(({ type }) => type === 'added').map(({ text }) => text.trim())).toEqual([
    'often',
  ]);
  expect(rows.map(isChanged)).toEqual([true, true, true, false]);
  const versions = versionsOf(inForce);
  const [first, now] = versions;
  if (first === undefined || now === undefined) throw new Error('two versions');
  expect(compareVersions(inForce, first, now).some(isRenumbered)).toBe(false);
  const [asAmended, second] = [now, versionsOf(issued)[1]];
  if (second === undefined) throw new Error('a second revision');
  expect(
    compareVersions(issued, asAmended, second).map((row) => [row.fate, isRenumbered(row), isChanged(row)]),
  ).toEqual([
    ['same', false, false],
    ['same', true, true],
    ['same', false, false],
  ]);
});

test('[TXV-3] each paragraph names the amendments adopted in between that touched it, whichever side is the older', () => {
  const by = [['A1', 'A2'], ['A1'], ['A1'], []];
  expect(rowsBetween(0, 1).map((row) => row.by)).toEqual(by);
  expect(rowsBetween(1, 0).map(({ pid, by: named }) => [pid, named])).toEqual([
    ['p1', ['A1', 'A2']],
    ['p2', ['A1']],
    ['p4', ['A1']],
    ['p3', []],
  ]);
  expect(rowsBetween(1, 1).flatMap((row) => row.by)).toEqual([]);
});

test('[TXV-5] a paragraph that a division took out names the decision on its part', () => {
  const part = (id: string, units: readonly string[], decision: string) => ({
    id,
    units,
    decision,
    isOperative: true,
    isRest: false,
    hash: id,
    outcome: 'rejected' as const,
  });
  const divided = {
    ...texts,
    textSteps: [{ revision: 0 }, { division: 'D1', removed: ['p2'] }],
    divisions: {
      D1: {
        id: 'D1',
        item: 'text',
        member: 'AAA',
        asked: [['p1'], ['p2']],
        reason: '',
        textHash: 'X/L.1',
        hash: 'D1',
        askedAt: FIRST.issuedAt,
        fate: 'carried' as const,
        parts: [part('1', ['p1', 'p3'], 'd2'), part('2', ['p2'], 'd3')],
      },
    },
    revision: {
      ...revision('X/L.1', [
        paragraph('p1', 'OP1', 'Decides to meet;'),
        paragraph('p3', 'OP3', 'Thanks the host.'),
      ]),
      amendedBy: [],
    },
  };
  const [from, to] = versionsOf(divided);
  if (from === undefined || to === undefined) throw new Error('two versions are there');
  expect(compareVersions(divided, from, to).map(({ pid, fate, decision }) => [pid, fate, decision])).toEqual([
    ['p1', 'same', undefined],
    ['p2', 'removed', 'd3'],
    ['p3', 'same', undefined],
  ]);
});
