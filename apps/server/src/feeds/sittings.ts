import type { SittingState } from '@plenary/consensus';
import type { CalendarEntry } from './calendar.ts';

/**
 * CAL-4: a sitting of the calendar: when it is to open, and once it opened or was adjourned the instants at which it was.
 * @param words title and meeting in the reader's language
 */
export const sittingEntry = (
  { id, opensAt, plannedAt, openedAt, adjournedAt }: SittingState,
  { base, host }: { readonly base: string; readonly host: string },
  words: { readonly title: string; readonly meeting: string },
): CalendarEntry => ({
  uid: `sitting-${id}@${host}`,
  startsAt: openedAt ?? opensAt,
  ...(adjournedAt === undefined || openedAt === undefined ? {} : { endsAt: adjournedAt }),
  summary: words.title,
  description: words.meeting,
  url: `${base}/sittings/${id}`,
  changedAt: adjournedAt ?? openedAt ?? plannedAt,
  sequence: (openedAt === undefined ? 0 : 1) + (adjournedAt === undefined ? 0 : 1),
  // Adjourned before it was opened: it does not take place.
  cancelled: adjournedAt !== undefined && openedAt === undefined,
});
