import type { Instant } from '@plenary/consensus';

/** The instant that a control for date and time holds, in the time zone of this device; empty while there is none. */
export const instantOf = (local: string): string => {
  const milliseconds = Date.parse(local);
  return Number.isNaN(milliseconds) ? '' : new Date(milliseconds).toISOString();
};

/** An instant as such a control holds it, to the minute. */
export const localOf = (instant: Instant): string => {
  const date = new Date(instant);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
};
