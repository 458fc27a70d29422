import { entryOf } from '../acts/entry-of.ts';
import { WHOLE_TEXT } from '../acts/items.ts';
import { divisionOf } from '../divisions/division-of.ts';
import { maySee } from '../acts/visibility.ts';
import type { DeliberationEvent, DeliberationState, MemberId, Recorded, Revision } from '../types.ts';
import type { AddressedNotice, Notice, Person } from './types.ts';
import type { NoticeCode } from './vocabulary.ts';

type Told = Omit<Notice, 'key' | 'deliberation' | 'at'>;
interface Telling {
  readonly isFor: (person: Person) => boolean;
  readonly told: (person: Person) => Told | undefined;
}

const ofMembers =
  (members: readonly MemberId[]) =>
  ({ kind, member }: Person): boolean =>
    kind === 'delegate' && member !== undefined && members.includes(member);

/** How many positions of a delegation were on words that this revision changed or left out. */
const staleCount = (
  state: DeliberationState,
  before: Revision,
  after: Revision,
  member: MemberId,
): number => {
  const now = new Map<string, string>(after.paragraphs.map(({ pid, hash }) => [pid, hash]));
  const was = new Map<string, string>(before.paragraphs.map(({ pid, hash }) => [pid, hash]));
  was.set('text', before.hash);
  now.set('text', after.hash);
  return Object.entries(state.positions).filter(([item, byMember]) => {
    const position = entryOf(byMember, member);
    return position !== undefined && position.textHash === was.get(item) && now.get(item) !== was.get(item);
  }).length;
};

type OfProcedure =
  | 'silenceExtended'
  | 'silenceEnded'
  | 'divisionRequested'
  | 'divisionCarried'
  | 'divisionLost'
  | 'partDecided';

/** NTC-6: silences that were extended or broken, and the course of a division; what silence adopted is a decision. */
const procedureTelling = (
  event: Extract<Recorded<DeliberationEvent>, { readonly type: OfProcedure }>,
  path: string,
): Telling | undefined => {
  const everybody = (code: NoticeCode, facts: Notice['facts']): Telling => ({
    isFor: () => true,
    told: () => ({ kind: 'decisionTaken', code, facts, path }),
  });
  switch (event.type) {
    case 'silenceExtended':
      return {
        isFor: ({ kind }) => kind === 'delegate',
        told: () => ({
          kind: 'deadlineNear',
          code: 'silenceExtended',
          facts: { until: event.payload.until },
          path,
        }),
      };
    case 'silenceEnded':
      return event.payload.broken ? everybody('silenceBroken', {}) : undefined;
    case 'divisionRequested': {
      const { id, member } = event.payload.division;
      return everybody('divisionRequested', { division: id, owner: member });
    }
    case 'divisionCarried':
    case 'divisionLost':
      return everybody(event.type, { division: event.payload.division });
    case 'partDecided': {
      const { division, part, outcome } = event.payload;
      return everybody(outcome === 'adopted' ? 'partAdopted' : 'partRejected', { division, part });
    }
  }
};

const telling = (state: DeliberationState, event: Recorded<DeliberationEvent>): Telling | undefined => {
  const page = (part: string): string => `/deliberations/${state.id}${part}`;
  switch (event.type) {
    case 'documentShared': {
      const { document, member } = event.payload;
      return {
        isFor: ofMembers([member]),
        told: () => ({
          kind: 'assigned',
          code: 'draftShared',
          facts: { title: document.title, owner: document.owner ?? '' },
          path: page(`/drafts/${document.id}`),
        }),
      };
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
      return {
        isFor: ofMembers(event.payload.members),
        told: () => ({ kind: 'assigned', code: 'paragraphOpened', facts: {}, path: page('/drafts') }),
      };
    case 'revisionIssued': {
      const at = state.revisions.findIndex(({ symbol }) => symbol === event.payload.symbol);
      const [before, after] = [state.revisions[at - 1], state.revisions[at]];
      if (before === undefined || after === undefined) return undefined;
      return {
        isFor: ({ kind, member }) => kind === 'delegate' && member !== undefined,
        told: ({ member }) => {
          const count = member === undefined ? 0 : staleCount(state, before, after, member);
          return count === 0
            ? undefined
            : {
                kind: 'textChanged',
                code: 'textChanged',
                facts: { symbol: after.symbol, count },
                path: page('/desk'),
              };
        },
      };
    }
    case 'amendmentAdopted':
    case 'textAdopted':
    case 'adoptionRejected': {
      const decision = state.decisions.find(({ id }) => id === event.payload.decision);
      const isAdopted = event.type !== 'adoptionRejected';
      // DIV-7: a motion for division or a part waits for its vote; what became of it is told then.
      if (decision !== undefined && divisionOf(state, decision.item) !== undefined) return undefined;
      const amendment = decision === undefined || decision.item === WHOLE_TEXT ? undefined : decision.item;
      return {
        isFor: () => true,
        told: () => ({
          kind: 'decisionTaken',
          ...(amendment === undefined
            ? { code: isAdopted ? 'adopted' : 'rejected', facts: {} }
            : { code: isAdopted ? 'amendmentAdopted' : 'amendmentRejected', facts: { amendment } }),
          path: page('/adoption'),
        }),
      };
    }
    case 'silenceExtended':
    case 'silenceEnded':
    case 'divisionRequested':
    case 'divisionCarried':
    case 'divisionLost':
    case 'partDecided':
      return procedureTelling(event, page('/adoption'));
    default:
      return undefined;
  }
};

/**
 * NTC-1 to NTC-4: whom an event concerns and what each is told. `state` is the deliberation after the event, or later.
 * Nobody is told of what they may not see, nor of what they did themselves.
 */
export const noticesOf = (
  state: DeliberationState,
  event: Recorded<DeliberationEvent>,
  people: readonly Person[],
): readonly AddressedNotice[] => {
  const found = telling(state, event);
  if (found === undefined) return [];
  return people.flatMap((person): readonly AddressedNotice[] => {
    const { account } = person;
    if (account === event.actor.person || !maySee(person, event.audience) || !found.isFor(person)) return [];
    const told = found.told(person);
    return told === undefined
      ? []
      : [
          {
            account,
            notice: {
              ...told,
              key: `${event.stream}:${event.version}`,
              deliberation: state.id,
              at: event.at,
            },
          },
        ];
  });
};
