import { expect, test } from 'vitest';
import { drawsFrom } from '../simulated.fixture.ts';
import { cellsOf } from './cells.ts';

test('[OPI-6] points of one cell become its centre of mass with their number as weight', () => {
  const { centres, weights, ofPoint } = cellsOf(
    Float64Array.of(1.2, 1.2, 1.22, 1.22, -0.8, -0.82, -0.82, -0.8),
  );
  expect(Array.from(ofPoint)).toEqual([1, 1, 0, 0]);
  expect(Array.from(weights)).toEqual([2, 2]);
  expect(centres[0]).toBeCloseTo(-0.81, 12);
  expect(centres[1]).toBeCloseTo(-0.81, 12);
  expect(centres[2]).toBeCloseTo(1.21, 12);
  expect(centres[3]).toBeCloseTo(1.21, 12);
});

test('[OPI-6] there are 64 cells along each axis, over four root mean squares to either side', () => {
  // Ones and minus ones with one point far out: a root mean square of 1.006; a cell is an eighth of it wide.
  const ones = Array.from({ length: 4_000 }, (_, at) => [at % 2 === 0 ? 1 : -1, at % 4 < 2 ? 1 : -1]);
  const frame = [...ones.flat(), 7, 7];
  const isWithOne = (x: number, y: number): boolean => {
    const { ofPoint } = cellsOf(Float64Array.of(...frame, x, y));
    return ofPoint[0] === ofPoint.at(-1);
  };
  expect([0.89, 0.95, 1.002].map((x) => isWithOne(x, 1))).toEqual([true, true, true]);
  expect([0.87, 1.02].map((x) => isWithOne(x, 1))).toEqual([false, false]);
  expect([0.89, 0.95, 1.002].map((y) => isWithOne(1, y))).toEqual([true, true, true]);
  expect([0.87, 1.02].map((y) => isWithOne(1, y))).toEqual([false, false]);
  const isOuter = (x: number): boolean => {
    const { ofPoint } = cellsOf(Float64Array.of(...frame, x < 0 ? -3.96 : 3.96, 1, x, 1));
    return ofPoint.at(-2) === ofPoint.at(-1);
  };
  // What lies beyond is in the outer cell; what lies before it has a cell of its own.
  expect([9, 4.5, -9, -4.5].map(isOuter)).toEqual([true, true, true, true]);
  expect([3.7, -3.7].map(isOuter)).toEqual([false, false]);
});

test('[OPI-6] every point is in one cell, and the cells hold all points', () => {
  const draw = drawsFrom(4);
  const points = Float64Array.from({ length: 2_000 }, () => draw() * 3 - 1);
  const { centres, weights, ofPoint } = cellsOf(points);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(1_000);
  for (const cell of weights.keys()) {
    const inside = Array.from(ofPoint.keys()).filter((point) => ofPoint[point] === cell);
    expect(inside).toHaveLength(weights[cell] ?? 0);
    const mean = inside.reduce((sum, point) => sum + (points[point * 2] ?? 0), 0) / inside.length;
    expect(centres[cell * 2]).toBeCloseTo(mean, 12);
  }
});

test('[OPI-6] points in one place, or none, are one cell or none', () => {
  expect(cellsOf(new Float64Array())).toEqual({
    centres: new Float64Array(),
    weights: new Float64Array(),
    ofPoint: new Int32Array(),
  });
  expect(cellsOf(Float64Array.of(0, 0, 0, 0))).toEqual({
    centres: Float64Array.of(0, 0),
    weights: Float64Array.of(2),
    ofPoint: Int32Array.of(0, 0),
  });
});
