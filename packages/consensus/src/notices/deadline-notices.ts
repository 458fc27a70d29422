import { openDecision } from '../acts/decision-ballots.ts';
import { entryOf } from '../acts/entry-of.ts';
import { paragraphOf } from '../acts/items.ts';
import { addSeconds } from '../rules/instant.ts';
import type { BodyState, DeliberationState, Instant } from '../types.ts';
import type { AddressedNotice, Person } from './types.ts';
import { DEADLINE_LEAD_HOURS, TOLD_WINDOW_SECONDS_MIN, type NoticeCode } from './vocabulary.ts';

interface Deadline {
  readonly code: NoticeCode;
  readonly until: Instant;
  /** Since when it could be acted; absent where the record does not say. */
  readonly since?: Instant;
  /** What its sentence says beside the instant. */
  readonly facts?: AddressedNotice['notice']['facts'];
  /** What it ends: a proposal by its number, or what names it for good. */
  readonly decision: string;
  /** Page where something can be done. */
  readonly page: string;
  /** Whose act is still possible, and has not been made. */
  readonly waitsFor: (member: string) => boolean;
}

/** Until when amendments are taken; every delegation may still hand one in. */
const submissionDeadline = ({ submissionUntil }: DeliberationState, body: BodyState): Deadline | undefined =>
  submissionUntil === undefined
    ? undefined
    : {
        code: 'submissionCloses',
        until: submissionUntil,
        decision: submissionUntil,
        page: '/amendments',
        waitsFor: (member) => entryOf(body.members, member)?.role === 'member',
      };

const decisionDeadline = (state: DeliberationState, body: BodyState): Deadline | undefined => {
  const decision = openDecision(state);
  if (decision === undefined) return undefined;
  const page = '/adoption';
  const { id, ballot, proposedAt, objectionsUntil, objections, extensions = [] } = decision;
  if (ballot === undefined)
    return {
      code: 'objectionsEnd',
      until: objectionsUntil,
      since: proposedAt,
      // What was extended is another deadline: of its end people are told again.
      decision: extensions.length === 0 ? id : `${id}:${extensions.length}`,
      page,
      waitsFor: (member) =>
        entryOf(body.members, member)?.role === 'member' && entryOf(objections, member) === undefined,
    };
  if (ballot.closedAt !== undefined) return undefined;
  const electors = new Set(ballot.electors.map((elector) => elector.id));
  return {
    code: 'ballotCloses',
    until: ballot.closesAt,
    since: ballot.openedAt,
    decision: id,
    page,
    waitsFor: (member) => electors.has(member) && entryOf(ballot.cast, member) === undefined,
  };
};

/** NTC-50: until when delegations may object to the deletion of paragraphs. */
const deletionDeadlines = (state: DeliberationState, body: BodyState): readonly Deadline[] =>
  Object.entries(state.marks).flatMap(([pid, { status, at, objectionsUntil: until }]): Deadline[] =>
    status !== 'deletionProposed' || until === undefined
      ? []
      : [
          {
            code: 'deletionEnds',
            until,
            since: at,
            decision: `${pid}:${until}`,
            page: `/board/${pid}`,
            facts: { paragraph: paragraphOf(state, pid)?.label || pid },
            waitsFor: (member) => entryOf(body.members, member)?.role === 'member',
          },
        ],
  );

const deadlinesOf = (state: DeliberationState, body: BodyState): readonly Deadline[] =>
  [decisionDeadline(state, body), submissionDeadline(state, body), ...deletionDeadlines(state, body)].filter(
    (deadline) => deadline !== undefined,
  );

const noticesBefore = (
  { code, until, since, decision, page, facts = {}, waitsFor }: Deadline,
  deliberation: string,
  people: readonly Person[],
  at: Instant,
): readonly AddressedNotice[] => {
  if (at >= until) return [];
  // NTC-31: what is over within minutes is no deadline.
  if (since !== undefined && addSeconds(since, TOLD_WINDOW_SECONDS_MIN) > until) return [];
  const lead = DEADLINE_LEAD_HOURS.findLast((hours) => addSeconds(until, -hours * 3_600) <= at);
  if (lead === undefined) return [];
  return people
    .filter(({ kind, member }) => kind === 'delegate' && member !== undefined && waitsFor(member))
    .map(({ account }) => ({
      account,
      notice: {
        key: `deadline:${deliberation}:${decision}:${code}:${lead}`,
        kind: 'deadlineNear',
        code,
        deliberation,
        facts: { ...facts, until },
        path: `/deliberations/${deliberation}${page}`,
        at,
      },
    }));
};

/**
 * NTC-5: delegations that can still act are told of a deadline 24 hours before it and 2 hours before it; where it was
 * announced later than that, at once. After the deadline nobody is told of it.
 */
export const deadlineNotices = (
  state: DeliberationState,
  body: BodyState,
  people: readonly Person[],
  at: Instant,
): readonly AddressedNotice[] =>
  deadlinesOf(state, body).flatMap((deadline) => noticesBefore(deadline, state.id, people, at));

/** From when until when there can be something to tell of a deadline, however little happens. */
export interface TellingSpan {
  readonly from: Instant;
  readonly until: Instant;
}
/** The span before a deadline in which people are told of it. */
export const spanBefore = (until: Instant): TellingSpan => ({
  from: addSeconds(until, -DEADLINE_LEAD_HOURS[0] * 3_600),
  until,
});

/** When `deadlineNotices` has something to tell of this state: at every other time it need not be asked. */
export const deadlineSpans = (state: DeliberationState, body: BodyState): readonly TellingSpan[] =>
  deadlinesOf(state, body).map(({ until }) => spanBefore(until));
