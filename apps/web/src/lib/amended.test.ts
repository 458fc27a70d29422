import type { DeliberationState, Paragraph, Revision, TabledAmendment } from '@plenary/consensus';
import { expect, test } from 'vitest';
import { amendedText } from './amended.ts';

const paragraph = (pid: string, text: string): Paragraph => ({
  pid,
  kind: 'operative',
  level: 0,
  label: '',
  text,
  hash: text,
});
const revision = (paragraphs: readonly Paragraph[], amendedBy?: readonly string[]): Revision => ({
  symbol: 'X/L.1',
  lang: 'en',
  paragraphs,
  hash: '',
  issuedAt: '2026-03-02T10:00:00.000Z',
  ...(amendedBy === undefined ? {} : { amendedBy }),
});
const ISSUED = revision([paragraph('p1', 'One'), paragraph('p2', 'Two'), paragraph('p3', 'Three')]);
const changes = (...list: TabledAmendment['changes']): TabledAmendment =>
  ({ changes: list }) as TabledAmendment;
const state = (parts: Partial<DeliberationState>): DeliberationState => parts as DeliberationState;

test('each paragraph that changed names the amendments in the order of their adoption, with the words before', () => {
  const after = revision(
    [paragraph('p1', 'One and more'), paragraph('p4', 'Four'), paragraph('p3', 'Three')],
    ['A2', 'A1'],
  );
  const { paragraphs, removed } = amendedText(
    state({
      revision: after,
      revisions: [ISSUED],
      textSteps: [{ revision: 0 }, { amendment: 'A2', with: ['A3'] }, { amendment: 'A1', with: [] }],
      amendments: {
        A1: changes({ paragraph: 'p1', new: 'One and more' }),
        A2: changes(
          { paragraph: 'p1', new: 'One and' },
          { after: 'p1', kind: 'operative', level: 0, insert: 'Four', pid: 'p4' },
          { paragraph: 'p2', delete: true },
        ),
        A3: changes({ paragraph: 'p4', new: 'Four' }),
      },
    }),
  );
  expect([...paragraphs].map(([pid, { by, before }]) => [pid, by, before?.text])).toEqual([
    ['p1', ['A2', 'A1'], 'One'],
    ['p4', ['A2', 'A3'], undefined],
  ]);
  expect(removed.get('p1')?.map(({ by, before }) => [by, before.text])).toEqual([[['A2'], 'Two']]);
});

test('a text that nothing amended since its revision shows no change', () => {
  const { paragraphs, removed } = amendedText(
    state({
      revision: ISSUED,
      revisions: [ISSUED],
      textSteps: [{ revision: 0 }, { amendment: 'A1', with: [] }, { revision: 1 }],
      amendments: { A1: changes({ paragraph: 'p1', new: 'One' }) },
    }),
  );
  expect(paragraphs.size).toBe(0);
  expect(removed.size).toBe(0);
});
