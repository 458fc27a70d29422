import type { Instant } from '@plenary/consensus';

const kept = new Map<string, Intl.DateTimeFormat>();

/** A form of dates, made once for each language: making one costs more than a hundred uses of it. */
const formatOf = (lang: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${lang} ${JSON.stringify(options)}`;
  const known = kept.get(key) ?? new Intl.DateTimeFormat(lang, options);
  kept.set(key, known);
  return known;
};

/** An instant in the reader's language and time zone, of what happened; one that is waited for says its zone, see below. */
export const showInstant = (instant: Instant, lang: string): string =>
  formatOf(lang, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));

/** An instant until which something may be done, with its zone: whoever reads it elsewhere must not be late. */
export const showDeadline = (instant: Instant, lang: string): string =>
  formatOf(lang, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(instant));

/** The same with the seconds and the zone, for records. */
export const showInstantExactly = (instant: Instant, lang: string): string =>
  formatOf(lang, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(instant));

/** The day alone, for headings over what happened on it. */
export const showDay = (instant: Instant, lang: string): string =>
  formatOf(lang, { dateStyle: 'full' }).format(new Date(instant));

/** The time of a day that is named elsewhere, with the seconds and the zone. */
export const showTime = (instant: Instant, lang: string): string =>
  formatOf(lang, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(instant));

/** How long, as a clock shows it: minutes and seconds, hours before them where there are any. */
export const showDuration = (seconds: number): string => {
  const two = (part: number): string => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
};
