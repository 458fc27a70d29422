import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addSeconds, compareInstants, formatInstant, parseInstant } from './instant.ts';

const milliseconds = fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 });

test('[INS-1] every millisecond of the years 0 to 9999 is written as the calendar writes it', () => {
  fc.assert(
    fc.property(milliseconds, (value) => {
      const text = formatInstant(value);
      expect(text).toBe(new Date(value).toISOString());
      expect(parseInstant(text)).toBe(value);
    }),
    { numRuns: 2_000 },
  );
});

test('[INS-1] an instant is read with and without milliseconds', () => {
  expect(parseInstant('2024-06-03T14:00:00Z')).toBe(parseInstant('2024-06-03T14:00:00.000Z'));
  expect(parseInstant('2024-06-03T14:00:00.5Z')).toBe(parseInstant('2024-06-03T14:00:00.500Z'));
});

test.each([
  '2023-02-29T00:00:00Z',
  '1900-02-29T00:00:00Z',
  '2024-13-01T00:00:00Z',
  '2024-00-10T00:00:00Z',
  '2024-04-31T00:00:00Z',
  '2024-06-03T24:00:00Z',
  '2024-06-03T14:60:00Z',
  '2024-06-03T14:00:60Z',
  '2024-06-03T14:00:00+02:00',
  '2024-06-03T14:00:00',
  '2024-06-03 14:00:00Z',
  '2024-06-03T14:00:00.0001Z',
  'now',
])('[INS-2] %s is no instant in UTC', (text) => {
  expect(parseInstant(text)).toBeUndefined();
});

test('[INS-2] a leap day is an instant in a leap year', () => {
  expect(parseInstant('2024-02-29T00:00:00Z')).toBeDefined();
  expect(parseInstant('2000-02-29T00:00:00Z')).toBeDefined();
});

test('[INS-3] seconds are added exactly across days, months and years', () => {
  expect(addSeconds('2024-02-28T23:59:59.999Z', 1)).toBe('2024-02-29T00:00:00.999Z');
  expect(addSeconds('2024-12-31T23:59:59Z', 1)).toBe('2025-01-01T00:00:00.000Z');
  expect(addSeconds('2024-06-03T14:00:00Z', 72 * 3_600)).toBe('2024-06-06T14:00:00.000Z');
});

test('[INS-3] what cannot be an instant of the record is a fault of the caller', () => {
  expect(() => addSeconds('tomorrow', 1)).toThrow(RangeError);
  expect(() => addSeconds('9999-12-31T23:59:59Z', 1)).toThrow(RangeError);
  expect(() => addSeconds('2024-06-03T14:00:00Z', Number.NaN)).toThrow(RangeError);
  expect(() => compareInstants('2024-06-03T14:00:00Z', 'later')).toThrow(/later/);
  expect(() => compareInstants('sooner', '2024-06-03T14:00:00Z')).toThrow(/sooner/);
});

test('[INS-4] the order of written instants is the order of time', () => {
  fc.assert(
    fc.property(milliseconds, milliseconds, (a, b) => {
      const [left, right] = [formatInstant(a), formatInstant(b)];
      expect(left < right).toBe(a < b);
      expect(Math.sign(compareInstants(left, right))).toBe(Math.sign(a - b));
    }),
  );
});
