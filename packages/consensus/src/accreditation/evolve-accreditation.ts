import { entryOf } from '../acts/entry-of.ts';
import type { Instant, Member, MemberId, Recorded } from '../types.ts';
import type { Accreditation, AccreditationEvent, Listing, Standing } from './types.ts';

type Accreditations = Record<MemberId, Accreditation>;
type Members = Record<MemberId, Member>;

const named = (all: Accreditations, organization: MemberId): Accreditation => {
  const known = entryOf(all, organization);
  if (known === undefined) throw new Error(`an event names ${organization}, which was never listed`);
  return known;
};
const listingIn = (known: Accreditation): Listing => {
  if (known.listing === undefined) throw new Error(`${known.organization.id} is not listed`);
  return known.listing;
};
const standingIn = (known: Accreditation): Standing => {
  if (known.standing === undefined || known.standing.ended !== undefined)
    throw new Error(`${known.organization.id} is not accredited`);
  return known.standing;
};

/** The observer that an accredited organization is; an earlier seat keeps the instant of its admission. */
const observerOf = ({ organization }: Accreditation, before: Member | undefined, at: Instant): Member => ({
  id: organization.id,
  role: 'observer',
  class: organization.class,
  names: organization.names,
  attrs: {},
  admittedAt: before?.admittedAt ?? at,
});

/** Events of accreditation, by the beginning of their state. Writes into the records that it is given. */
export const applyAccreditation = (
  all: Accreditations,
  members: Members,
  event: Recorded<AccreditationEvent>,
): void => {
  const { at } = event;
  switch (event.type) {
    case 'organizationListed': {
      const { organization, findings, objectionsUntil, until } = event.payload;
      const { standing } = entryOf(all, organization.id) ?? {};
      all[organization.id] = {
        organization,
        ...(standing === undefined ? {} : { standing }),
        listing: { listedAt: at, objectionsUntil, until, findings, objections: {} },
      };
      return;
    }
    case 'organizationObjected': {
      const { organization, member, reason } = event.payload;
      const known = named(all, organization);
      const listing = listingIn(known);
      const objections = { ...listing.objections, [member]: { at, reason } };
      all[organization] = { ...known, listing: { ...listing, objections } };
      return;
    }
    case 'organizationObjectionWithdrawn': {
      const { organization, member } = event.payload;
      const known = named(all, organization);
      const listing = listingIn(known);
      const { [member]: _, ...objections } = listing.objections;
      all[organization] = { ...known, listing: { ...listing, objections } };
      return;
    }
    case 'organizationAccredited': {
      const { organization } = event.payload;
      const { listing: _, ...known } = named(all, organization);
      const { until } = listingIn(named(all, organization));
      all[organization] = { ...known, standing: { since: at, until } };
      members[organization] = observerOf(known, entryOf(members, organization), at);
      return;
    }
    case 'organizationDeclined': {
      const { organization, reason } = event.payload;
      const { listing: _, ...known } = named(all, organization);
      const { objections } = listingIn(named(all, organization));
      all[organization] = { ...known, declined: { at, reason, objections } };
      return;
    }
    case 'accreditationWithdrawn': {
      const { organization, reason } = event.payload;
      const known = named(all, organization);
      all[organization] = {
        ...known,
        standing: { ...standingIn(known), ended: { at, cause: 'withdrawn', reason } },
      };
      return;
    }
    case 'accreditationExpired': {
      const { organization } = event.payload;
      const known = named(all, organization);
      all[organization] = { ...known, standing: { ...standingIn(known), ended: { at, cause: 'expired' } } };
      return;
    }
  }
};

const TYPES: Readonly<Record<AccreditationEvent['type'], true>> = {
  organizationListed: true,
  organizationObjected: true,
  organizationObjectionWithdrawn: true,
  organizationAccredited: true,
  organizationDeclined: true,
  accreditationWithdrawn: true,
  accreditationExpired: true,
};

/** Whether an event of a body is one of accreditation. */
export const isAccreditationEvent = <E extends { readonly type: string }>(
  event: E,
): event is E & Extract<E, { readonly type: AccreditationEvent['type'] }> => Object.hasOwn(TYPES, event.type);
