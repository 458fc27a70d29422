import { admitPublic, bindingMember, reasonRefusal, refuse } from '../acts/admission.ts';
import type { AdmitBodyAct } from '../acts/body/body-answer.ts';
import { entryOf } from '../acts/entry-of.ts';
import { listingOf } from './standing-of.ts';

/** ACC-3: any member may object, with a reason that everybody reads, until the announced instant inclusive. */
export const objectToOrganization: AdmitBodyAct<'objectToOrganization'> = (body, act, { actor, at }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const { organization, reason } = act;
  const listing = listingOf(body, organization);
  if (listing === undefined) return refuse('organization.notListed', { organization });
  if (at > listing.objectionsUntil)
    return refuse('deadline.passed', { deadline: listing.objectionsUntil, at });
  if (entryOf(listing.objections, member) !== undefined) return refuse('objection.standing', { member });
  const refused = reasonRefusal(reason);
  if (refused !== undefined) return refused;
  return admitPublic({ type: 'organizationObjected', payload: { organization, member, reason } });
};

/** ACC-4: a member may withdraw its objection for as long as the organization is listed. */
export const withdrawOrganizationObjection: AdmitBodyAct<'withdrawOrganizationObjection'> = (
  body,
  { organization },
  { actor },
) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const listing = listingOf(body, organization);
  if (listing === undefined) return refuse('organization.notListed', { organization });
  if (entryOf(listing.objections, member) === undefined) return refuse('objection.none', { member });
  return admitPublic({ type: 'organizationObjectionWithdrawn', payload: { organization, member } });
};
