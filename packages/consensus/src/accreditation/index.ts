export { organizationNamesRefusal } from './organization-names.ts';
export { expiryActs, hasLostSeat, nextExpiry, standingOf } from './standing-of.ts';
export type {
  Accreditation,
  AccreditationAct,
  AccreditationEvent,
  Findings,
  Listing,
  Organization,
  OrganizationObjection,
  Standing,
} from './types.ts';
export {
  ACCREDITED_CLASSES,
  CHECK_POINTS,
  CONSTITUENCIES,
  STANDING_ENDS,
  type AccreditedClass,
  type CheckPoint,
  type Constituency,
  type StandingEnd,
} from './vocabulary.ts';
