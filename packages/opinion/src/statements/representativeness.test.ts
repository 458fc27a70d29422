import { expect, test } from 'vitest';
import { simulatedVotes } from '../simulated.fixture.ts';
import { EMPTY_TABLE, withVotes } from '../votes/vote-table.ts';
import { groupCounts, type GroupCounts } from './group-counts.ts';
import { upperTail } from './normal-tail.ts';
import {
  FALSE_FINDS_MAX,
  foundTogether,
  majorityZ,
  representativeStatements,
  SHOWN_MAX,
  twoProportionsZ,
  Z_MIN,
  type Representative,
} from './representativeness.ts';

/** Counts of a group over several statements: agree, disagree, seen. */
const group = (letter: string, counts: readonly (readonly [number, number, number])[]): GroupCounts => ({
  letter,
  size: 0,
  agree: Int32Array.from(counts, ([agree]) => agree),
  disagree: Int32Array.from(counts, ([, disagree]) => disagree),
  seen: Int32Array.from(counts, ([, , seen]) => seen),
});
const shown = (found: readonly Representative[]) =>
  found.map(({ letter, statement, direction }) => `${letter} ${statement} ${direction}`);

test('[OPI-13] the test of a majority is 2√(n + 1)·((x + 1)/(n + 1) − ½)', () => {
  expect(majorityZ(3, 4)).toBeCloseTo(2 * Math.sqrt(5) * 0.3, 15);
  expect(majorityZ(0, 0)).toBe(1);
  expect(majorityZ(0, 8)).toBeCloseTo(6 * (1 / 9 - 0.5), 15);
});

test('[OPI-13] the test of two proportions has one more in each of its four counts', () => {
  expect(twoProportionsZ(9, 9, 1, 9)).toBeCloseTo(0.8 / Math.sqrt(0.6 * 0.4 * 0.2), 14);
  expect(twoProportionsZ(1, 9, 9, 9)).toBeCloseTo(-0.8 / Math.sqrt(0.6 * 0.4 * 0.2), 14);
  expect(twoProportionsZ(4, 9, 4, 9)).toBe(0);
  expect(twoProportionsZ(5, 5, 7, 7)).toBe(0);
  expect(twoProportionsZ(0, 0, 0, 0)).toBe(0);
});

test('[OPI-13] the upper tail of the normal distribution is that of the tables', () => {
  for (const [z, expected] of [
    [0, 0.5],
    [1, 0.158655253931457],
    [1.2815515655446004, 0.1],
    [1.959963984540054, 0.025],
    [2.999, 0.0013543365337271057],
    [3, 0.0013498980316301],
    [5, 2.866515718791939e-7],
    [8, 6.220960574271785e-16],
    [-1, 0.841344746068543],
  ] as const)
    expect(upperTail(z) / expected).toBeCloseTo(1, 11);
});

test('[OPI-13] of many tests those are found that Benjamini and Hochberg accept at one in ten', () => {
  expect([Z_MIN, FALSE_FINDS_MAX, SHOWN_MAX]).toEqual([1.2816, 0.1, 5]);
  const tested = (zMajority: number, zDifference: number): Representative => ({
    letter: 'A',
    statement: 0,
    direction: 'agree',
    ratio: 1,
    zMajority,
    zDifference,
    weight: 1,
  });
  // Chances 0.20, 0.01, 0.06, 0.03 against 0.1, 0.025, 0.075, 0.05 in their order: three are found.
  const tests = [tested(0.8416, 9), tested(9, 2.3264), tested(1.5549, 9), tested(9, 1.8808)];
  expect([...foundTogether(tests)]).toEqual([tests[1], tests[3], tests[2]]);
  // 0.04 is above 0.025, but 0.045 is below 0.05: a later one that holds carries the earlier.
  const carried = [tested(1.7507, 9), tested(1.6955, 9), tested(0, 9), tested(0, 9)];
  expect(foundTogether(carried)).toEqual(new Set(carried.slice(0, 2)));
  expect(foundTogether([tested(1.28, 9)]).size).toBe(0);
  expect(foundTogether([]).size).toBe(0);
});

test('[OPI-13] a statement that one group holds and the others do not is representative of it, and of them the other way', () => {
  const found = representativeStatements(
    [
      group('A', [
        [19, 1, 20],
        [10, 10, 20],
      ]),
      group('B', [
        [1, 19, 20],
        [10, 10, 20],
      ]),
    ],
    2,
  );
  expect(shown(found)).toEqual(['A 0 agree', 'B 0 disagree']);
  const [first] = found;
  expect(first?.ratio).toBeCloseTo(10, 14);
  expect(first?.zMajority).toBeCloseTo(majorityZ(19, 20), 14);
  expect(first?.zDifference).toBeCloseTo(twoProportionsZ(19, 20, 1, 20), 14);
  expect(first?.weight).toBeCloseTo(10 * twoProportionsZ(19, 20, 1, 20) * (20 / 22) * majorityZ(19, 20), 11);
});

