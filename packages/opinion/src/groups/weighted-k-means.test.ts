import { expect, test } from 'vitest';
import { cellsOf, type Cells } from './cells.ts';
import { ROUNDS_MAX, weightedKMeans } from './weighted-k-means.ts';

const cells = (places: readonly (readonly [x: number, y: number, weight: number])[]): Cells => ({
  centres: Float64Array.from(places.flatMap(([x, y]) => [x, y])),
  weights: Float64Array.from(places, ([, , weight]) => weight),
  ofPoint: Int32Array.from(places, (_, place) => place),
});

test('[OPI-6] the first start is the cell farthest from the mean, the next the farthest from all starts', () => {
  // Mean of x is 0.8: farthest is 10, then −4.
  const found = weightedKMeans(
    cells([
      [-4, 0, 3],
      [0, 0, 5],
      [10, 0, 2],
    ]),
    2,
  );
  // The start at 10 is the first group, the one at −4 the second, and 0 is nearer to −4.
  expect(found).toEqual({ k: 2, groups: Int32Array.of(1, 1, 0) });
});

test('[OPI-6] weights move the means and with them those between', () => {
  const between = (atZero: number, atTen: number) =>
    weightedKMeans(
      cells([
        [0, 0, atZero],
        [4.9, 0, 1],
        [5.2, 0, 1],
        [10, 0, atTen],
      ]),
      2,
    ).groups;
  // Starts 10 and 0. The many at 0 hold their mean there, the mean of the others comes nearer: both between go to them.
  expect(Array.from(between(9, 1))).toEqual([1, 0, 0, 0]);
  // Starts 0 and 10. Now the many are at 10, and both between go to those at 0.
  expect(Array.from(between(9, 100))).toEqual([0, 0, 0, 1]);
});

test('[OPI-6] every point is nearest to the mean of its group in the end', () => {
  const points = Float64Array.from({ length: 400 }, (_, at) => Math.sin(at * at) * 3 + Math.cos(at / 7));
  const all = cellsOf(points);
  for (const k of [2, 3, 4, 5, 8]) {
    const found = weightedKMeans(all, k);
    expect(found.k).toBe(k);
    const means = Array.from({ length: k }, (_, group) => {
      const inside = Array.from(all.weights.keys()).filter(
        (cell) => found.groups[all.ofPoint.indexOf(cell)] === group,
      );
      const total = inside.reduce((sum, cell) => sum + (all.weights[cell] ?? 0), 0);
      return [0, 1].map(
        (axis) =>
          inside.reduce(
            (sum, cell) => sum + (all.weights[cell] ?? 0) * (all.centres[cell * 2 + axis] ?? 0),
            0,
          ) / total,
      );
    });
    for (const cell of all.weights.keys()) {
      const apart = means.map(
        ([x = 0, y = 0]) =>
          ((all.centres[cell * 2] ?? 0) - x) ** 2 + ((all.centres[cell * 2 + 1] ?? 0) - y) ** 2,
      );
      const own = found.groups[all.ofPoint.indexOf(cell)] ?? 0;
      expect(apart[own]).toBeLessThanOrEqual(Math.min(...apart) + 1e-12);
    }
  }
  expect(ROUNDS_MAX).toBe(100);
});

test('[OPI-6] where the points are in fewer places than groups are asked for, there are fewer groups', () => {
  expect(weightedKMeans(cells([[1, 1, 4]]), 3)).toEqual({ k: 1, groups: Int32Array.of(0) });
  const two = weightedKMeans(
    cells([
      [1, 1, 4],
      [2, 2, 4],
    ]),
    5,
  );
  expect(two.k).toBe(2);
  expect(new Set(two.groups)).toEqual(new Set([0, 1]));
});
