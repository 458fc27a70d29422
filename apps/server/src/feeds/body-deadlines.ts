import type { BodyState, ConsultationState, LocalisedText } from '@plenary/consensus';
import type { CalendarEntry } from './calendar.ts';

interface Place {
  /** Address under which people reach the service, without a stroke at its end. */
  readonly base: string;
  /** Name of the service within the ids of entries; never changes. */
  readonly host: string;
}

/** Words of a calendar in the reader's language. */
export interface BodyDeadlineWords {
  readonly named: (names: LocalisedText) => string;
  readonly ofRule: (rule: string) => string;
  readonly ofOrganization: (organization: string) => string;
}

/**
 * CAL-31: until when members object to rules that are proposed and to organizations that are listed. What was decided on
 * is over, and its entry goes.
 */
export const bodyDeadlines = (
  { id, ruleProposals, accreditations }: BodyState,
  { base, host }: Place,
  words: BodyDeadlineWords,
): readonly CalendarEntry[] => {
  const common = { cancelled: false, sequence: 0 };
  const rules = Object.values(ruleProposals).map(({ rule, proposedAt, objectionsUntil }) => ({
    ...common,
    uid: `rule-${id}-${rule.id}-${proposedAt.replace(/\D/g, '')}@${host}`,
    startsAt: objectionsUntil,
    changedAt: proposedAt,
    summary: words.ofRule(words.named(rule.names ?? { en: rule.id })),
    description: rule.basis ?? '',
    url: `${base}/members`,
  }));
  const organizations = Object.values(accreditations).flatMap(({ organization, listing }) =>
    listing === undefined
      ? []
      : [
          {
            ...common,
            uid: `accreditation-${id}-${organization.id}-${listing.listedAt.replace(/\D/g, '')}@${host}`,
            startsAt: listing.objectionsUntil,
            changedAt: listing.listedAt,
            summary: words.ofOrganization(words.named(organization.names)),
            description: '',
            url: `${base}/accreditation`,
          },
        ],
  );
  return [...rules, ...organizations];
};

/** CAL-31: a window for comments, from its opening to its closing; an extension is a change of it. */
export const windowEntry = (
  { id, deliberation, opensAt, closesAt, announcedAt, extensions }: ConsultationState,
  { base, host }: Place,
  words: { readonly summary: string; readonly description: string },
): CalendarEntry => ({
  ...words,
  uid: `consultation-${id}@${host}`,
  startsAt: opensAt,
  endsAt: closesAt,
  url: `${base}/deliberations/${deliberation}/consultations/${id}`,
  changedAt: extensions.at(-1)?.at ?? announcedAt,
  sequence: extensions.length,
  cancelled: false,
});
