import { expect, test } from 'vitest';
import { tableOf } from '../simulated.fixture.ts';
import type { VoteValue } from '../votes/vote-table.ts';
import { STATEMENTS_PER_DAY_MAX } from './account-limits.ts';
import { bursts, burstsBySubject, burstScore, BURST_MIN, WINDOWS_MAX } from './bursts.ts';
import { straightLiners, STRAIGHT_PERCENT_MIN, STRAIGHT_VOTES_MIN } from './straight-lining.ts';
import { bothWays, SHOWN_BOTH_ABOVE } from './without-flagged.ts';

test('[OPI-23] a count is measured in deviations above the usual, 2(√(x + ⅜) − √(λ + ⅜))', () => {
  // λ = (1 + 2 + 3 + 1)/(3 + 1) = 7/4.
  expect(burstScore(20, [1, 2, 3])).toBeCloseTo(2 * (Math.sqrt(20.375) - Math.sqrt(2.125)), 14);
  expect(burstScore(0, [])).toBeCloseTo(2 * (Math.sqrt(0.375) - Math.sqrt(1.375)), 14);
});

test('[OPI-23] a window is a burst when it is more than five deviations above all windows before it', () => {
  expect(BURST_MIN).toBe(5);
  // With ten windows of ten: λ = 101/11; 35 is above, 34 is not.
  const usual = Array.from({ length: 10 }, () => 10);
  expect(burstScore(29, usual)).toBeLessThan(5);
  expect(bursts([...usual, 29])).toEqual([]);
  expect(bursts([...usual, 33, 10, 60])).toEqual([
    { window: 10, score: burstScore(33, usual) },
    { window: 12, score: burstScore(60, [...usual, 33, 10]) },
  ]);
  expect(bursts([])).toEqual([]);
});

test('[OPI-23] bursts are told for each subject, in windows from a beginning to an end', () => {
  const acts = [
    ...Array.from({ length: 30 }, () => ({ subject: 's1', at: 1_250 })),
    ...Array.from({ length: 30 }, (_, at) => ({ subject: 's2', at: 1_000 + at * 10 })),
    { subject: 's1', at: 999 },
    { subject: 's1', at: 1_300 },
  ];
  const found = burstsBySubject(acts, { from: 1_000, to: 1_300, windowLength: 100 });
  expect([...found]).toEqual([
    ['s1', [{ window: 2, score: burstScore(30, [0, 0]) }]],
    ['s2', []],
  ]);
  expect([...burstsBySubject(acts, { from: 1_000, to: 1_301, windowLength: 100 }).keys()]).toEqual([
    's1',
    's2',
  ]);
});

test('[OPI-23] no window and more than ten thousand are faults', () => {
  expect(WINDOWS_MAX).toBe(10_000);
  for (const to of [0, 10_001, Number.NaN])
    expect(() => burstsBySubject([], { from: 0, to, windowLength: 1 })).toThrow('1 to 10000');
  expect(burstsBySubject([], { from: 0, to: 10_000, windowLength: 1 }).size).toBe(0);
});

test('[OPI-24] nineteen of twenty equal votes are flagged, fewer votes or fewer equal ones are not', () => {
  expect([STRAIGHT_VOTES_MIN, STRAIGHT_PERCENT_MIN]).toEqual([20, 95]);
  const row = (value: VoteValue, same: number, others: number): readonly VoteValue[] => [
    ...Array.from({ length: same }, () => value),
    ...Array.from({ length: others }, (): VoteValue => (value === 1 ? -1 : 1)),
  ];
  const table = tableOf([
    row(1, 19, 1),
    row(1, 18, 2),
    row(-1, 20, 0),
    row(0, 38, 2),
    row(0, 37, 3),
    row(1, 19, 0),
    [],
  ]);
  expect(straightLiners(table)).toEqual([0, 2, 3]);
});

test('[OPI-24] an account submits at most ten statements a day', () => {
  expect(STATEMENTS_PER_DAY_MAX).toBe(10);
});

test('[OPI-25] a figure is shown without what is flagged where that differs by more than one point', () => {
  expect(SHOWN_BOTH_ABOVE).toBe(0.01);
  expect(bothWays(0.52, 0.505)).toEqual({ all: 0.52, withoutFlagged: 0.505 });
  expect(bothWays(0.505, 0.52)).toEqual({ all: 0.505, withoutFlagged: 0.52 });
  // Exactly one point is not more than one point, also in doubles.
  expect(0.51 - 0.5).toBeGreaterThan(0.01);
  expect(bothWays(0.51, 0.5)).toEqual({ all: 0.51 });
  expect(bothWays(null, null)).toEqual({ all: null });
  expect(bothWays(0.5, null)).toEqual({ all: 0.5, withoutFlagged: null });
  expect(bothWays(null, 0.5)).toEqual({ all: null, withoutFlagged: 0.5 });
});