test('[OPI-13] everyone else is all other groups together', () => {
  const counts = [group('A', [[9, 0, 10]]), group('B', [[2, 3, 10]]), group('C', [[1, 7, 20]])];
  const [found] = representativeStatements(counts, 1, 'published');
  expect(found?.ratio).toBeCloseTo(10 / 12 / (4 / 32), 14);
  expect(found?.zDifference).toBeCloseTo(twoProportionsZ(9, 10, 3, 30), 14);
});

test('[OPI-13] a majority alone or a difference alone is not enough', () => {
  const same = [group('A', [[19, 1, 20]]), group('B', [[19, 1, 20]])];
  expect(representativeStatements(same, 1, 'published')).toEqual([]);
  const minority = [group('A', [[8, 12, 20]]), group('B', [[0, 20, 20]])];
  expect(shown(representativeStatements(minority, 1, 'published'))).toEqual(['B 0 disagree']);
});

test('[OPI-13] at most five are shown for each group, those of most weight, agreements first', () => {
  const strength = [11, 20, 13, 19, 15, 18, 17, 16];
  const agreeing = strength.map((x): [number, number, number] => [x, 20 - x, 20]);
  const against = strength.map((x): [number, number, number] => [20 - x, x, 20]);
  const mixed = strength.map((x, at): [number, number, number] =>
    at % 2 === 0 ? [x, 20 - x, 20] : [20 - x, x, 20],
  );
  const mirrored = mixed.map(([agree, disagree, seen]): [number, number, number] => [disagree, agree, seen]);
  const one = representativeStatements([group('A', agreeing), group('B', against)], 8);
  expect(shown(one.filter(({ letter }) => letter === 'A'))).toEqual(
    [1, 3, 5, 6, 7].map((statement) => `A ${statement} agree`),
  );
  const two = representativeStatements([group('A', mixed), group('B', mirrored)], 8);
  expect(shown(two.filter(({ letter }) => letter === 'A'))).toEqual([
    'A 6 agree',
    'A 1 disagree',
    'A 3 disagree',
    'A 5 disagree',
    'A 7 disagree',
  ]);
});

test('[OPI-13] of equal weights the earlier statement comes first, and of equal directions the clearer majority', () => {
  const twice = [
    [19, 1, 20],
    [19, 1, 20],
  ] as const;
  const other = twice.map(([agree, disagree, seen]): [number, number, number] => [disagree, agree, seen]);
  const found = representativeStatements([group('A', twice), group('B', other)], 2);
  expect(shown(found)).toEqual(['A 0 agree', 'A 1 agree', 'B 0 disagree', 'B 1 disagree']);
  // Nobody else says anything: both directions differ by the same, and the majority decides.
  const passes = [group('A', [[14, 14, 28]]), group('B', [[0, 0, 28]])];
  expect(representativeStatements(passes, 1, 'published')).toEqual([]);
});

test('[OPI-13] one group is representative of nothing', () => {
  expect(representativeStatements([group('A', [[9, 0, 9]])], 1)).toEqual([]);
  expect(representativeStatements([], 1)).toEqual([]);
});

test('[OPI-13] what a group never saw is no test of it and makes the others no harder', () => {
  const one = [
    [16, 4, 20],
    [8, 12, 20],
  ] as const;
  const unseen = Array.from({ length: 100 }, (): [number, number, number] => [0, 0, 0]);
  const alone = representativeStatements([group('A', [one[0]]), group('B', [one[1]])], 1);
  expect(shown(alone)).toEqual(['A 0 agree']);
  const among = representativeStatements(
    [group('A', [one[0], ...unseen]), group('B', [one[1], ...unseen])],
    101,
  );
  expect(among).toEqual(alone);
  // The others of whom nobody saw it have a share of one of one: no difference can be told.
  const counts = [group('A', [[0, 0, 0]]), group('B', [[0, 20, 20]])];
  expect(representativeStatements(counts, 1, 'published')).toEqual([]);
});

test('[OPI-13] among groups that do not differ almost nothing is found together, though plain tests find much', () => {
  const votes = simulatedVotes({ participants: 120, statements: 200, groups: 1, share: 0.8, seed: 77 });
  const table = withVotes(EMPTY_TABLE, votes);
  const groups = Int32Array.from(table.participants.ids, (_, at) => at % 3);
  const counts = groupCounts(table, { letters: ['A', 'B', 'C'], groups });
  expect(representativeStatements(counts, 200, 'published').length).toBe(15);
  expect(representativeStatements(counts, 200).length).toBeLessThanOrEqual(1);
});
