const organization = {
  id: 'OBS-FARMERS',
  names: { en: 'Farmers (seat of the constituency)' },
  class: 'civilOrganization',
  constituency: 'farmers',
  country: 'KEN',
  sponsors: ['Fees of its members', 'A public grant for travel'],
};
const list = {
  type: 'listOrganization',
  organization,
  findings: {
    mandate: 'Statutes of 2001; it speaks for those who grow food.',
    funding: 'Fees of its members for nine tenths, a public grant for one.',
    independence: 'No government and no company has a seat in its board.',
    conflicts: 'None declared, none found.',
  },
  objectionSeconds: 864_000,
  until: '2029-11-01T00:00:00.000Z',
};

/** The register of accreditation: an organization is listed and a delegation objects. */
export const ACCREDITATION_STAGES = [
  {
    stream: 'body:main',
    acts: [
      { as: 'secretariat' as const, act: list },
      {
        as: 'delegate' as const,
        act: {
          type: 'objectToOrganization',
          organization: organization.id,
          reason: 'Its sponsors are not named one by one.',
        },
      },
    ],
    scenes: [
      { name: 'accreditation-reader', as: 'reader' as const, path: '/accreditation' },
      { name: 'accreditation-apply', as: 'reader' as const, path: '/accreditation/apply' },
      { name: 'accreditation-delegate', as: 'delegate' as const, path: '/accreditation' },
      { name: 'accreditation-secretariat', as: 'secretariat' as const, path: '/accreditation' },
    ],
  },
];
