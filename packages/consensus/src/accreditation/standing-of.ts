import { entryOf } from '../acts/entry-of.ts';
import type { BodyState, Instant, MemberId } from '../types.ts';
import type { AccreditationAct, Listing, Standing } from './types.ts';

/** The no-objection procedure that runs for an organization. */
export const listingOf = (body: BodyState, organization: MemberId): Listing | undefined =>
  entryOf(body.accreditations, organization)?.listing;

/** The standing of an organization that has not ended in the record. */
export const standingOf = (body: BodyState, organization: MemberId): Standing | undefined => {
  const standing = entryOf(body.accreditations, organization)?.standing;
  return standing?.ended === undefined ? standing : undefined;
};

/**
 * ACC-8: whether a member or observer has no seat any more: its accreditation ended, or its time is over although
 * nobody has written it down yet. Members, and observers who were never accredited, have no such end.
 */
export const hasLostSeat = (body: BodyState, member: MemberId, at: Instant): boolean => {
  const standing = entryOf(body.accreditations, member)?.standing;
  return standing !== undefined && (standing.ended !== undefined || at > standing.until);
};

/** The next instant at which the standing of an organization ends by itself. */
export const nextExpiry = (body: BodyState): Instant | undefined =>
  Object.keys(body.accreditations)
    .flatMap((organization) => standingOf(body, organization)?.until ?? [])
    .sort()[0];

/** ACC-7: acts that announced instants bring about at `at`; once performed there are none, so twice is once. */
export const expiryActs = (
  body: BodyState,
  at: Instant,
): readonly Extract<AccreditationAct, { readonly type: 'expireAccreditation' }>[] =>
  Object.keys(body.accreditations)
    .sort()
    .flatMap((organization) => {
      const standing = standingOf(body, organization);
      return standing !== undefined && at > standing.until
        ? [{ type: 'expireAccreditation' as const, organization }]
        : [];
    });
