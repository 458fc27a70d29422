import { beforeEach, expect, test } from 'vitest';
import { clockAhead, noteServiceDate } from './service-clock.ts';

const NOON = Date.parse('2026-03-02T12:00:00.000Z');
const named = (at: number): string => new Date(at).toUTCString();

beforeEach(() => noteServiceDate(named(NOON), NOON, NOON));

test('a device that is five minutes slow counts down by the service', () => {
  noteServiceDate(named(NOON + 300_000), NOON, NOON + 40);
  expect(Math.abs(clockAhead() - 300_000)).toBeLessThan(1_000);
});

test('clocks that agree to the second are the same, so that nothing flickers', () => {
  for (const off of [-1_000, 0, 1_000]) {
    noteServiceDate(named(NOON + off), NOON, NOON + 100);
    expect(clockAhead()).toBe(0);
  }
});

test('a clock of the device that is set while the page stands is noticed with the next answer', () => {
  noteServiceDate(named(NOON), NOON + 3_600_000, NOON + 3_600_000);
  expect(Math.abs(clockAhead() + 3_600_000)).toBeLessThan(1_000);
  noteServiceDate(named(NOON), NOON, NOON);
  expect(clockAhead()).toBe(0);
});

test('an answer without an instant, or with none that can be read, says nothing', () => {
  noteServiceDate(null, NOON, NOON);
  noteServiceDate('soon', NOON, NOON);
  expect(clockAhead()).toBe(0);
});
