import { describe, expect, test } from 'vitest';
import { afterCounted, countedSeconds, countingOf } from './counted-time.ts';
import { parseRule } from './parse-rule.ts';

const HOUR = 3_600;
/** 5 March 2026 is a Thursday. */
const THURSDAY = '2026-03-05T15:00:00.000Z';

describe('[SIL-7] the end of a silence', () => {
  test('is so many hours later where every day counts', () => {
    expect(afterCounted(THURSDAY, 72 * HOUR)).toBe('2026-03-08T15:00:00.000Z');
  });

  test('passes over days of rest', () => {
    expect(afterCounted(THURSDAY, 72 * HOUR, { restDays: [6, 7] })).toBe('2026-03-10T15:00:00.000Z');
    expect(afterCounted(THURSDAY, 72 * HOUR, { restDays: [5, 6] })).toBe('2026-03-10T15:00:00.000Z');
  });

  test('announced on a day of rest begins to count when that day is over', () => {
    expect(afterCounted('2026-03-07T12:00:00.000Z', HOUR, { restDays: [6, 7] })).toBe(
      '2026-03-09T01:00:00.000Z',
    );
  });

  test('is the very end of a day that counts, not of the days of rest after it', () => {
    expect(afterCounted('2026-03-06T00:00:00.000Z', 24 * HOUR, { restDays: [6, 7] })).toBe(
      '2026-03-07T00:00:00.000Z',
    );
  });

  test('follows the days of the place that the rule names', () => {
    const counting = { restDays: [6, 7], utcOffsetMinutes: -300 };
    // Friday 22:00 there; Saturday in UTC.
    expect(afterCounted('2026-03-07T03:00:00.000Z', 3 * HOUR, counting)).toBe('2026-03-09T06:00:00.000Z');
  });

  test('is not moved by the change of clocks in a capital', () => {
    // Europe changes its clocks on 29 March 2026, New York on 8 March: 72 hours stay 72 hours.
    for (const at of ['2026-03-27T12:00:00.000Z', '2026-03-06T12:00:00.000Z', '2026-10-23T12:00:00.000Z'])
      expect(Date.parse(afterCounted(at, 72 * HOUR)) - Date.parse(at)).toBe(72 * HOUR * 1_000);
  });

  test('is read back as the seconds that were announced', () => {
    const starts = Array.from({ length: 30 }, (_, hour) =>
      new Date(Date.parse(THURSDAY) + hour * 7 * HOUR * 1_000).toISOString(),
    );
    for (const restDays of [[], [6, 7], [5], [1, 2, 3, 4, 6, 7]])
      for (const utcOffsetMinutes of [0, 330, -300, 840])
        for (const start of starts)
          for (const seconds of [1, 24 * HOUR, 72 * HOUR, 30 * 24 * HOUR]) {
            const until = afterCounted(start, seconds, { restDays, utcOffsetMinutes });
            expect(countedSeconds(start, until, { restDays, utcOffsetMinutes })).toBe(seconds);
          }
    expect(countedSeconds(THURSDAY, '2026-03-05T14:00:00.000Z', { restDays: [6] })).toBe(-HOUR);
  });

  test('counts every day under a rule that is not one of silence', () => {
    const period = { hours: 72, minHours: 1, extendable: true, restDays: [6, 7] };
    expect(countingOf({ method: 'silence', period })).toBe(period);
    expect(countingOf({ method: 'consensus', period })).toEqual({});
    expect(countingOf({ method: 'silence' })).toEqual({});
  });

  test('is no end where time is no instant or every day is one of rest', () => {
    expect(() => afterCounted('tomorrow', 1)).toThrow(RangeError);
    const rule = { id: 'silence', method: 'silence', pass: { set: 'object', op: '==', value: '0' } };
    const period = { hours: 72, minHours: 72, extendable: true };
    const refused = (more: object): unknown => {
      const read = parseRule({ ...rule, period: { ...period, ...more } });
      return read.ok ? undefined : read.refusal;
    };
    expect(refused({ restDays: [6, 7], utcOffsetMinutes: -300 })).toBeUndefined();
    expect(refused({ restDays: [1, 2, 3, 4, 5, 6, 7] })).toEqual({
      code: 'rule.notAValue',
      facts: { path: 'rule.period.restDays' },
    });
    expect(refused({ restDays: [8] })).toEqual({
      code: 'rule.notAValue',
      facts: { path: 'rule.period.restDays[0]' },
    });
    expect(refused({ restDays: [6, 6] })).toEqual({
      code: 'rule.notAValue',
      facts: { path: 'rule.period.restDays[1]' },
    });
    for (const utcOffsetMinutes of [900, 0.5, '0'])
      expect(refused({ utcOffsetMinutes })).toEqual({
        code: 'rule.notAValue',
        facts: { path: 'rule.period.utcOffsetMinutes' },
      });
  });
});
