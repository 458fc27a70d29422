import type { StanceCounts } from '@plenary/consensus';
import { expect, test } from 'vitest';
import { courseSeries } from './course-series.ts';

const counts = (some: Partial<StanceCounts>): StanceCounts => ({
  support: 0,
  accept: 0,
  abstain: 0,
  reserve: 0,
  oppose: 0,
  object: 0,
  silent: 0,
  ...some,
});

test('the course is reckoned back from now, one step for each instant', () => {
  const series = courseSeries(
    [
      { at: '1', member: 'AAA', from: 'silent', to: 'support' },
      { at: '2', member: 'BBB', from: 'silent', to: 'object' },
      { at: '2', member: 'CCC', from: 'silent', to: 'object' },
      { at: '3', member: 'BBB', from: 'object', to: 'accept' },
    ],
    counts({ support: 1, accept: 1, object: 1, silent: 1 }),
  );
  expect(series).toEqual([
    { at: '1', counts: counts({ support: 1, silent: 3 }) },
    { at: '2', counts: counts({ support: 1, object: 2, silent: 1 }) },
    { at: '3', counts: counts({ support: 1, accept: 1, object: 1, silent: 1 }) },
  ]);
  expect(courseSeries([], counts({ silent: 4 }))).toEqual([]);
});

test('changes that were left off before the first are not needed', () => {
  const late = [{ at: '3', member: 'BBB', from: 'object', to: 'accept' } as const];
  expect(courseSeries(late, counts({ support: 1, accept: 1 }))).toEqual([
    { at: '3', counts: counts({ support: 1, accept: 1 }) },
  ]);
});
