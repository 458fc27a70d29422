import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare, fraction } from './fraction.ts';
import { leastAtLeast, leastMoreThan } from './threshold.ts';

test('[THR-1] the least number is exact at published figures', () => {
  expect(leastAtLeast('65/100', 451_028_881n)).toBe(293_168_773n);
  expect(leastAtLeast('55/100', 27n)).toBe(15n);
  expect(leastMoreThan('1/2', 193n)).toBe(97n);
});

test('[THR-1] at equality at least is one less than more than', () => {
  expect(leastAtLeast('2/3', 120n)).toBe(80n);
  expect(leastMoreThan('2/3', 120n)).toBe(81n);
});

test('[THR-1] the number reaches the share and the one before it does not', () => {
  const share = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(share, fc.bigInt({ min: 1n, max: 10n ** 20n }), (percent, whole) => {
      const bar = fraction(BigInt(percent) * whole, 100n);
      const atLeast = leastAtLeast(`${percent}/100`, whole) ?? -1n;
      const moreThan = leastMoreThan(`${percent}/100`, whole) ?? -1n;
      expect(compare(fraction(atLeast), bar) >= 0 && compare(fraction(atLeast - 1n), bar) < 0).toBe(true);
      expect(compare(fraction(moreThan), bar) > 0 && compare(fraction(moreThan - 1n), bar) <= 0).toBe(true);
    }),
  );
});

test('[THR-1] a share that is no rational has no least number', () => {
  expect(leastAtLeast('most', 3n)).toBeUndefined();
  expect(leastMoreThan('50%', 3n)).toBeUndefined();
});
