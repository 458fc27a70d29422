import type { Instant } from '@plenary/consensus';
import { localOf } from '../../lib/local-instant.ts';

/** What stands in the field: what was typed there, else the time in force. */
export const shownTime = (typed: string | undefined, inForce: Instant | undefined): string =>
  typed ?? (inForce === undefined ? '' : localOf(inForce));

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
