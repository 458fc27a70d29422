import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smallEigen } from './small-eigen.ts';

test('[OPI-4] the values of a small matrix are those worked by hand, largest first', () => {
  const { values, vectors } = smallEigen([
    [2, 1],
    [1, 2],
  ]);
  expect(values[0]).toBeCloseTo(3, 14);
  expect(values[1]).toBeCloseTo(1, 14);
  expect(Math.abs(vectors[0]?.[0] ?? 0)).toBeCloseTo(Math.SQRT1_2, 14);
  expect(vectors[0]?.[0]).toBeCloseTo(vectors[1]?.[0] ?? 0, 14);
  expect(smallEigen([[4]])).toEqual({ values: [4], vectors: [[1]] });
  expect(smallEigen([])).toEqual({ values: [], vectors: [] });
});

test('[OPI-4] M·q = λ·q with q of length 1, for any symmetric matrix', () => {
  const entry = fc.double({ min: -9, max: 9, noNaN: true });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }).chain((size) =>
        fc.array(fc.array(entry, { minLength: size, maxLength: size }), {
          minLength: size,
          maxLength: size,
        }),
      ),
      (given) => {
        const matrix = given.map((row, i) => row.map((one, j) => (one + (given[j]?.[i] ?? 0)) / 2));
        const { values, vectors } = smallEigen(matrix);
        for (const [place, value] of values.entries()) {
          const q = vectors.map((row) => row[place] ?? 0);
          expect(q.reduce((sum, one) => sum + one * one, 0)).toBeCloseTo(1, 10);
          for (const [i, row] of matrix.entries())
            expect(row.reduce((sum, one, j) => sum + one * (q[j] ?? 0), 0)).toBeCloseTo(
              value * (q[i] ?? 0),
              9,
            );
          expect(value).toBeLessThanOrEqual((values[place - 1] ?? Number.POSITIVE_INFINITY) + 1e-12);
        }
      },
    ),
  );
});
