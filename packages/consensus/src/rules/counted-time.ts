import type { DecisionRule, Instant, SilencePeriod } from '../types.ts';
import { formatInstant, parseInstant } from './instant.ts';

const DAY = 86_400_000;

/** 1 Monday to 7 Sunday; day 0 is 1 January 1970, a Thursday. */
const weekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

const must = (instant: Instant): number => {
  const read = parseInstant(instant);
  if (read === undefined) throw new RangeError(`not an instant in UTC: ${instant}`);
  return read;
};

/** The part of a period that says which time counts. */
type Counting = Pick<SilencePeriod, 'restDays' | 'utcOffsetMinutes'>;

/** Days from `start` on, in milliseconds of the period's own clock, each with whether it counts. */
function* daysFrom(
  start: number,
  restDays: readonly number[],
): Generator<{ readonly from: number; readonly to: number; readonly counts: boolean }> {
  for (let from = start; ;) {
    const day = Math.floor(from / DAY);
    const to = (day + 1) * DAY;
    yield { from, to, counts: !restDays.includes(weekday(day)) };
    from = to;
  }
}

/** SIL-7: the first instant at which so many seconds have counted since `at`, days of rest left out. */
export const afterCounted = (at: Instant, seconds: number, counting: Counting = {}): Instant => {
  const { restDays = [], utcOffsetMinutes = 0 } = counting;
  const offset = utcOffsetMinutes * 60_000;
  let left = seconds * 1_000;
  for (const { from, to, counts } of daysFrom(must(at) + offset, restDays)) {
    if (!counts) continue;
    if (left <= to - from) return formatInstant(from + left - offset);
    left -= to - from;
  }
  throw new Error('every day is a day of rest');
};

/** Seconds that count from one instant to a later one, days of rest left out; negative where it is not later. */
export const countedSeconds = (from: Instant, until: Instant, counting: Counting = {}): number => {
  const { restDays = [], utcOffsetMinutes = 0 } = counting;
  const offset = utcOffsetMinutes * 60_000;
  const end = must(until) + offset;
  const start = must(from) + offset;
  if (end <= start || restDays.length === 0) return (end - start) / 1_000;
  let counted = 0;
  for (const day of daysFrom(start, restDays)) {
    if (day.from >= end) break;
    if (day.counts) counted += Math.min(day.to, end) - day.from;
  }
  return counted / 1_000;
};

/** What of a rule's period decides which time of a proposal counts: a rule without days of rest counts all of it. */
export const countingOf = ({ method, period }: Pick<DecisionRule, 'method' | 'period'>): Counting =>
  method === 'silence' && period !== undefined ? period : {};
