import { expect, test } from 'vitest';
import { everyRow, tableOf } from '../simulated.fixture.ts';
import { mapPositions, scaledPositions } from './map-positions.ts';
import { BLOCK } from './pass.ts';

/** Directions given by their two entries for each statement. */
const directions = (entries: readonly (readonly [number, number])[], means: readonly number[]) => ({
  vectors: Float64Array.from(entries.flatMap(([a, b]) => [a, b, 9, 9])),
  means: Float64Array.from(means),
});

test('[OPI-5] a position solves (CᵀC + λI)x = Cᵀr over what was seen, λ = 20 over the number of statements', () => {
  const table = tableOf([[1, undefined], [-1, 1], []]);
  const points = mapPositions(
    table,
    everyRow(3),
    directions(
      [
        [1, 0],
        [0.6, 0.8],
      ],
      [0.5, 0],
    ),
  );
  // One vote with residual ½ along (1, 0): x = ½/(1 + 10).
  expect(points[0]).toBeCloseTo(0.5 / 11, 14);
  expect(points[1]).toBe(0);
  // Residuals −1.5 and 1: CᵀC + 10·I = [[11.36, 0.48], [0.48, 10.64]], Cᵀr = (−0.9, 0.8).
  const determinant = 11.36 * 10.64 - 0.48 * 0.48;
  expect(points[2]).toBeCloseTo((10.64 * -0.9 - 0.48 * 0.8) / determinant, 13);
  expect(points[3]).toBeCloseTo((11.36 * 0.8 - 0.48 * -0.9) / determinant, 13);
  // Without a vote: the middle.
  expect([points[4], points[5]]).toEqual([0, 0]);
  expect(BLOCK).toBe(4);
});

test('[OPI-5] the more one saw the less one is drawn to the middle', () => {
  const entries = Array.from({ length: 40 }, (): readonly [number, number] => [Math.sqrt(1 / 40), 0]);
  const table = tableOf([
    [...Array.from({ length: 4 }, (): 1 => 1), ...Array.from({ length: 36 }, () => undefined)],
    Array.from({ length: 40 }, (): 1 => 1),
  ]);
  const points = mapPositions(
    table,
    everyRow(2),
    directions(
      entries,
      entries.map(() => 0),
    ),
  );
  expect(points[0]).toBeCloseTo(4 / Math.sqrt(40) / (0.1 + 0.5), 12);
  expect(points[2]).toBeCloseTo(Math.sqrt(40) / (1 + 0.5), 12);
});

test('[OPI-5] the scaling that others publish is offered for comparison: Cᵀr·√(statements ÷ seen)', () => {
  const table = tableOf([
    [1, undefined, undefined, undefined],
    [1, 1, -1, undefined],
    [undefined, undefined, undefined, undefined],
  ]);
  const given = directions(
    [
      [0.5, 0.1],
      [0.5, 0.2],
      [0.5, 0.3],
      [0.5, 0.4],
    ],
    [0, 0, 0, 0],
  );
  const points = scaledPositions(table, everyRow(3), given);
  expect(points[0]).toBeCloseTo(0.5 * 2, 14);
  expect(points[1]).toBeCloseTo(0.1 * 2, 14);
  expect(points[2]).toBeCloseTo(0.5 * Math.sqrt(4 / 3), 14);
  expect(points[3]).toBeCloseTo(0, 14);
  expect([points[4], points[5]]).toEqual([0, 0]);
});

test('[OPI-5] only the rows that are asked for are placed', () => {
  const table = tableOf([[1], [-1], [0]]);
  const points = mapPositions(table, Int32Array.of(0, 2), directions([[1, 0]], [0]));
  expect(points).toHaveLength(4);
  expect(points[0]).toBeCloseTo(1 / 21, 14);
  expect(points[2]).toBe(0);
});
