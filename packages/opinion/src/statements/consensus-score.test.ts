import { expect, test } from 'vitest';
import { tableOf } from '../simulated.fixture.ts';
import { consensusScore, SEEN_MIN, smoothedShare } from './consensus-score.ts';
import { declaredGroups, groupCounts, NO_GROUP, type GroupCounts } from './group-counts.ts';

const group = (letter: string, agree: number, seen: number, disagree = 0): GroupCounts => ({
  letter,
  size: seen,
  agree: Int32Array.of(agree),
  disagree: Int32Array.of(disagree),
  seen: Int32Array.of(seen),
});

test('[OPI-11] each group is counted by what its members agree, disagree and see', () => {
  const table = tableOf([
    [1, -1, 0],
    [1, undefined, -1],
    [-1, 1, undefined],
    [1, 1, 1],
  ]);
  const [a, b] = groupCounts(table, { letters: ['A', 'B'], groups: Int32Array.of(0, 0, 1, NO_GROUP) });
  expect(a).toEqual({
    letter: 'A',
    size: 2,
    agree: Int32Array.of(2, 0, 0),
    disagree: Int32Array.of(0, 1, 1),
    seen: Int32Array.of(2, 1, 2),
  });
  expect(b).toEqual({
    letter: 'B',
    size: 1,
    agree: Int32Array.of(0, 1, 0),
    disagree: Int32Array.of(1, 0, 0),
    seen: Int32Array.of(1, 1, 0),
  });
});

test('[OPI-11] declared groups stand in the order of code points; who is not declared is in none', () => {
  const table = tableOf([[1], [1], [1], [1]]);
  const declared = new Map([
    ['p0', 'west'],
    ['p2', 'Asia'],
    ['p3', 'west'],
    ['unknown', 'elsewhere'],
  ]);
  expect(declaredGroups(table, declared)).toEqual({
    letters: ['Asia', 'elsewhere', 'west'],
    groups: Int32Array.of(2, NO_GROUP, 0, 2),
  });
});

test('[OPI-12] group-informed consensus is the geometric mean of (A + 1)/(S + 2), with the least group beside it', () => {
  const score = consensusScore([group('A', 8, 10), group('B', 3, 5)], 0);
  expect(score.groupInformedConsensus).toBeCloseTo(Math.sqrt(3 / 7), 15);
  expect(score.groupInformedConsensus?.toFixed(6)).toBe('0.654654');
  expect(score.minGroup).toEqual({ letter: 'B', value: 4 / 7 });
  expect(score.leftOut).toEqual([]);
  expect(smoothedShare(8, 10)).toBe(0.75);
});

test('[OPI-12] a group that saw a statement fewer than five times is left out and named', () => {
  expect(SEEN_MIN).toBe(5);
  const score = consensusScore([group('A', 8, 10), group('B', 0, 4), group('C', 5, 5)], 0);
  expect(score.leftOut).toEqual(['B']);
  expect(score.groupInformedConsensus).toBeCloseTo(Math.sqrt((9 / 12) * (6 / 7)), 15);
  expect(score.minGroup).toEqual({ letter: 'A', value: 0.75 });
});

test('[OPI-12] of equal groups the first is named, and of one group its share is the score', () => {
  const same = consensusScore([group('A', 3, 5), group('B', 3, 5)], 0);
  expect(same.minGroup?.letter).toBe('A');
  expect(consensusScore([group('A', 3, 5)], 0).groupInformedConsensus).toBe(4 / 7);
});

test('[OPI-12] where no group counts there is no score', () => {
  const none = { groupInformedConsensus: null, minGroup: null };
  expect(consensusScore([group('A', 4, 4)], 0)).toEqual({ ...none, leftOut: ['A'] });
  expect(consensusScore([], 0)).toEqual({ ...none, leftOut: [] });
  expect(consensusScore([], 0, 'published')).toEqual({ ...none, leftOut: [] });
});

test('[OPI-12] as others publish it, it is the product over every group, however rarely it saw', () => {
  const score = consensusScore([group('A', 8, 10), group('B', 3, 5), group('C', 0, 0)], 0, 'published');
  expect(score.groupInformedConsensus).toBeCloseTo(3 / 14, 15);
  expect(score.minGroup).toEqual({ letter: 'C', value: 0.5 });
  expect(score.leftOut).toEqual([]);
});

test('[OPI-12] two hundred groups that all stand apart have a score above nothing', () => {
  const many = Array.from({ length: 200 }, (_, at) => group(`g${at}`, 0, 9_998));
  expect(consensusScore(many, 0).groupInformedConsensus).toBeCloseTo(1e-4, 12);
});
