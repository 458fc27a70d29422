import {
  submittedAmendments,
  WHOLE_TEXT,
  type DeliberationState,
  type Recorded,
  type SittingEvent,
  type SittingState,
} from '@plenary/consensus';
import { isolate } from '@plenary/i18n';
import { showInstant, showTime } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { itemNumber, memberName } from './names.ts';
import { sittingSentence, type Telling } from './sitting-sentence.ts';

/** What is done with the list of speakers and the roll of a vote is in the minutes, and not in the record of a meeting. */
const LEFT_OUT: ReadonlySet<SittingEvent['type']> = new Set([
  'sittingPlanned',
  'floorAsked',
  'requestWithdrawn',
  'speakersListSet',
  'voteCast',
]);

/** Something that happened, at its instant. */
export interface RecordLine {
  readonly at: string;
  readonly words: string;
}

/** What was decided on a text while the meeting was held, each in a sentence. */
const decidedIn = (state: DeliberationState, { t, lang }: Telling): readonly RecordLine[] => {
  const title = localised(state.title, lang);
  const about = (item: string): string => isolate(item === WHOLE_TEXT ? title : `${title} · ${item}`);
  const decisions = state.decisions.flatMap(({ item, outcome, decidedAt, rule, result }): RecordLine[] => {
    if (outcome === undefined || decidedAt === undefined) return [];
    const decided = t('floor:record.decision', {
      item: about(item),
      outcome: t(`vocabulary:outcome.${outcome}`),
      rule: isolate(localised(rule.names ?? { en: rule.id }, lang)),
    });
    const tally =
      result === undefined || outcome === 'withdrawn' ? '' : ` ${t('documents:tally', { ...result.tally })}`;
    return [{ at: decidedAt, words: `${decided}${tally}` }];
  });
  const takenIn = submittedAmendments(state).flatMap(({ id, state: fate, outcome }): RecordLine[] =>
    fate === 'acceptedBySponsors' && outcome !== undefined
      ? [{ at: outcome.at, words: t('floor:record.takenIn', { item: about(id) }) }]
      : [],
  );
  return [...decisions, ...takenIn];
};

/**
 * What happened at a meeting, in order: its own events in sentences, and what was decided on the texts of its agenda
 * between its opening and its end.
 */
export const recordLines = (
  events: readonly Recorded<SittingEvent>[],
  deliberations: readonly DeliberationState[],
  telling: Telling,
): readonly RecordLine[] => {
  const { openedAt, adjournedAt } = telling.state;
  const texts = new Map(deliberations.map((one) => [one.id, one]));
  const own = events
    .filter(({ type }) => !LEFT_OUT.has(type))
    .map((event): RecordLine => ({ at: event.at, words: sittingSentence(event, { ...telling, texts }) }));
  const decided = deliberations
    .flatMap((state) => decidedIn(state, telling))
    .filter(({ at }) => openedAt !== undefined && at >= openedAt && (adjournedAt ?? at) >= at);
  // Sorting is stable: of one instant what the meeting did stands before what was decided.
  return [...own, ...decided].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
};

/** Marks of direction are for the page; a plain text has none. */
const withoutIsolates = (text: string): string => text.replace(/[\u2066-\u2069]/gu, '');

/** The title of the record of a meeting. */
export const recordTitle = (state: SittingState, { t, lang }: Pick<Telling, 't' | 'lang'>): string =>
  withoutIsolates(
    t('floor:record.title', {
      number: state.meeting,
      session: localised(state.session, lang),
      title: localised(state.title, lang),
    }),
  );

/** The record of a meeting in plain words: when it was held, its agenda, who attended, and line by line what happened. */
export const recordWords = (
  lines: readonly RecordLine[],
  { head, ...telling }: Telling & { readonly head: number },
): string => {
  const { body, state, lang, t } = telling;
  const { openedAt, adjournedAt, agenda, attended } = state;
  const held = [
    openedAt === undefined ? '' : t('floor:openedAt', { date: showInstant(openedAt, lang) }),
    adjournedAt === undefined ? '' : t('floor:adjournedAt', { date: showInstant(adjournedAt, lang) }),
  ].filter((part) => part !== '');
  const items = agenda.map((item) => `${itemNumber(item)} ${localised(item.title, lang)}`);
  const members = Object.keys(attended).map((member) => memberName(body, member, lang));
  const parts = [
    held.join('\n'),
    [t('floor:agenda'), ...items].join('\n'),
    members.length === 0 ? '' : t('floor:record.attended', { members: members.join(' · ') }),
    lines.map(({ at, words }) => `${showTime(at, lang)} ${words}`).join('\n'),
    t('floor:record.made', { head }),
  ];
  return withoutIsolates(parts.filter((part) => part !== '').join('\n\n'));
};
