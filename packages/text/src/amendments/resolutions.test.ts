import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileText } from './compile.ts';
import { amendmentComponents } from './components.ts';
import { conflictsBetween } from './conflicts.ts';
import { wordOperations } from './derive-operations.ts';
import { drawnRoom } from './drawn-amendments.fixture.ts';
import { amendableText } from './amendable-text.ts';
import type { AmendableText, Amendment } from './model.ts';
import { proposedResolution, resolutionOf, type PendingAmendments } from './resolutions.ts';

const pendingOf = (text: AmendableText, amendments: readonly Amendment[]): PendingAmendments => ({
  amendments,
  compiled: compileText(text, amendments),
  conflicts: conflictsBetween(text, amendments),
});
const text = amendableText('en', [
  { id: 'p1', kind: 'operative', level: 0, text: 'States shall report every year' },
  { id: 'p2', kind: 'operative', level: 0, text: 'States cooperate' },
]);
const edit = (number: number, words: string, id = 'p1'): Amendment => ({
  number,
  base: 0,
  by: [`S${number}`],
  operations: wordOperations(text, id, words) ?? [],
});

test('[AMD-16] what was decided before is proposed when the same comes again under other numbers and sponsors', () => {
  const before = pendingOf(text, [
    edit(1, 'States should report every year'),
    edit(2, 'States must report every year'),
    edit(3, 'States cooperate fully', 'p2'),
  ]);
  const decided = [resolutionOf([1, 2], [2], before)];
  const again = pendingOf(text, [
    edit(7, 'States must report every year'),
    edit(9, 'States should report every year'),
    edit(10, 'States cooperate fully', 'p2'),
  ]);
  expect(proposedResolution([7, 9], decided, again)).toEqual([7]);
  expect(proposedResolution([10], decided, again)).toBeUndefined();
  expect(proposedResolution([10], [...decided, resolutionOf([3], [], before)], again)).toEqual([]);
  const later = [...decided, resolutionOf([1, 2], [1], before)];
  expect(proposedResolution([7, 9], later, again)).toEqual([9]);
});

test('[AMD-16] with one proposal more, or other words, it is something else to decide', () => {
  const decided = [
    resolutionOf(
      [1, 2],
      [2],
      pendingOf(text, [edit(1, 'States should report every year'), edit(2, 'States must report every year')]),
    ),
  ];
  const more = pendingOf(text, [
    edit(1, 'States should report every year'),
    edit(2, 'States must report every year'),
    edit(3, 'States may report every year'),
  ]);
  expect(proposedResolution([1, 2, 3], decided, more)).toBeUndefined();
  const moved: Amendment = {
    ...edit(4, ''),
    operations: [{ type: 'moveParagraph', paragraph: 'p1', after: 'p2' }],
  };
  const gone: Amendment = { ...edit(4, ''), operations: [{ type: 'deleteParagraph', paragraph: 'p1' }] };
  const came: Amendment = {
    ...edit(4, ''),
    operations: [
      { type: 'insertParagraph', paragraph: 'n', after: 'p1', kind: 'operative', level: 0, ins: ['New'] },
    ],
  };
  const whole = [moved, gone, came].map((one) => resolutionOf([4], [4], pendingOf(text, [one])).key);
  expect(new Set(whole).size).toBe(3);
});

test('[AMD-16] of any amendments, every component that was decided is known again as it was decided', () => {
  fc.assert(
    fc.property(drawnRoom(4), fc.nat(), ({ text: drawn, amendments }, chosen) => {
      const pending = pendingOf(drawn, amendments);
      for (const numbers of amendmentComponents(amendments, pending.conflicts)) {
        const adopted = numbers.filter((number) => ((chosen >> (number % 20)) & 1) === 1);
        const decided = resolutionOf(numbers, adopted, pending);
        const proposed = proposedResolution(numbers, [decided], pending) ?? [];
        for (const number of adopted) expect(proposed).toContain(number);
        // Twins propose the same: whichever was adopted, both stand for it.
        expect(resolutionOf(numbers, proposed, pending).key).toBe(decided.key);
      }
    }),
  );
});
