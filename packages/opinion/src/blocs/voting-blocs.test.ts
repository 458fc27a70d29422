import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawsFrom } from '../simulated.fixture.ts';
import { averageLinkage } from './linkage.ts';
import { BLOCS_MAX, votingBlocs } from './voting-blocs.ts';
import {
  COMMON_MIN,
  pairAt,
  ROLL_CALL_CHOICES,
  votingAgreement,
  type RollCallChoice,
} from './voting-agreement.ts';

type Cast = RollCallChoice | undefined;
const LETTERS: Readonly<Record<string, Cast>> = { f: 'for', a: 'against', o: 'abstain' };
/** Ballots of each member as a word: f for, a against, o abstention, a dash for nothing. */
const ballots = (words: readonly string[]) => {
  const members = words.map((_, at) => `m${at}`);
  const calls = Array.from({ length: words[0]?.length ?? 0 }, (_, call) =>
    words.map((word): Cast => LETTERS[word[call] ?? '-']),
  );
  return votingAgreement(members, calls);
};

test('[OPI-21] agreement is the share of common ballots that are the same, and beyond chance what exceeds Σ share²', () => {
  // Ten roll-calls of three members: the first two differ in two of them, chances worked per roll-call.
  const { raw, corrected, common } = ballots(['ffffffffff', 'ffffffffaa', 'aaaaaaaaaa']);
  expect(Array.from(common)).toEqual([10, 10, 10]);
  expect(raw[pairAt(0, 1)]).toBe(0.8);
  expect(raw[pairAt(0, 2)]).toBe(0);
  expect(raw[pairAt(1, 2)]).toBeCloseTo(0.2, 15);
  // In every roll-call two are of one mind and one of another: chance 4/9 + 1/9 = 5/9.
  expect(corrected[pairAt(0, 1)]).toBeCloseTo((0.8 - 5 / 9) / (4 / 9), 14);
  expect(corrected[pairAt(0, 2)]).toBeCloseTo(-5 / 4, 14);
});

test('[OPI-21] absences are in no common ballot, and chance is that of what both cast', () => {
  const { raw, corrected, common } = ballots(['ffffffffff-', 'fffffffffff', 'aafffffff-o']);
  expect(Array.from(common)).toEqual([10, 9, 10]);
  expect(raw[pairAt(0, 1)]).toBe(1);
  expect(raw[pairAt(0, 2)]).toBeNaN();
  expect(corrected[pairAt(0, 2)]).toBeNaN();
  // Of the ten that the last two share: two with chance 5/9, seven where all agree, one of two minds with ½.
  const expected = (2 * (5 / 9) + 7 + 0.5) / 10;
  expect(raw[pairAt(1, 2)]).toBeCloseTo(0.7, 15);
  expect(corrected[pairAt(1, 2)]).toBeCloseTo((0.7 - expected) / (1 - expected), 13);
  expect(COMMON_MIN).toBe(10);
});

test('[OPI-21] where everybody always agrees nobody is beyond chance', () => {
  const { corrected, raw } = ballots(['ffffffffffff', 'ffffffffffff']);
  expect([raw[0], corrected[0]]).toEqual([1, 0]);
});

test('[OPI-21] bits give what counting one by one gives, over several words', () => {
  const draw = drawsFrom(17);
  const members = Array.from({ length: 9 }, (_, at) => `m${at}`);
  const calls = Array.from({ length: 101 }, () =>
    members.map((): Cast => [...ROLL_CALL_CHOICES, undefined][Math.floor(draw() * 4)]),
  );
  const found = votingAgreement(members, calls);
  for (let j = 1; j < 9; j += 1)
    for (let i = 0; i < j; i += 1) {
      const both = calls.filter((cast) => cast[i] !== undefined && cast[j] !== undefined);
      const same = both.filter((cast) => cast[i] === cast[j]).length;
      const expected =
        both.reduce((sum, cast) => {
          const present = cast.filter((one) => one !== undefined);
          return (
            sum +
            ROLL_CALL_CHOICES.reduce(
              (chance, choice) =>
                chance + (present.filter((one) => one === choice).length / present.length) ** 2,
              0,
            )
          );
        }, 0) / both.length;
      expect(found.common[pairAt(i, j)]).toBe(both.length);
      expect(found.raw[pairAt(i, j)]).toBe(same / both.length);
      expect(found.corrected[pairAt(i, j)]).toBeCloseTo((same / both.length - expected) / (1 - expected), 11);
    }
});

