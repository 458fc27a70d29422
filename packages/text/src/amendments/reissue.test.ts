import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amendableText, issuedParagraphs, plainText, type IssuedParagraph } from './amendable-text.ts';
import { applyAmendments } from './apply-operations.ts';
import { draftAmendment, type DraftedAmendment, type WrittenChange } from './draft-amendment.ts';
import type { AmendableText } from './model.ts';
import { reissuedText } from './reissue.ts';
import { standingIn } from './standing.ts';

const paragraph = (id: string, text: string, level = 0): IssuedParagraph => ({
  id,
  kind: 'operative',
  level,
  text,
});
const TEXT = amendableText('en', [
  paragraph('p1', 'Decides to meet again;'),
  paragraph('p2', 'Requests a report within two years.'),
]);
const brought = (id: string, after: string | null, insert: string): WrittenChange => ({
  id,
  after,
  kind: 'operative',
  level: 0,
  insert,
});
const draft = (...changes: readonly WrittenChange[]): DraftedAmendment =>
  draftAmendment(TEXT, changes, { number: 1, by: ['A'] });
const amended = (...changes: readonly WrittenChange[]): AmendableText => {
  const drafted = draft(...changes);
  if (!drafted.ok) throw new Error(drafted.refusal.code);
  return applyAmendments(TEXT, [drafted.amendment]);
};

test('[AMD-14] paragraphs brought behind one another stand as they are written, whichever way they are named', () => {
  const order = (text: AmendableText) => issuedParagraphs(text).map(({ id }) => id);
  expect(order(amended(brought('p3', 'p1', 'one'), brought('p4', 'p1', 'two')))).toEqual([
    'p1',
    'p3',
    'p4',
    'p2',
  ]);
  expect(order(amended(brought('p3', 'p1', 'one'), brought('p4', 'p3', 'two')))).toEqual([
    'p1',
    'p3',
    'p4',
    'p2',
  ]);
  expect(order(amended(brought('p3', null, 'one'), { paragraph: 'p1', moveAfter: 'p2' }))).toEqual([
    'p3',
    'p2',
    'p1',
  ]);
});

test('[AMD-14] what is brought behind a paragraph stands directly behind it, before what an earlier amendment put there', () => {
  const first = draftAmendment(TEXT, [brought('p3', 'p1', 'bis')], { number: 1, by: ['A'] });
  if (!first.ok) throw new Error(first.refusal.code);
  const standing = applyAmendments(TEXT, [first.amendment]);
  const order = (...changes: readonly WrittenChange[]) => {
    const drafted = draftAmendment(standing, changes, { number: 2, by: ['B'] });
    if (!drafted.ok) throw new Error(drafted.refusal.code);
    return issuedParagraphs(applyAmendments(standing, [drafted.amendment])).map(({ id }) => id);
  };
  expect(order(brought('p4', 'p1', 'one'), brought('p5', 'p1', 'two'))).toEqual([
    'p1',
    'p4',
    'p5',
    'p3',
    'p2',
  ]);
  expect(order({ paragraph: 'p2', moveAfter: 'p1' })).toEqual(['p1', 'p2', 'p3']);
  expect(order(brought('p4', 'p3', 'behind it'))).toEqual(['p1', 'p3', 'p4', 'p2']);
});

test.each<[string, readonly WrittenChange[], string, number | undefined]>([
  ['a paragraph that is not there', [{ paragraph: 'p9', delete: true }], 'amendment.unknownParagraph', 0],
  ['a place that is not there', [brought('p3', 'p9', 'x')], 'amendment.unknownParagraph', 0],
  [
    'a move to a place that is not there',
    [{ paragraph: 'p1', moveAfter: 'p9' }],
    'amendment.unknownParagraph',
    0,
  ],
  ['a paragraph brought that is there', [brought('p2', 'p1', 'x')], 'amendment.paragraphTaken', 0],
  [
    'a paragraph brought twice',
    [brought('p3', 'p1', 'x'), brought('p3', 'p1', 'y')],
    'amendment.paragraphTaken',
    1,
  ],
  ['the same words', [{ paragraph: 'p1', new: 'Decides to meet again;' }], 'amendment.changesNothing', 0],
  ['a move behind itself', [{ paragraph: 'p1', moveAfter: 'p1' }], 'amendment.changesNothing', 0],
  [
    'words changed in what goes',
    [
      { paragraph: 'p1', new: 'Decides;' },
      { paragraph: 'p1', delete: true },
    ],
    'amendment.overlapsItself',
    undefined,
  ],
])('[AMD-14] %s is refused', (_, changes, code, change) => {
  const drafted = draft(...changes);
  expect(drafted.ok ? undefined : [drafted.refusal.code, drafted.change]).toEqual([code, change]);
});

test('[AMD-15] what stayed keeps its tokens: an amendment to the revision before stands where it is not touched', () => {
  const drafted = draft({ paragraph: 'p2', new: 'Requests a full report within two years.' });
  if (!drafted.ok) throw new Error(drafted.refusal.code);
  const next = reissuedText(TEXT, 2 ** 18, [
    paragraph('p2', 'Requests a report within one year.'),
    paragraph('p3', 'New words.'),
  ]);
  expect(standingIn(next)(drafted.amendment)).toBe('clean');
  expect(issuedParagraphs(applyAmendments(next, [drafted.amendment])).map(({ text }) => text)).toEqual([
    'Requests a full report within one year.',
    'New words.',
  ]);
});

test('[AMD-15] revision after revision is exactly what was issued, with paragraphs that come back', () => {
  const words = fc.array(fc.constantFrom('we', 'may', 'shall', 'report', '.', '。'), { maxLength: 6 });
  const revision = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 7 }).map((n) => `p${n}`),
      kind: fc.constantFrom('operative' as const, 'preambular' as const),
      level: fc.nat({ max: 2 }),
      text: words.map((list) => list.join(' ')),
    }),
    { selector: ({ id }) => id, minLength: 1 },
  );
  fc.assert(
    fc.property(fc.array(revision, { minLength: 2, maxLength: 6 }), ([first = [], ...later]) => {
      let text = amendableText('en', first);
      later.forEach((issued, at) => {
        text = reissuedText(text, 2 ** 18 + at, issued);
        expect(issuedParagraphs(text)).toEqual(issued);
        expect(
          [...text.paragraphs.values()].filter(({ deadBy }) => deadBy === 0).map(plainText),
        ).toHaveLength(issued.length);
      });
    }),
    { numRuns: 300 },
  );
});
