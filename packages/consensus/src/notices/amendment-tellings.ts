import { entryOf } from '../acts/entry-of.ts';
import type { AmendmentId, DeliberationEvent, DeliberationState, Lapse, Recorded } from '../types.ts';
import { ofMembers, telling, type Telling } from './telling.ts';
import type { Notice, Person } from './types.ts';
import type { NoticeCode } from './vocabulary.ts';

type OfAmendments = 'amendmentSubmitted' | 'amendmentAccepted' | 'amendmentWithdrawn';

const sponsorsOf = ({ amendments }: DeliberationState, id: AmendmentId): readonly string[] =>
  entryOf(amendments, id)?.sponsors ?? [];

/**
 * NTC-32: sponsors are told when their amendment is taken in or withdrawn, and of an amendment to it. That a proposal to
 * adopt it ended with it is told to everybody.
 */
export const amendmentTelling = (
  state: DeliberationState,
  event: Extract<Recorded<DeliberationEvent>, { readonly type: OfAmendments }>,
): Telling | undefined => {
  const pageOf = (id: AmendmentId): string => `/deliberations/${state.id}/amendments/${id}`;
  const decided = (code: NoticeCode, amendment: AmendmentId) =>
    ({ kind: 'decisionTaken', code, facts: { amendment }, path: pageOf(amendment) }) as const;
  switch (event.type) {
    case 'amendmentSubmitted': {
      const { id, amends, sponsors } = event.payload.amendment;
      if (amends === undefined) return undefined;
      return telling(ofMembers(sponsorsOf(state, amends)), {
        kind: 'assigned',
        code: 'subAmendmentSubmitted',
        facts: { amendment: amends, sub: id, owner: sponsors[0] ?? '' },
        path: pageOf(id),
      });
    }
    case 'amendmentAccepted': {
      const { amendment } = event.payload;
      return telling(ofMembers(sponsorsOf(state, amendment)), decided('amendmentAccepted', amendment));
    }
    case 'amendmentWithdrawn': {
      const { amendment, decision } = event.payload;
      return telling(
        decision === undefined ? ofMembers(sponsorsOf(state, amendment)) : () => true,
        decided('amendmentWithdrawn', amendment),
      );
    }
  }
};

/** What an event leaves no longer to be put, and what it decided or issued. */
const lapsedBy = (
  event: DeliberationEvent,
): { readonly lapsed: readonly Lapse[]; readonly by: (state: DeliberationState) => string } | undefined => {
  switch (event.type) {
    case 'amendmentAdopted':
    case 'amendmentAccepted':
    case 'amendmentWithdrawn': {
      const { lapsed, amendment } = event.payload;
      return { lapsed, by: () => amendment };
    }
    case 'adoptionRejected': {
      const { lapsed = [], decision } = event.payload;
      return { lapsed, by: ({ decisions }) => decisions.find(({ id }) => id === decision)?.item ?? '' };
    }
    case 'partDecided': {
      const { lapsed = [], division } = event.payload;
      return { lapsed, by: () => division };
    }
    case 'revisionIssued': {
      const { lapsed = [], symbol } = event.payload;
      return { lapsed, by: () => symbol };
    }
    default:
      return undefined;
  }
};

/**
 * NTC-32: what an event tells, and to sponsors of amendments that are not put any more because of it that they are not,
 * in the place of what everybody is told: one notice for each person. Whoever sponsored what was decided hears of that.
 */
export const withLapsed = (
  state: DeliberationState,
  event: DeliberationEvent,
  found: Telling | undefined,
): Telling | undefined => {
  const ended = lapsedBy(event);
  if (ended === undefined || ended.lapsed.length === 0) return found;
  const by = ended.by(state);
  const isSponsor = (id: AmendmentId, person: Person): boolean => ofMembers(sponsorsOf(state, id))(person);
  const ownOf = (person: Person): readonly AmendmentId[] =>
    found?.isFor(person) === true && isSponsor(by, person)
      ? []
      : ended.lapsed.flatMap(({ amendment }) => (isSponsor(amendment, person) ? [amendment] : []));
  const facts = (own: readonly AmendmentId[]): Notice['facts'] => ({
    amendment: own[0] ?? '',
    count: own.length,
    by,
  });
  return {
    isFor: (person) => found?.isFor(person) === true || ownOf(person).length > 0,
    told: (person) => {
      const own = ownOf(person);
      return own.length === 0
        ? found?.told(person)
        : {
            kind: 'decisionTaken',
            code: 'amendmentsLapsed',
            facts: facts(own),
            path: `/deliberations/${state.id}/amendments`,
          };
    },
  };
};
