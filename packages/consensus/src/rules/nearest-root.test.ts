import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatFraction, fraction } from './fraction.ts';
import { nearestRoot, wholeRoot } from './nearest-root.ts';

test('[WGT-6] a whole root is the greatest number whose square is not above the value', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 60n }), (value) => {
      const root = wholeRoot(value);
      expect(root * root <= value && (root + 1n) * (root + 1n) > value).toBe(true);
    }),
    { numRuns: 500 },
  );
  expect([0n, 1n, 2n, 3n, 4n, 8n, 9n].map(wholeRoot)).toEqual([0n, 1n, 1n, 1n, 2n, 2n, 3n]);
  expect(() => wholeRoot(-1n)).toThrow(RangeError);
});

test('[WGT-6] a root is the nearest number of its decimals', () => {
  const shown = (n: bigint, d: bigint, decimals: number) =>
    formatFraction(nearestRoot(fraction(n, d), decimals));
  // √83,160,871 = 9119.258…; √0.5 = 0.70710678…
  expect(shown(83_160_871n, 1n, 0)).toBe('9119');
  expect(shown(1n, 2n, 0)).toBe('1');
  expect(shown(1n, 2n, 4)).toBe('7071/10000');
  expect(shown(1n, 5n, 0)).toBe('0');
  expect(shown(0n, 1n, 6)).toBe('0');
});

test('[WGT-6] a half goes away from zero, and exact squares are exact', () => {
  expect(formatFraction(nearestRoot(fraction(25n, 4n), 0))).toBe('3');
  expect(formatFraction(nearestRoot(fraction(25n, 4n), 1))).toBe('5/2');
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 6 }), (root, decimals) => {
      expect(nearestRoot(fraction(root * root), decimals)).toEqual(fraction(root));
    }),
    { numRuns: 200 },
  );
});

test('[WGT-6] no number of as many decimals is nearer to the root', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      fc.bigInt({ min: 1n, max: 10n ** 4n }),
      fc.integer({ min: 0, max: 3 }),
      (n, d, decimals) => {
        const unit = 10n ** BigInt(decimals);
        const { n: top, d: bottom } = nearestRoot(fraction(n, d), decimals);
        const root = (top * unit) / bottom;
        // (2r − 1)² ≤ 4 v unit² < (2r + 1)², the borders of rounding, without any root.
        const [below, above] = [2n * root - 1n, 2n * root + 1n];
        const scaled = 4n * n * unit * unit;
        expect(scaled < above * above * d).toBe(true);
        expect(root === 0n || scaled >= below * below * d).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
