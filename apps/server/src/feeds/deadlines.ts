import { WHOLE_TEXT, type Decision, type DeliberationState } from '@plenary/consensus';
import type { CalendarEntry } from './calendar.ts';

/** Words of a calendar in the reader's language. */
export interface DeadlineWords {
  readonly objections: (title: string) => string;
  readonly ballot: (title: string) => string;
  readonly rule: (rule: string) => string;
}

interface Place {
  /** Title of the deliberation in the reader's language. */
  readonly title: string;
  /** Address under which people reach the service, without a stroke at its end. */
  readonly base: string;
  /** Name of the service within the ids of entries; never changes. */
  readonly host: string;
}

const isWithdrawn = ({ outcome }: Decision): boolean => outcome === 'withdrawn';

/**
 * CAL-3: the deadlines of a deliberation: until when objections are possible, and until when a ballot is open. A
 * withdrawn proposal takes its deadlines with it; a ballot that closed early is over when it closed.
 */
export const deadlinesOf = (
  state: DeliberationState,
  { title, base, host }: Place,
  words: DeadlineWords,
): readonly CalendarEntry[] =>
  state.decisions.flatMap((decision): readonly CalendarEntry[] => {
    const { id, item, proposedAt, objectionsUntil, ballot, decidedAt, rule } = decision;
    const what = item === WHOLE_TEXT ? title : `${title} · ${item}`;
    const withdrawn = isWithdrawn(decision) && decidedAt !== undefined;
    const common = {
      description: words.rule(rule.id),
      url: `${base}/deliberations/${state.id}/adoption`,
    };
    const objections: CalendarEntry = {
      ...common,
      uid: `objections-${state.id}-${id}@${host}`,
      startsAt: objectionsUntil,
      summary: words.objections(what),
      cancelled: withdrawn && decidedAt <= objectionsUntil,
      changedAt: withdrawn && decidedAt <= objectionsUntil ? decidedAt : proposedAt,
      sequence: withdrawn && decidedAt <= objectionsUntil ? 1 : 0,
    };
    if (ballot === undefined) return [objections];
    const early = ballot.closedAt !== undefined && ballot.closedAt < ballot.closesAt;
    const changes = early || (withdrawn && ballot.closedAt === undefined);
    const changedAt = early ? ballot.closedAt : withdrawn ? decidedAt : undefined;
    return [
      objections,
      {
        ...common,
        uid: `ballot-${state.id}-${id}@${host}`,
        startsAt: early ? ballot.closedAt : ballot.closesAt,
        summary: words.ballot(what),
        cancelled: withdrawn && ballot.closedAt === undefined,
        changedAt: changes ? (changedAt ?? ballot.openedAt) : ballot.openedAt,
        sequence: changes ? 1 : 0,
      },
    ];
  });