test('[OPI-21] a roll-call with another number of entries is a fault', () => {
  expect(() => votingAgreement(['a', 'b'], [['for']])).toThrow('roll-call 0');
  expect(votingAgreement([], []).raw).toHaveLength(0);
});

/** Average linkage as one would write it first: the nearest two of all, again and again. */
const byTheBook = (count: number, distance: (i: number, j: number) => number): readonly number[] => {
  let groups = Array.from({ length: count }, (_, member) => [member]);
  const apart = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, i) => sum + b.reduce((part, j) => part + distance(i, j), 0), 0) / (a.length * b.length);
  const heights: number[] = [];
  while (groups.length > 1) {
    let best: readonly [number, number] = [0, 1];
    let least = Number.POSITIVE_INFINITY;
    for (const [i, a] of groups.entries())
      for (const [j, b] of groups.entries())
        if (i < j && apart(a, b) < least) {
          best = [i, j];
          least = apart(a, b);
        }
    heights.push(least);
    const [i, j] = best;
    groups = [
      ...groups.filter((_, at) => at !== i && at !== j),
      [...(groups[i] ?? []), ...(groups[j] ?? [])],
    ];
  }
  return heights;
};

test('[OPI-22] chains of nearest neighbours give the heights of joining the nearest two of all', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 1, max: 2 ** 30 }), (count, seed) => {
      const draw = drawsFrom(seed);
      const distances = Float64Array.from({ length: pairAt(0, count) }, () => draw());
      const merges = averageLinkage(count, distances);
      const expected = byTheBook(count, (i, j) => distances[i < j ? pairAt(i, j) : pairAt(j, i)] ?? 0);
      expect(merges).toHaveLength(count - 1);
      for (const [at, { height, left, right }] of merges.entries()) {
        expect(height).toBeCloseTo(expected[at] ?? 0, 12);
        // Branches are named before they are joined.
        expect(Math.max(left, right)).toBeLessThan(count + at);
      }
      const joined = merges.flatMap(({ left, right }) => [left, right]);
      expect(new Set(joined).size).toBe(joined.length);
    }),
  );
});

test('[OPI-22] members that vote alike are one bloc, with the height at which it came together', () => {
  const { blocs, silhouette, merges } = votingBlocs(
    ballots(['ffffffffffff', 'aaaaaaaaaaao', 'fffffffffffo', 'aaaaaaaaaaaa', 'ffffffffffff']),
  );
  expect(blocs.map(({ members }) => members)).toEqual([
    ['m0', 'm2', 'm4'],
    ['m1', 'm3'],
  ]);
  expect(silhouette).toBeGreaterThan(0.7);
  expect(merges).toHaveLength(4);
  expect(merges[0]?.height).toBeLessThanOrEqual(1e-12);
  const [first, second] = blocs;
  expect(first?.height).toBe(merges.find(({ right, left }) => [left, right].includes(2))?.height);
  expect(second?.height).toBe(merges.find(({ right, left }) => [left, right].includes(1))?.height);
});

test('[OPI-22] a member that cannot be compared is as far from all as chance puts it', () => {
  const { blocs } = votingBlocs(
    ballots(['ffffffffffff', 'ffffffffffff', 'aaaaaaaaaaaa', 'aaaaaaaaaaaa', 'f-----------']),
  );
  expect(blocs.map(({ members, height }) => [members.join(' '), height === 0])).toEqual([
    ['m0 m1', true],
    ['m2 m3', true],
    ['m4', true],
  ]);
});

test('[OPI-22] at most eight blocs are told apart', () => {
  expect(BLOCS_MAX).toBe(8);
  const words = Array.from({ length: 20 }, (_, pair) =>
    Array.from(
      { length: 200 },
      (__, call) => 'fao'[Math.floor(Math.abs(Math.sin((pair >> 1) * 97 + call * 13.7)) * 3)],
    ).join(''),
  );
  const { blocs } = votingBlocs(ballots(words));
  expect(blocs).toHaveLength(8);
});

test('[OPI-22] nobody, one member, and members that never differ are no several blocs', () => {
  expect(votingBlocs(ballots([]))).toEqual({ blocs: [], silhouette: undefined, merges: [] });
  expect(votingBlocs(ballots(['ffff']))).toMatchObject({
    blocs: [{ members: ['m0'], height: 0 }],
    silhouette: undefined,
  });
  const same = votingBlocs(ballots(['ffffffffff', 'ffffffffff', 'ffffffffff']));
  expect(same.blocs).toEqual([{ members: ['m0', 'm1', 'm2'], height: 1 }]);
  expect(same.silhouette).toBeUndefined();
});
