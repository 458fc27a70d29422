/** Constituencies in which stakeholders gather, as the field's largest process names them (domain 1, Observers). */
export const CONSTITUENCIES = [
  'business',
  'environment',
  'farmers',
  'indigenousPeoples',
  'localGovernment',
  'research',
  'tradeUnions',
  'womenAndGender',
  'youth',
] as const;
export type Constituency = (typeof CONSTITUENCIES)[number];

/** Classes of stakeholders that are accredited. Governments are admitted as members or observers, never accredited. */
export const ACCREDITED_CLASSES = [
  'internationalOrganization',
  'company',
  'researchInstitute',
  'civilOrganization',
  'individual',
] as const;
export type AccreditedClass = (typeof ACCREDITED_CLASSES)[number];

/** What the secretariat looks into before it lists an organization (domain 7). */
export const CHECK_POINTS = ['mandate', 'funding', 'independence', 'conflicts'] as const;
export type CheckPoint = (typeof CHECK_POINTS)[number];

export const STANDING_ENDS = ['expired', 'withdrawn'] as const;
export type StandingEnd = (typeof STANDING_ENDS)[number];
