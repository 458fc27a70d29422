import { ACCREDITED_CLASSES, CONSTITUENCIES, type AccreditationAct } from '@plenary/consensus';
import { Type, type TSchema } from 'typebox';
import { LIMITS } from '../limits.ts';
import { Id, Instant, Localised, Name, Reason, closed, oneOf } from './values.ts';

const tag = <const T extends string>(type: T) => Type.Literal(type);
const ofOrganization = { organization: Id };
const Organization = closed({
  id: Id,
  names: Localised,
  class: oneOf(ACCREDITED_CLASSES),
  constituency: Type.Optional(oneOf(CONSTITUENCIES)),
  country: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
  sponsors: Type.Array(Name, { maxItems: LIMITS.ORGANIZATION_SPONSORS_MAX }),
});
const Findings = closed({ mandate: Reason, funding: Reason, independence: Reason, conflicts: Reason });

/** Every act of accreditation as it arrives, by its type. */
export const ACCREDITATION_ACT_SCHEMAS = {
  listOrganization: closed({
    type: tag('listOrganization'),
    organization: Organization,
    findings: Findings,
    objectionSeconds: Type.Integer({
      minimum: LIMITS.OBJECTION_SECONDS_MIN,
      maximum: LIMITS.OBJECTION_SECONDS_MAX,
    }),
    until: Instant,
  }),
  objectToOrganization: closed({ type: tag('objectToOrganization'), ...ofOrganization, reason: Reason }),
  withdrawOrganizationObjection: closed({ type: tag('withdrawOrganizationObjection'), ...ofOrganization }),
  accreditOrganization: closed({ type: tag('accreditOrganization'), ...ofOrganization }),
  declineOrganization: closed({ type: tag('declineOrganization'), ...ofOrganization, reason: Reason }),
  endAccreditation: closed({ type: tag('endAccreditation'), ...ofOrganization, reason: Reason }),
  expireAccreditation: closed({ type: tag('expireAccreditation'), ...ofOrganization }),
} as const satisfies Record<AccreditationAct['type'], TSchema>;
