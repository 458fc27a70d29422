import {
  admitPublic,
  conductRefusal,
  idRefusal,
  limitRefusal,
  reasonRefusal,
  refuse,
  secondsRefusal,
  type Refused,
} from '../acts/admission.ts';
import type { AdmitBodyAct } from '../acts/body/body-answer.ts';
import { entryOf } from '../acts/entry-of.ts';
import { ACT_LIMITS } from '../acts/limits.ts';
import { addSeconds } from '../rules/instant.ts';
import type { BodyState } from '../types.ts';
import type { Organization } from './types.ts';
import { CHECK_POINTS } from './vocabulary.ts';

/** ACC-2: an organization takes the id of nobody else, and is listed once at a time. */
const takenRefusal = (body: BodyState, { id }: Organization): Refused | undefined => {
  const known = entryOf(body.accreditations, id);
  if (known?.listing !== undefined) return refuse('organization.listed', { organization: id });
  // Whoever is a member or an observer by another way is not accredited on top of it.
  if (known?.standing === undefined && entryOf(body.members, id) !== undefined)
    return refuse('member.taken', { members: [id] });
  if (known !== undefined) return undefined;
  if (Object.keys(body.accreditations).length >= ACT_LIMITS.ORGANIZATIONS_MAX)
    return limitRefusal('ORGANIZATIONS_MAX');
  return undefined;
};

/**
 * ACC-1: the secretariat, having looked into mandate, funding, independence and conflicts of interest, puts an
 * organization on the list to which members may object; what it found is public. Listing one that is accredited is
 * how its standing is renewed.
 */
export const listOrganization: AdmitBodyAct<'listOrganization'> = (body, act, { actor, at }) => {
  const { organization, findings, objectionSeconds, until } = act;
  const refused =
    conductRefusal(actor, 'secretariat') ??
    idRefusal(organization.id) ??
    secondsRefusal(objectionSeconds, 'OBJECTION_SECONDS_MAX') ??
    takenRefusal(body, organization);
  if (refused !== undefined) return refused;
  for (const point of CHECK_POINTS) {
    const missing = reasonRefusal(findings[point]);
    if (missing !== undefined) return missing;
  }
  if (organization.sponsors.length > ACT_LIMITS.ORGANIZATION_SPONSORS_MAX)
    return limitRefusal('ORGANIZATION_SPONSORS_MAX');
  const objectionsUntil = addSeconds(at, objectionSeconds);
  if (until <= objectionsUntil) return refuse('accreditation.tooShort', { until, objectionsUntil });
  if (until > addSeconds(at, ACT_LIMITS.ACCREDITATION_SECONDS_MAX))
    return limitRefusal('ACCREDITATION_SECONDS_MAX');
  return admitPublic({
    type: 'organizationListed',
    payload: { organization, findings, objectionsUntil, until },
  });
};
