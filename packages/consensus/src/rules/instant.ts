import type { Instant } from '../types.ts';

/** Written out because rules know no clock and no calendar of the machine: days and seconds in UTC, Gregorian. */
const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?Z$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysIn = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);

/** Days from 1970-01-01, by counting eras of 400 years from 1 March of year 0. */
const dayNumber = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

/** Milliseconds since 1970-01-01T00:00:00Z; `undefined` when the text is not an instant in UTC. */
export const parseInstant = (text: string): number | undefined => {
  const match = INSTANT.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const milliseconds = Number((match[7] ?? '0').padEnd(3, '0'));
  return ((dayNumber(year, month, day) * 24 + hour) * 60 + minute) * 60_000 + second * 1_000 + milliseconds;
};

const two = (value: number): string => String(value).padStart(2, '0');

/** 0000-01-01T00:00:00.000Z and 9999-12-31T23:59:59.999Z: outside, code point order is not time order. */
const FIRST_MILLISECOND = -62_167_219_200_000;
const LAST_MILLISECOND = 253_402_300_799_999;

/**
 * The instant with milliseconds, as every instant of the record is written. Only whole milliseconds of the years 0 to
 * 9999 are instants; anything else is a fault of the caller.
 */
export const formatInstant = (milliseconds: number): Instant => {
  if (
    !Number.isSafeInteger(milliseconds) ||
    milliseconds < FIRST_MILLISECOND ||
    milliseconds > LAST_MILLISECOND
  )
    throw new RangeError(`no instant of the record: ${milliseconds} ms`);
  const day = Math.floor(milliseconds / 86_400_000);
  const rest = milliseconds - day * 86_400_000;
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const hour = Math.floor(rest / 3_600_000);
  const minute = Math.floor((rest % 3_600_000) / 60_000);
  const second = Math.floor((rest % 60_000) / 1_000);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}T${two(hour)}:${two(minute)}:${two(second)}.${String(rest % 1_000).padStart(3, '0')}Z`;
};

/** The instant so many seconds later. The instant given must be one; that is the caller's promise. */
export const addSeconds = (instant: Instant, seconds: number): Instant => {
  const start = parseInstant(instant);
  if (start === undefined) throw new RangeError(`not an instant in UTC: ${instant}`);
  return formatInstant(start + seconds * 1_000);
};

/** Negative, zero or positive, as a is before, at or after b; both must be instants. */
export const compareInstants = (a: Instant, b: Instant): number => {
  const [left, right] = [parseInstant(a), parseInstant(b)];
  if (left === undefined || right === undefined) throw new RangeError(`not instants in UTC: ${a}, ${b}`);
  return left - right;
};
