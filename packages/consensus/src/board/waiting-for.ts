import { pendingAmendments } from '../acts/amendments/amendment-records.ts';
import { openDecision } from '../acts/decision-ballots.ts';
import { effectiveStance } from '../acts/effective-stance.ts';
import { entryOf } from '../acts/entry-of.ts';
import { itemsOf, WHOLE_TEXT } from '../acts/items.ts';
import { preparedBy } from '../acts/prepare-statement.ts';
import type { BodyState, Decision, DeliberationState, Instant, ItemId, MemberId } from '../types.ts';
import { boardPlan } from './board-plan.ts';
import { boardRow } from './board-row.ts';
import type { BoardRow } from './row.ts';
import { paragraphBoard } from './paragraph-board.ts';

export const WAITING_KINDS = [
  'ballot',
  'objection',
  'deletion',
  'package',
  'prepared',
  'statementInOurName',
  'stale',
  'silent',
] as const;
export type WaitingKind = (typeof WAITING_KINDS)[number];

/** Something that waits for a delegation: what it is, on which item, and until when. */
export interface Waiting {
  readonly kind: WaitingKind;
  readonly item: ItemId;
  readonly until?: Instant;
  /** The group statement made in the member's name; of `prepared`, the statement that is not yet filed. */
  readonly statement?: string;
  /** Of `package`: the one that was shared with the member, which it has not answered. */
  readonly package?: string;
  /** Whether the member is one of a smallest set whose change would bring adoption of the item. */
  readonly pivotal: boolean;
}

/** The amendments that are pending, in the order of submission. */
export const amendmentItems = (state: DeliberationState): readonly ItemId[] =>
  pendingAmendments(state).map(({ id }) => id);

/** Amendments whose rows are made for what waits: a row takes a millisecond or more, and there may be thousands. */
export const WEIGHED_AMENDMENTS_MAX = 100;

/** Those of them of which it is told whether a member could make the difference: the first ones submitted. */
export const weighedAmendments = (state: DeliberationState): readonly ItemId[] =>
  amendmentItems(state).slice(0, WEIGHED_AMENDMENTS_MAX);

/** Whether the member could make the difference in what is before the body, under the rule by which it is decided. */
const isPivotalNow = (
  body: BodyState,
  state: DeliberationState,
  { item, rule }: Decision,
  member: MemberId,
): boolean => {
  // A motion for division and a part hold no positions of their own, from which nothing can be told.
  const holdsPositions = item === WHOLE_TEXT || entryOf(state.amendments, item) !== undefined;
  return holdsPositions && boardRow(body, state, item, boardPlan(body, rule)).pivotal.includes(member);
};

/** What has a deadline: an open ballot without our vote, an adoption to which we can still object. */
const withDeadline = (
  body: BodyState,
  state: DeliberationState,
  member: MemberId,
  at: Instant,
): readonly Waiting[] => {
  const decision = openDecision(state);
  if (decision === undefined) return [];
  const { item, rule, ballot, objections, objectionsUntil } = decision;
  const pivotal = isPivotalNow(body, state, decision, member);
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
  // BRD-52: agreed, deferred or about to be deleted: no position on its words is waited for.
  const status = state.marks[item]?.status ?? 'open';
  if (status !== 'open') return [];
  const { stale, source, statement } = effectiveStance(state, item, member);
  if (stale) return [{ kind: 'stale', item, pivotal }];
  if (source === 'none') return [{ kind: 'silent', item, pivotal }];
  // Whoever spoke for the group, or joined its statement, needs no reminder of it.
  const isOurs = statement?.speaker === member || statement?.aligned.includes(member);
  return source === 'group' && statement !== undefined && isOurs !== true
    ? [{ kind: 'statementInOurName', item, statement: statement.id, pivotal }]
    : [];
};

/** BRD-53: deletions to which the member can still object, the nearest deadline first. */
const deletions = ({ marks }: DeliberationState, at: Instant): readonly Waiting[] =>
  Object.entries(marks)
    .flatMap(([item, { status, objectionsUntil: until }]): Waiting[] =>
      status === 'deletionProposed' && until !== undefined && at <= until
        ? [{ kind: 'deletion', item, until, pivotal: false }]
        : [],
    )
    .sort((a, b) => ((a.until ?? '') < (b.until ?? '') ? -1 : 1));

/** BRD-54: packages that were shared with the member and on which it has not said where it stands, oldest first. */
const unanswered = (state: DeliberationState, member: MemberId): readonly Waiting[] =>
  Object.values(state.packages)
    .filter(
      ({ id, sharedWith, withdrawn }) =>
        sharedWith.includes(member) &&
        withdrawn === undefined &&
        entryOf(entryOf(state.packageAnswers, id) ?? {}, member) === undefined,
    )
    .sort((a, b) => ((a.sharedAt ?? '') < (b.sharedAt ?? '') ? -1 : 1))
    .map(({ id }): Waiting => ({ kind: 'package', item: WHOLE_TEXT, package: id, pivotal: false }));

/** PRE-4: statements that were prepared for the adoption wait to be filed once the text is adopted. */
const toFile = (state: DeliberationState, member: MemberId): readonly Waiting[] =>
  Object.entries(preparedBy(state, member)).map(([statement, { paragraphs }]): Waiting => ({
    kind: 'prepared',
    item: paragraphs[0] ?? WHOLE_TEXT,
    statement,
    pivotal: false,
  }));

/**
 * BRD-10, BRD-51 to BRD-54: what waits for a member at `at`: first what has a deadline, the nearest first; then the
 * packages that were shared with it; then where the member could
 * make the difference; then in the order of the text, and pending amendments in the order of submission. Pass the rows of
 * the board, and those of the amendments, where they are at hand.
 */
export const waitingFor = (
  body: BodyState,
  state: DeliberationState,
  member: MemberId,
  at: Instant,
  rows: readonly BoardRow[] = paragraphBoard(body, state),
  amendmentRows: readonly BoardRow[] = paragraphBoard(body, state, { items: weighedAmendments }),
): readonly Waiting[] => {
  if (entryOf(body.members, member)?.role !== 'member') return [];
  if (state.phase === 'adopted') return toFile(state, member);
  const urgent = [...withDeadline(body, state, member, at), ...deletions(state, at)].sort((a, b) =>
    (a.until ?? '') < (b.until ?? '') ? -1 : 1,
  );
  // In a ballot that is closed, positions rest until the outcome.
  if (state.phase === 'ballotClosed') return urgent;
  const pivotal = new Set(
    [...rows, ...amendmentRows].flatMap((row) => (row.pivotal.includes(member) ? [row.item] : [])),
  );
  const items = [...itemsOf(state), ...amendmentItems(state)];
  const rest = items.flatMap((item) => onItem(state, item, member, pivotal.has(item)));
  // The sort is stable: items alike stay in the order of the text.
  // A package is answered while the text can still change.
  const asked = state.phase === 'open' ? unanswered(state, member) : [];
  return [...urgent, ...asked, ...rest.sort((a, b) => Number(b.pivotal) - Number(a.pivotal))];
};
