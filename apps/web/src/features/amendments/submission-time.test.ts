import { describe, expect, test } from 'vitest';
import { localOf } from '../../lib/local-instant.ts';
import { announcedTime, shownTime } from './submission-time.ts';

const IN_FORCE = '2026-03-02T17:30:45.000Z';

describe('the time for amendments', () => {
  test('a field in which nobody typed shows the time in force, and confirms it to the second', () => {
    expect(shownTime(undefined, IN_FORCE)).toBe(localOf(IN_FORCE));
    expect(announcedTime(undefined, IN_FORCE)).toBe(IN_FORCE);
  });

  test('what was typed is announced, on the clock of this device', () => {
    const typed = localOf('2026-03-05T10:00:00.000Z');
    expect(shownTime(typed, IN_FORCE)).toBe(typed);
    expect(announcedTime(typed, IN_FORCE)).toBe('2026-03-05T10:00:00.000Z');
  });

  test('a field that was emptied announces nothing, and does not take the time away', () => {
    expect(shownTime('', IN_FORCE)).toBe('');
    expect(announcedTime('', IN_FORCE)).toBeUndefined();
    expect(announcedTime(undefined, undefined)).toBeUndefined();
  });
});
