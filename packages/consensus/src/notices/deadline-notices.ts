import { openDecision } from '../acts/decision-ballots.ts';
import { entryOf } from '../acts/entry-of.ts';
import { addSeconds } from '../rules/instant.ts';
import type { BodyState, DeliberationState, Instant } from '../types.ts';
import type { AddressedNotice, Person } from './types.ts';
import { DEADLINE_LEAD_HOURS, type NoticeCode } from './vocabulary.ts';

interface Deadline {
  readonly code: NoticeCode;
  readonly until: Instant;
  readonly decision: string;
  /** Whose act is still possible, and has not been made. */
  readonly waitsFor: (member: string) => boolean;
}

const deadlineOf = (state: DeliberationState, body: BodyState): Deadline | undefined => {
  const decision = openDecision(state);
  if (decision === undefined) return undefined;
  const { id, ballot, objectionsUntil, objections } = decision;
  if (ballot === undefined)
    return {
      code: 'objectionsEnd',
      until: objectionsUntil,
      decision: id,
      waitsFor: (member) =>
        entryOf(body.members, member)?.role === 'member' && entryOf(objections, member) === undefined,
    };
  if (ballot.closedAt !== undefined) return undefined;
  const electors = new Set(ballot.electors.map((elector) => elector.id));
  return {
    code: 'ballotCloses',
    until: ballot.closesAt,
    decision: id,
    waitsFor: (member) => electors.has(member) && entryOf(ballot.cast, member) === undefined,
  };
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
): readonly AddressedNotice[] => {
  const deadline = deadlineOf(state, body);
  if (deadline === undefined || at >= deadline.until) return [];
  const { code, until, decision, waitsFor } = deadline;
  const lead = DEADLINE_LEAD_HOURS.findLast((hours) => addSeconds(until, -hours * 3_600) <= at);
  if (lead === undefined) return [];
  return people
    .filter(({ kind, member }) => kind === 'delegate' && member !== undefined && waitsFor(member))
    .map(({ account }) => ({
      account,
      notice: {
        key: `deadline:${state.id}:${decision}:${code}:${lead}`,
        kind: 'deadlineNear',
        code,
        deliberation: state.id,
        facts: { until },
        path: `/deliberations/${state.id}/adoption`,
        at,
      },
    }));
};
