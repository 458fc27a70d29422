import type { SittingState } from '@plenary/consensus';
import type { CalendarEntry } from './calendar.ts';

/**
 * CAL-4, CAL-40: a sitting of the calendar: when it is to open, and once it opened or was adjourned the instants at which it
 * was. A change of the plan is a new sequence of the same entry; what will not take place stays in it as cancelled.
 * @param words title and meeting in the reader's language
 */
export const sittingEntry = (
  { id, opensAt, plannedAt, openedAt, adjournedAt, place, changes = [], cancelled }: SittingState,
  { base, host }: { readonly base: string; readonly host: string },
  words: { readonly title: string; readonly meeting: string },
): CalendarEntry => ({
  uid: `sitting-${id}@${host}`,
  startsAt: openedAt ?? opensAt,
  ...(adjournedAt === undefined || openedAt === undefined ? {} : { endsAt: adjournedAt }),
  summary: words.title,
  description: words.meeting,
  url: `${base}/sittings/${id}`,
  ...(place === undefined ? {} : { location: place }),
  changedAt: cancelled?.at ?? adjournedAt ?? openedAt ?? changes.at(-1)?.at ?? plannedAt,
  sequence: changes.length + [openedAt, adjournedAt, cancelled].filter((one) => one !== undefined).length,
  // Adjourned before it was opened: it does not take place.
  cancelled: cancelled !== undefined || (adjournedAt !== undefined && openedAt === undefined),
});
