import { expect, test } from 'vitest';
import { drawsFrom } from '../simulated.fixture.ts';
import { divisionsOf, isAdmissible, SILHOUETTE_MIN } from './divisions.ts';
import {
  groupingOf,
  GROUPS_MAX,
  GROUPS_TRIED,
  NO_MEMORY,
  PARTICIPANTS_MIN,
  SHOWN_PARTICIPANTS_MIN,
  WINS_NEEDED,
  type GroupingMemory,
} from './grouping.ts';
import { groupLetters, LETTERS, NO_LETTER } from './letters.ts';

/** Clouds of so many points around places. */
const clouds = (
  places: readonly (readonly [x: number, y: number, count: number])[],
  spread = 0.2,
  seed = 8,
): Float64Array => {
  const draw = drawsFrom(seed);
  return Float64Array.from(
    places.flatMap(([x, y, count]) =>
      Array.from({ length: count }, () => [x + (draw() - 0.5) * spread, y + (draw() - 0.5) * spread]).flat(),
    ),
  );
};
const TWO = clouds([
  [-1, 0, 20],
  [1, 0, 12],
]);
const THREE = clouds([
  [-1, 0, 14],
  [1, 0, 12],
  [0, 1.7, 6],
]);
const sizes = (groups: Int32Array, letters: readonly string[]) =>
  Object.fromEntries(letters.map((letter, group) => [letter, groups.filter((one) => one === group).length]));

test('[OPI-8] clouds that stand apart are groups, named from the largest on, and the number with the best silhouette wins', () => {
  for (const [points, expected] of [
    [TWO, { A: 20, B: 12 }],
    [THREE, { A: 14, B: 12, C: 6 }],
  ] as const) {
    const { grouping, memory } = groupingOf(points);
    expect(grouping.outcome).toBe('separate');
    expect(grouping.k).toBe(Object.keys(expected).length);
    expect(sizes(grouping.groups, grouping.letters)).toEqual(expected);
    expect(grouping.silhouette).toBeGreaterThan(0.8);
    expect(memory).toEqual({ k: grouping.k, challenger: undefined });
  }
  expect(GROUPS_TRIED).toEqual([2, 3, 4, 5]);
  expect(SHOWN_PARTICIPANTS_MIN).toBe(50);
});

test('[OPI-8] fewer than fifteen participants are not divided', () => {
  expect(PARTICIPANTS_MIN).toBe(15);
  const few = groupingOf(
    clouds([
      [-1, 0, 7],
      [1, 0, 7],
    ]),
  );
  expect(few.grouping).toEqual({
    outcome: 'tooFewParticipants',
    k: 1,
    groups: new Int32Array(14),
    letters: ['A'],
    silhouette: undefined,
  });
  expect(few.memory).toEqual({ k: undefined, challenger: undefined });
  expect(
    groupingOf(
      clouds([
        [-1, 0, 8],
        [1, 0, 7],
      ]),
    ).grouping.outcome,
  ).toBe('separate');
});

test('[OPI-8] where no number of groups reaches a silhouette of a quarter there are no separate groups', () => {
  expect(SILHOUETTE_MIN).toBe(0.25);
  const same = groupingOf(new Float64Array(60));
  expect(same.grouping).toMatchObject({ outcome: 'noSeparateGroups', k: 1, letters: ['A'] });
  expect(same.grouping.groups).toEqual(new Int32Array(30));
  expect(same.memory).toEqual({ k: 1, challenger: undefined });
});

test('[OPI-8] a division is admissible with groups of five and of three in a hundred, and a silhouette of a quarter', () => {
  const division = (small: number, large: number, silhouette: number | undefined) => ({
    k: 2,
    groups: Int32Array.from({ length: small + large }, (_, at) => (at < small ? 0 : 1)),
    silhouette,
  });
  expect(isAdmissible(division(5, 20, 0.25))).toBe(true);
  expect(isAdmissible(division(4, 20, 0.9))).toBe(false);
  expect(isAdmissible(division(5, 20, 0.2499))).toBe(false);
  expect(isAdmissible(division(5, 20, undefined))).toBe(false);
  expect(isAdmissible(division(9, 291, 0.5))).toBe(true);
  expect(isAdmissible(division(9, 292, 0.5))).toBe(false);
});

test('[OPI-8] a number of groups with a group that is too small is passed over for another', () => {
  const lonely = clouds([
    [-1, 0, 20],
    [1, 0, 16],
    [0, 1.1, 4],
  ]);
  const [two, three] = divisionsOf(lonely, [2, 3]);
  expect(three?.silhouette).toBeGreaterThan(two?.silhouette ?? 1);
  const { grouping } = groupingOf(lonely);
  expect(grouping.k).toBe(2);
  expect(grouping.groups.filter((group) => group === 0).length).toBeGreaterThanOrEqual(5);
});

test('[OPI-8] with fewer places than groups the division is what there is', () => {
  const points = Float64Array.from({ length: 40 }, (_, at) => (at % 4 < 2 ? 1 : -1));
  const { grouping } = groupingOf(points, { asked: 5 });
  expect([grouping.outcome, grouping.k, grouping.letters]).toEqual(['asked', 2, ['A', 'B']]);
  expect(grouping.letters[grouping.groups[0] ?? 0]).toBe('A');
  expect(grouping.silhouette).toBe(1);
});

