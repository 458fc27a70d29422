import { expect, test } from 'vitest';
import { evenlyTaken, planeDistances, SILHOUETTE_POINTS_MAX, silhouettes } from './silhouette.ts';

const line = (places: readonly number[]) => {
  const points = Float64Array.from(places.flatMap((x) => [x, 0]));
  return planeDistances(points, evenlyTaken(places.length));
};
const widths = (places: readonly number[], k: number, groups: readonly number[]) =>
  silhouettes(places.length, [{ k, groups: Int32Array.from(groups) }], line(places))[0];

test('[OPI-7] the silhouette is the mean of (b − a) ÷ max(a, b), worked by hand', () => {
  // Group one at 0 and 1, group two at 5 and 7. For 0: a = 1, b = 6; for 1: a = 1, b = 5; for 5: a = 2, b = 4.5; for 7: a = 2, b = 6.5.
  const expected = (5 / 6 + 4 / 5 + 2.5 / 4.5 + 4.5 / 6.5) / 4;
  expect(widths([0, 1, 5, 7], 2, [0, 0, 1, 1])).toBeCloseTo(expected, 14);
});

test('[OPI-7] of several other groups the nearest counts, and a point that is alone counts nothing', () => {
  // For 0: a = 1, b = 4 (to 4); for 1: a = 1, b = 3; 4 and 20 are alone.
  expect(widths([0, 1, 4, 20], 3, [0, 0, 1, 2])).toBeCloseTo((3 / 4 + 2 / 3) / 4, 14);
});

test('[OPI-7] a point nearer to another group than to its own counts against the division', () => {
  // For 0: a = 10, b = 1; for 10: a = 10, b = 9; 1 is alone.
  expect(widths([0, 10, 1], 2, [0, 0, 1])).toBeCloseTo((-9 / 10 - 1 / 10) / 3, 14);
  expect(widths([3, 3, 3, 3], 2, [0, 0, 1, 1])).toBe(0);
});

test('[OPI-7] one group has no silhouette, nor have none', () => {
  expect(widths([0, 1, 2], 1, [0, 0, 0])).toBeUndefined();
  expect(widths([0, 1, 2], 3, [1, 1, 1])).toBeUndefined();
  expect(widths([], 2, [])).toBeUndefined();
});

test('[OPI-7] several divisions are measured at once as they are one by one', () => {
  const places = [0, 1, 2, 8, 9, 15];
  const divisions = [
    { k: 2, groups: Int32Array.of(0, 0, 0, 1, 1, 1) },
    { k: 3, groups: Int32Array.of(0, 0, 0, 1, 1, 2) },
  ];
  expect(silhouettes(6, divisions, line(places))).toEqual(
    divisions.map((division) => silhouettes(6, [division], line(places))[0]),
  );
});

test('[OPI-7] of more than a thousand points a thousand are taken evenly, the first among them', () => {
  expect(SILHOUETTE_POINTS_MAX).toBe(1_000);
  expect(evenlyTaken(1_000)).toHaveLength(1_000);
  const taken = evenlyTaken(2_500);
  expect(taken).toHaveLength(1_000);
  expect([taken[0], taken[1], taken[2], taken[999]]).toEqual([0, 2, 5, 2_497]);
  expect(Array.from(evenlyTaken(3, 3))).toEqual([0, 1, 2]);
  expect(Array.from(evenlyTaken(5, 2))).toEqual([0, 2]);
});

test('[OPI-7] distances are those of the plane between the points that were taken', () => {
  const into = new Float64Array(2);
  planeDistances(Float64Array.of(0, 0, 9, 9, 3, 4), Int32Array.of(0, 2))(1, into);
  expect(Array.from(into)).toEqual([5, 0]);
});
