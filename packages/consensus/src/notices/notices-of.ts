import { entryOf } from '../acts/entry-of.ts';
import { maySee } from '../acts/visibility.ts';
import type { DeliberationEvent, DeliberationState, MemberId, Recorded } from '../types.ts';
import { amendmentTelling, withLapsed } from './amendment-tellings.ts';
import { lostWords, mayChangeWords } from './lost-words.ts';
import { procedureTelling } from './procedure-tellings.ts';
import { ofMembers, telling, type Telling, type Told } from './telling.ts';
import type { AddressedNotice, Person } from './types.ts';

/** What changed the words, by the name under which people know it. */
const changeName = (event: DeliberationEvent): string => {
  switch (event.type) {
    case 'revisionIssued':
      return event.payload.symbol;
    case 'amendmentAdopted':
    case 'amendmentAccepted':
    case 'amendmentRevised':
      return event.payload.amendment;
    case 'partDecided':
      return event.payload.division;
    default:
      return '';
  }
};

/** NTC-2: delegations whose positions an event left without their words, each with how many. */
const changedWordsTelling = (
  state: DeliberationState,
  event: DeliberationEvent,
  before: DeliberationState | undefined,
  people: readonly Person[],
): Telling | undefined => {
  if (before === undefined || !mayChangeWords(event)) return undefined;
  const members = people.flatMap(({ kind, member }): readonly MemberId[] =>
    kind === 'delegate' && member !== undefined ? [member] : [],
  );
  const lost = lostWords(before, state, [...new Set(members)]);
  return {
    isFor: ofMembers([...lost.keys()]),
    told: ({ member }) => {
      const count = member === undefined ? undefined : lost.get(member);
      return count === undefined
        ? undefined
        : {
            kind: 'textChanged',
            code: 'textChanged',
            facts: { symbol: changeName(event), count },
            path: `/deliberations/${state.id}/desk`,
          };
    },
  };
};

const eventTelling = (state: DeliberationState, event: Recorded<DeliberationEvent>): Telling | undefined => {
  const page = (part: string): string => `/deliberations/${state.id}${part}`;
  switch (event.type) {
    case 'documentShared': {
      const { document, member } = event.payload;
      return telling(ofMembers([member]), {
        kind: 'assigned',
        code: 'draftShared',
        facts: { title: document.title, owner: document.owner ?? '' },
        path: page(`/drafts/${document.id}`),
      });
    }
    case 'draftTabled': {
      const { document: id, amendment } = event.payload;
      const document = entryOf(state.documents, id);
      if (document === undefined) return undefined;
      const parties = [...(document.owner === undefined ? [] : [document.owner]), ...document.sharedWith];
      return {
        isFor: ofMembers(parties.filter((member) => member !== event.actor.member)),
        told: () => ({
          kind: 'assigned',
          code: 'draftTabled',
          facts: { title: document.title, amendment },
          path: page(`/amendments/${amendment}`),
        }),
      };
    }
    case 'paragraphOpened':
      return telling(ofMembers(event.payload.members), {
        kind: 'assigned',
        code: 'paragraphOpened',
        facts: {},
        path: page('/drafts'),
      });
    case 'groupPositionStated': {
      const { members, speaker } = event.payload;
      return telling(ofMembers(members.filter((member) => member !== speaker)), {
        kind: 'assigned',
        code: 'statementInOurName',
        facts: { owner: speaker },
        path: page('/desk'),
      });
    }
    case 'packageShared': {
      const { package: shared, members } = event.payload;
      return telling(ofMembers(members), {
        kind: 'assigned',
        code: 'packageShared',
        facts: { title: shared.title },
        path: page('/finder'),
      });
    }
    case 'packageWithdrawn': {
      const kept = entryOf(state.packages, event.payload.package);
      return telling(ofMembers(kept?.sharedWith ?? []), {
        kind: 'assigned',
        code: 'packageWithdrawn',
        facts: { title: kept?.title ?? '' },
        path: page('/finder'),
      });
    }
    case 'amendmentSubmitted':
    case 'amendmentAccepted':
    case 'amendmentWithdrawn':
      return amendmentTelling(state, event);
    case 'adoptionProposed':
    case 'ballotOpened':
    case 'proposalWithdrawn':
    case 'textWithdrawn':
    case 'textReintroduced':
    case 'textBarred':
    case 'textReconsidered':
    case 'amendmentAdopted':
    case 'textAdopted':
    case 'adoptionRejected':
    case 'silenceExtended':
    case 'silenceEnded':
    case 'divisionRequested':
    case 'divisionCarried':
    case 'divisionLost':
    case 'partDecided':
    case 'paragraphAgreedAdRef':
    case 'paragraphReopened':
    case 'paragraphsDeferred':
    case 'paragraphsReleased':
    case 'deletionProposed':
    case 'deletionObjected':
    case 'paragraphDeleted':
      return procedureTelling(state, event);
    default:
      return undefined;
  }
};

/**
 * NTC-1 to NTC-4, NTC-30 to NTC-35: whom an event concerns and what each is told: at most one notice of what happened,
 * and one of positions that lost their words, which is of another kind. Nobody is told of what they may not see, nor of
 * what they did themselves.
 * @param state the deliberation after the event, or later
 * @param before the deliberation before the event; without it nobody is told of positions that lost their words
 */
export const noticesOf = (
  state: DeliberationState,
  event: Recorded<DeliberationEvent>,
  people: readonly Person[],
  before?: DeliberationState,
): readonly AddressedNotice[] => {
  const concerned = people.filter(
    (person) => person.account !== event.actor.person && maySee(person, event.audience),
  );
  const key = `${event.stream}:${event.version}`;
  const addressed = (found: Telling | undefined, name: string): readonly AddressedNotice[] =>
    found === undefined
      ? []
      : concerned.flatMap((person): readonly AddressedNotice[] => {
          const told: Told | undefined = found.isFor(person) ? found.told(person) : undefined;
          return told === undefined
            ? []
            : [
                {
                  account: person.account,
                  notice: { ...told, key: name, deliberation: state.id, at: event.at },
                },
              ];
        });
  return [
    ...addressed(withLapsed(state, event, eventTelling(state, event)), key),
    ...addressed(changedWordsTelling(state, event, before, concerned), `${key}:words`),
  ];
};
