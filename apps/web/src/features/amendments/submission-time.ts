import type { Instant } from '@plenary/consensus';

/** An instant as a field of date and time writes it, in the time zone of this device, which reckons in minutes. */
export const asTyped = (instant: Instant): string => {
  const date = new Date(instant);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
};

/** What stands in the field: what was typed there, else the time in force. */
export const shownTime = (typed: string | undefined, inForce: Instant | undefined): string =>
  typed ?? (inForce === undefined ? '' : asTyped(inForce));

/**
 * The time that is announced when the field is confirmed: what was typed; where nothing was, the time in force to its
 * second. Undefined where the field is empty or holds no time: that nothing is set is said by a press of its own.
 */
export const announcedTime = (
  typed: string | undefined,
  inForce: Instant | undefined,
): Instant | undefined => {
  if (typed === undefined) return inForce;
  const read = new Date(typed);
  return Number.isNaN(read.getTime()) ? undefined : read.toISOString();
};
