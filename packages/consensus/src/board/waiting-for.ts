import { openDecision } from '../acts/decision-ballots.ts';
import { effectiveStance } from '../acts/effective-stance.ts';
import { entryOf } from '../acts/entry-of.ts';
import { itemsOf } from '../acts/items.ts';
import type { BodyState, DeliberationState, Instant, ItemId, MemberId } from '../types.ts';
import type { BoardRow } from './row.ts';
import { paragraphBoard } from './paragraph-board.ts';

export const WAITING_KINDS = ['ballot', 'objection', 'statementInOurName', 'stale', 'silent'] as const;
export type WaitingKind = (typeof WAITING_KINDS)[number];

/** Something that waits for a delegation: what it is, on which item, and until when. */
export interface Waiting {
  readonly kind: WaitingKind;
  readonly item: ItemId;
  readonly until?: Instant;
  /** The group statement made in the member's name. */
  readonly statement?: string;
  /** Whether the member is one of a smallest set whose change would bring adoption of the item. */
  readonly pivotal: boolean;
}

const isPivotal = (rows: readonly BoardRow[], item: ItemId, member: MemberId): boolean =>
  rows.find((row) => row.item === item)?.pivotal.includes(member) ?? false;

/** What has a deadline: an open ballot without our vote, an adoption to which we can still object. */
const withDeadline = (
  state: DeliberationState,
  member: MemberId,
  at: Instant,
  rows: readonly BoardRow[],
): readonly Waiting[] => {
  const decision = openDecision(state);
  if (decision === undefined) return [];
  const { item, rule, ballot, objections, objectionsUntil } = decision;
  const pivotal = isPivotal(rows, item, member);
  if (state.phase === 'balloting' && ballot !== undefined) {
    const isElector = ballot.electors.some(({ id }) => id === member);
    const isDone = entryOf(ballot.cast, member) !== undefined || at > ballot.closesAt;
    return isElector && !isDone ? [{ kind: 'ballot', item, until: ballot.closesAt, pivotal }] : [];
  }
  // An objection to a text that is put to the ballot is for the record only: it waits for nobody.
  const canObject = rule.method !== 'ballot' && at <= objectionsUntil;
  return canObject && entryOf(objections, member) === undefined
    ? [{ kind: 'objection', item, until: objectionsUntil, pivotal }]
    : [];
};

const onItem = (
  state: DeliberationState,
  item: ItemId,
  member: MemberId,
  pivotal: boolean,
): readonly Waiting[] => {
  if (state.marks[item]?.status === 'agreedAdRef') return [];
  const { stale, source, statement } = effectiveStance(state, item, member);
  if (stale) return [{ kind: 'stale', item, pivotal }];
  if (source === 'none') return [{ kind: 'silent', item, pivotal }];
  // Whoever spoke for the group, or joined its statement, needs no reminder of it.
  const isOurs = statement?.speaker === member || statement?.aligned.includes(member);
  return source === 'group' && statement !== undefined && isOurs !== true
    ? [{ kind: 'statementInOurName', item, statement: statement.id, pivotal }]
    : [];
};

/**
 * BRD-10: what waits for a member at `at`: first what has a deadline, the nearest first; then where the member could
 * make the difference; then in the order of the text. Pass the rows of the board where they are at hand.
 */
export const waitingFor = (
  body: BodyState,
  state: DeliberationState,
  member: MemberId,
  at: Instant,
  rows: readonly BoardRow[] = paragraphBoard(body, state),
): readonly Waiting[] => {
  if (entryOf(body.members, member)?.role !== 'member' || state.phase === 'adopted') return [];
  const urgent = withDeadline(state, member, at, rows);
  // In a ballot that is closed, positions rest until the outcome.
  if (state.phase === 'ballotClosed') return urgent;
  const rest = itemsOf(state).flatMap((item) => onItem(state, item, member, isPivotal(rows, item, member)));
  // The sort is stable: items alike stay in the order of the text.
  return [...urgent, ...rest.sort((a, b) => Number(b.pivotal) - Number(a.pivotal))];
};
