import { itemsOf, openDecision, standingOf, statementsOn, WHOLE_TEXT } from '../acts/standing.ts';
import type { BodyState, DeliberationState, Instant, ItemId, MemberId } from '../types.ts';

export const WAITING_KINDS = ['ballot', 'objection', 'statementInOurName', 'stale', 'silent'] as const;
export type WaitingKind = (typeof WAITING_KINDS)[number];

/** Something that waits for a delegation: what it is, on which item, and until when. */
export interface Waiting {
  readonly kind: WaitingKind;
  readonly item: ItemId;
  readonly until?: Instant;
  /** The group statement made in the member's name. */
  readonly statement?: string;
}

/** What waits for a member at `at`: what has a deadline first, then by kind, then in the order of the text. */
export const waitingFor = (
  body: BodyState,
  state: DeliberationState,
  member: MemberId,
  at: Instant,
): readonly Waiting[] => {
  if (body.members[member]?.role !== 'member' || state.phase === 'adopted') return [];
  const waiting: Waiting[] = [];
  const decision = openDecision(state);
  if (
    state.phase === 'balloting' &&
    decision?.ballot !== undefined &&
    decision.ballot.cast[member] === undefined
  )
    waiting.push({ kind: 'ballot', item: WHOLE_TEXT, until: decision.ballot.closesAt });
  if (state.phase === 'adoptionProposed' && decision !== undefined && at <= decision.objectionsUntil)
    waiting.push({ kind: 'objection', item: WHOLE_TEXT, until: decision.objectionsUntil });
  const rest: Waiting[] = [];
  for (const item of itemsOf(state)) {
    const standing = standingOf(state, item, member, statementsOn(state, item));
    if (standing.stale) rest.push({ kind: 'stale', item });
    else if (standing.source === 'group' && standing.statement !== undefined)
      rest.push({ kind: 'statementInOurName', item, statement: standing.statement.id });
    else if (standing.source === 'none') rest.push({ kind: 'silent', item });
  }
  const order = (kind: WaitingKind): number => WAITING_KINDS.indexOf(kind);
  // The sort is stable: items of one kind stay in the order of the text.
  return [...waiting, ...rest.sort((a, b) => order(a.kind) - order(b.kind))];
};
