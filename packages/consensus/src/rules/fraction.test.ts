import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  add,
  ceiling,
  compare,
  divide,
  floor,
  formatFraction,
  fraction,
  multiply,
  parseFraction,
  subtract,
  toDecimal,
  toNumber,
  type Fraction,
} from './fraction.ts';

const drawn: fc.Arbitrary<Fraction> = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 30n }))
  .map(([n, d]) => fraction(n, d));

test.each([
  ['2/3', 2n, 3n],
  ['0.65', 13n, 20n],
  ['9', 9n, 1n],
  ['-1', -1n, 1n],
  ['15/27', 5n, 9n],
  ['-0.5', -1n, 2n],
  ['0/7', 0n, 1n],
])('[FRC-1] %s is read exactly and in lowest terms', (text, n, d) => {
  expect(parseFraction(text)).toEqual({ n, d });
});

test.each([
  '',
  ' 1',
  '1 ',
  '1/0',
  '1/-2',
  '--1',
  '+1',
  '.5',
  '5.',
  '1e3',
  '1/2/3',
  '0x10',
  '½',
  '1,5',
  'NaN',
  '٣',
])('[FRC-1] %j is no rational and is answered with nothing', (text) => {
  expect(parseFraction(text)).toBeUndefined();
});

test('[FRC-1] more digits than the bound are refused, not rounded', () => {
  expect(parseFraction('1'.repeat(40))).toBeDefined();
  expect(parseFraction('1'.repeat(41))).toBeUndefined();
});

test('[FRC-2] formatting and parsing return the same fraction', () => {
  fc.assert(
    fc.property(drawn, (value) => {
      expect(parseFraction(formatFraction(value))).toEqual(value);
    }),
  );
});

test('[FRC-3] arithmetic is exact: what is added can be taken away, what is multiplied divided', () => {
  fc.assert(
    fc.property(drawn, drawn, (a, b) => {
      expect(subtract(add(a, b), b)).toEqual(a);
      if (b.n !== 0n) expect(divide(multiply(a, b), b)).toEqual(a);
      expect(compare(a, b)).toBe(-compare(b, a) + 0);
      expect(compare(add(a, fraction(1)), a)).toBe(1);
    }),
  );
});

test('[FRC-3] the sum of ten tenths is one', () => {
  const tenths = Array.from({ length: 10 }, () => fraction(1, 10));
  expect(tenths.reduce(add)).toEqual(fraction(1));
});

test('[FRC-3] a zero denominator is a fault of the caller', () => {
  expect(() => fraction(1, 0)).toThrow(RangeError);
});

test('[FRC-3] floor and ceiling enclose the value, also below zero', () => {
  expect([floor(fraction(-1, 2)), ceiling(fraction(-1, 2))]).toEqual([-1n, 0n]);
  expect([floor(fraction(7, 2)), ceiling(fraction(7, 2))]).toEqual([3n, 4n]);
  expect([floor(fraction(4)), ceiling(fraction(4))]).toEqual([4n, 4n]);
});

test('[FRC-4] six decimals are rounded half away from zero', () => {
  expect(toDecimal(fraction(2, 3))).toBe('0.666667');
  expect(toDecimal(fraction(-2, 3))).toBe('-0.666667');
  expect(toDecimal(fraction(1, 2_000_000))).toBe('0.000001');
  expect(toDecimal(fraction(-1, 4_000_000))).toBe('0.000000');
  expect(toDecimal(fraction(5, 2), 0)).toBe('3');
  expect(toNumber(fraction(1, 4))).toBe(0.25);
});
