import { WHOLE_TEXT, type Decision, type DeliberationState, type OpenedBallot } from '@plenary/consensus';
import type { CalendarEntry } from './calendar.ts';

/** Words of a calendar in the reader's language. */
export interface DeadlineWords {
  readonly objections: (title: string) => string;
  readonly ballot: (title: string) => string;
  readonly submission: (title: string) => string;
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

/**
 * CAL-3, CAL-30: the end of objections. It moves with each extension, and is cancelled by whatever ends the proposal
 * before: a withdrawal, or the chair who ends a silence that was broken.
 */
const objectionsEntry = (
  { proposedAt, objectionsUntil, extensions = [], decidedAt }: Decision,
  common: Pick<CalendarEntry, 'uid' | 'summary' | 'description' | 'url'>,
): CalendarEntry => {
  const isEnded = decidedAt !== undefined && decidedAt <= objectionsUntil;
  return {
    ...common,
    startsAt: objectionsUntil,
    cancelled: isEnded,
    changedAt: isEnded ? decidedAt : (extensions.at(-1)?.at ?? proposedAt),
    sequence: extensions.length + (isEnded ? 1 : 0),
  };
};

const ballotEntry = (
  ballot: OpenedBallot,
  { outcome, decidedAt }: Decision,
  common: Pick<CalendarEntry, 'uid' | 'summary' | 'description' | 'url'>,
): CalendarEntry => {
  const { openedAt, closesAt, closedAt } = ballot;
  const early = closedAt !== undefined && closedAt < closesAt ? closedAt : undefined;
  const withdrawn = outcome === 'withdrawn' && closedAt === undefined ? decidedAt : undefined;
  const changedAt = early ?? withdrawn;
  return {
    ...common,
    startsAt: early ?? closesAt,
    cancelled: withdrawn !== undefined,
    changedAt: changedAt ?? openedAt,
    sequence: changedAt === undefined ? 0 : 1,
  };
};

/**
 * CAL-31: until when amendments are taken. The record says the instant and not when it was announced: another instant is
 * another entry.
 */
const submissionEntry = (
  { id, openedAt, submissionUntil }: DeliberationState,
  { title, base, host }: Place,
  words: DeadlineWords,
): readonly CalendarEntry[] =>
  submissionUntil === undefined
    ? []
    : [
        {
          uid: `submission-${id}-${submissionUntil.replace(/\D/g, '')}@${host}`,
          startsAt: submissionUntil,
          summary: words.submission(title),
          description: title,
          url: `${base}/deliberations/${id}/amendments`,
          cancelled: false,
          changedAt: openedAt,
          sequence: 0,
        },
      ];

/**
 * CAL-3, CAL-30, CAL-31: the deadlines of a deliberation: until when objections are possible, until when a ballot is open,
 * and until when amendments are taken. A withdrawn proposal takes its deadlines with it; a ballot that closed early is
 * over when it closed.
 */
export const deadlinesOf = (
  state: DeliberationState,
  place: Place,
  words: DeadlineWords,
): readonly CalendarEntry[] => {
  const { title, base, host } = place;
  const decisions = state.decisions.flatMap((decision): readonly CalendarEntry[] => {
    const { id, item, ballot, rule } = decision;
    const what = item === WHOLE_TEXT ? title : `${title} · ${item}`;
    const common = {
      description: words.rule(rule.id),
      url: `${base}/deliberations/${state.id}/adoption`,
    };
    const objections = objectionsEntry(decision, {
      ...common,
      uid: `objections-${state.id}-${id}@${host}`,
      summary: words.objections(what),
    });
    return ballot === undefined
      ? [objections]
      : [
          objections,
          ballotEntry(ballot, decision, {
            ...common,
            uid: `ballot-${state.id}-${id}@${host}`,
            summary: words.ballot(what),
          }),
        ];
  });
  return [...decisions, ...submissionEntry(state, place, words)];
};
