import { expect, test } from 'vitest';
import { foldedNotices, type ListedNotice } from './fold-notices.ts';

const notice = (number: number, more: Partial<ListedNotice> = {}): ListedNotice => ({
  number,
  kind: 'decisionTaken',
  code: 'amendmentAdopted',
  deliberation: 'x',
  title: { en: 'X' },
  facts: {},
  path: '/',
  at: '2026-03-02T10:00:00.000Z',
  ...more,
});
const shape = (notices: readonly ListedNotice[]) =>
  foldedNotices(notices).map((fold) => fold.map(({ number }) => number));

test('[NOT-34] many notices of one day, deliberation and kind are one line, in the place of the newest', () => {
  const flood = [9, 7, 5, 3, 1].map((number) => notice(number));
  const between = [8, 6].map((number) => notice(number, { kind: 'textChanged', code: 'textChanged' }));
  expect(shape([...flood, ...between].toSorted((a, b) => b.number - a.number))).toEqual([
    [9, 7, 5, 3, 1],
    [8],
    [6],
  ]);
});

test('[NOT-34] few notices, those of other days, and deadlines stay lines of their own', () => {
  expect(shape([3, 2, 1].map((number) => notice(number)))).toEqual([[3], [2], [1]]);
  const days = [4, 3, 2, 1].map((number) => notice(number, { at: `2026-03-0${number}T10:00:00.000Z` }));
  expect(shape(days)).toEqual([[4], [3], [2], [1]]);
  const near = [4, 3, 2, 1].map((number) => notice(number, { kind: 'deadlineNear', code: 'ballotCloses' }));
  expect(shape(near)).toEqual([[4], [3], [2], [1]]);
});
