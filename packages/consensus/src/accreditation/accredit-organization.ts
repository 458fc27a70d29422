import { admitPublic, conductRefusal, limitRefusal, reasonRefusal, refuse } from '../acts/admission.ts';
import type { AdmitBodyAct } from '../acts/body/body-answer.ts';
import { entryOf } from '../acts/entry-of.ts';
import { ACT_LIMITS } from '../acts/limits.ts';
import { listingOf, standingOf } from './standing-of.ts';

/**
 * ACC-5: an organization is accredited after the announced time, when no objection stands. It sits as an observer of
 * its class from then on.
 */
export const accreditOrganization: AdmitBodyAct<'accreditOrganization'> = (
  body,
  { organization },
  { actor, at },
) => {
  const refused = conductRefusal(actor, 'chair', 'secretariat');
  if (refused !== undefined) return refused;
  const listing = listingOf(body, organization);
  if (listing === undefined) return refuse('organization.notListed', { organization });
  if (at <= listing.objectionsUntil) return refuse('adoption.early', { until: listing.objectionsUntil });
  if (at > listing.until) return refuse('deadline.passed', { deadline: listing.until, at });
  const objectors = Object.keys(listing.objections).sort();
  if (objectors.length > 0) return refuse('organization.objectedTo', { organization, objectors });
  if (
    entryOf(body.members, organization) === undefined &&
    Object.keys(body.members).length >= ACT_LIMITS.MEMBERS_MAX
  )
    return limitRefusal('MEMBERS_MAX');
  return admitPublic({ type: 'organizationAccredited', payload: { organization } });
};

/**
 * ACC-6: a listing is dropped with a reason when somebody objects, or before its time is over; once the time has
 * passed without objection nobody can set it aside. A standing that it was to renew goes on to its own end.
 */
export const declineOrganization: AdmitBodyAct<'declineOrganization'> = (
  body,
  { organization, reason },
  { actor, at },
) => {
  const refused = conductRefusal(actor, 'chair', 'secretariat') ?? reasonRefusal(reason);
  if (refused !== undefined) return refused;
  const listing = listingOf(body, organization);
  if (listing === undefined) return refuse('organization.notListed', { organization });
  const objectors = Object.keys(listing.objections).sort();
  // A listing that was left lying beyond the term it asked for can only be dropped.
  if (objectors.length === 0 && at > listing.objectionsUntil && at <= listing.until)
    return refuse('organization.passed', { organization });
  return admitPublic({ type: 'organizationDeclined', payload: { organization, reason, objectors } });
};

/** ACC-7: a standing is withdrawn by the chair with a reason. */
export const endAccreditation: AdmitBodyAct<'endAccreditation'> = (
  body,
  { organization, reason },
  { actor },
) => {
  const refused = conductRefusal(actor, 'chair') ?? reasonRefusal(reason);
  if (refused !== undefined) return refused;
  if (standingOf(body, organization) === undefined)
    return refuse('organization.notAccredited', { organization });
  return admitPublic({ type: 'accreditationWithdrawn', payload: { organization, reason } });
};

/** ACC-7: a standing ends by itself after its last instant. */
export const expireAccreditation: AdmitBodyAct<'expireAccreditation'> = (
  body,
  { organization },
  { actor, at },
) => {
  const refused = conductRefusal(actor, 'deadline');
  if (refused !== undefined) return refused;
  const standing = standingOf(body, organization);
  if (standing === undefined) return refuse('organization.notAccredited', { organization });
  if (at <= standing.until) return refuse('adoption.early', { until: standing.until });
  return admitPublic({ type: 'accreditationExpired', payload: { organization } });
};