test('[OPI-8] a number that is asked for is given whatever silhouette and sizes are', () => {
  const few = clouds([
    [-1, 0, 2],
    [1, 0, 1],
  ]);
  expect(groupingOf(few, { asked: 2 }).grouping).toMatchObject({ outcome: 'asked', k: 2 });
  expect(groupingOf(TWO, { asked: 1 }).grouping).toMatchObject({
    outcome: 'asked',
    k: 1,
    silhouette: undefined,
  });
  expect(groupingOf(TWO, { asked: 8 }).grouping.k).toBe(8);
  expect(GROUPS_MAX).toBe(8);
  for (const asked of [0, 9, 2.5, Number.NaN]) expect(() => groupingOf(TWO, { asked })).toThrow(RangeError);
});

/** The same question again and again, each with the memory of the last. */
const updates = (all: readonly Float64Array[], first: GroupingMemory = NO_MEMORY) => {
  let memory = first;
  return all.map((points) => {
    const found = groupingOf(points, { memory });
    memory = found.memory;
    return found.grouping.k;
  });
};

test('[OPI-8] another number of groups must win four updates running', () => {
  expect(WINS_NEEDED).toBe(4);
  expect(updates([TWO, THREE, THREE, THREE, THREE, THREE])).toEqual([2, 2, 2, 2, 3, 3]);
  // A win of the old number in between begins the count anew.
  expect(updates([TWO, THREE, THREE, THREE, TWO, THREE, THREE, THREE, THREE])).toEqual([
    2, 2, 2, 2, 2, 2, 2, 2, 3,
  ]);
  const four = clouds([
    [-1, 0, 9],
    [1, 0, 9],
    [0, 1.7, 9],
    [0, -1.7, 9],
  ]);
  expect(groupingOf(four).grouping.k).toBe(4);
  // So does the win of a third number.
  expect(updates([TWO, THREE, THREE, THREE, four, THREE, THREE, THREE, THREE])).toEqual([
    2, 2, 2, 2, 2, 2, 2, 2, 3,
  ]);
});

test('[OPI-8] a number of groups that is no longer admissible gives way at once', () => {
  const memory: GroupingMemory = { k: 5, challenger: undefined };
  expect(updates([TWO], memory)).toEqual([2]);
  expect(updates([TWO, new Float64Array(64), TWO, TWO, TWO, TWO])).toEqual([2, 1, 1, 1, 1, 2]);
});

test('[OPI-8] the first division after too few participants is shown at once', () => {
  const few = TWO.slice(0, 20);
  expect(updates([few, TWO])).toEqual([1, 2]);
});

test('[OPI-9] a letter stays with the people when groups change their number, size or order', () => {
  const before = Int8Array.of(0, 0, 0, 0, 1, 1, 1, NO_LETTER);
  // Most of A are now in group 1, most of B in group 0; group 2 is new.
  const groups = Int32Array.of(1, 1, 1, 2, 0, 0, 2, 2);
  expect(groupLetters(groups, 3, before)).toEqual([1, 0, 2]);
  expect(LETTERS).toBe('ABCDEFGH');
});

test('[OPI-9] the greatest overlap chooses first; a letter that is gone is free again', () => {
  // Group 0: two of A and three of C; group 1: five of A.
  const before = Int8Array.of(0, 0, 2, 2, 2, 0, 0, 0, 0, 0);
  const groups = Int32Array.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 1);
  expect(groupLetters(groups, 2, before)).toEqual([2, 0]);
  // Nobody had a letter: the largest is A, and of equals that of the first participant.
  const fresh = new Int8Array(6).fill(NO_LETTER);
  expect(groupLetters(Int32Array.of(1, 0, 0, 1, 2, 2), 3, fresh)).toEqual([1, 0, 2]);
  expect(groupLetters(Int32Array.of(0, 1, 1, 1, 2, 2), 3, fresh)).toEqual([2, 0, 1]);
  // One group inherits B; the other takes the first free letter, A.
  expect(groupLetters(Int32Array.of(0, 0, 1), 2, Int8Array.of(1, 1, NO_LETTER))).toEqual([1, 0]);
});

test('[OPI-9] of equal overlaps the earlier letter goes to the earlier group', () => {
  const before = Int8Array.of(0, 1, 0, 1);
  expect(groupLetters(Int32Array.of(0, 0, 1, 1), 2, before)).toEqual([0, 1]);
  expect(groupLetters(Int32Array.of(1, 1, 0, 0), 2, before)).toEqual([0, 1]);
});

test('[OPI-9] groupings keep the letters they are given, also when the number of groups changes', () => {
  const first = groupingOf(TWO, { asked: 2 }).grouping;
  const letters = Int8Array.from(first.groups, (group) => LETTERS.indexOf(first.letters[group] ?? ''));
  const turned = Int8Array.from(letters, (letter) => 1 - letter);
  const again = groupingOf(TWO, { asked: 2, letters: turned }).grouping;
  expect(again.letters).toEqual(['A', 'B']);
  expect(again.groups).toEqual(first.groups.map((group) => 1 - group));
  const more = groupingOf(TWO, { asked: 3, letters }).grouping;
  expect(new Set(more.letters)).toEqual(new Set(['A', 'B', 'C']));
  const ofA = Array.from(letters.keys()).filter((place) => letters[place] === 0);
  const nowA = Array.from(more.groups.keys()).filter(
    (place) => more.letters[more.groups[place] ?? 0] === 'A',
  );
  expect(nowA.every((place) => ofA.includes(place))).toBe(true);
});
