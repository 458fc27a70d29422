import type { Instant } from '@plenary/consensus';

/** An instant in the reader's language and time zone, with the zone named: deadlines must not be misread. */
export const showInstant = (instant: Instant, lang: string): string =>
  new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));

/** The same with the seconds and the zone, for records. */
export const showInstantExactly = (instant: Instant, lang: string): string =>
  new Intl.DateTimeFormat(lang, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(instant));
