import { WHOLE_TEXT } from '../acts/items.ts';
import type { DeliberationState, ItemId } from '../types.ts';
import type { ParagraphStatus } from '../vocabulary.ts';
import type { Robustness } from './robustness.ts';
import type { StandingItem } from './standing-item.ts';
import type { Verdict } from './verdict.ts';

export const ITEM_STATES = [
  'open',
  'bracketed',
  'pending',
  'contested',
  'acceptable',
  'deferred',
  'deletionProposed',
  'agreedAdRef',
  'adopted',
] as const;
/** The last four come from the record; the others are derived and inform, they decide nothing. */
export type ItemState = (typeof ITEM_STATES)[number];

/** What the state of an item is derived from. */
export interface ItemFacts {
  readonly silent: number;
  readonly members: number;
  readonly objectors: number;
  readonly holds: boolean;
  readonly robustness: Robustness | null;
  /** Whether its words hold brackets, or amendments to it are pending. */
  readonly hasBrackets: boolean;
}

/** What an item's words say of its state: the share of them outside brackets where that is known, and amendments to it. */
export interface UnsettledWords {
  readonly share: number | null;
  readonly isAmended: boolean;
}

/** The facts of an item that stands so and has these words. */
export const itemFacts = (
  { standings, objectors }: StandingItem,
  { holds, sturdy }: Verdict,
  { share, isAmended }: UnsettledWords,
): ItemFacts => ({
  silent: standings.filter(({ stance }) => stance === 'silent').length,
  members: standings.length,
  objectors: objectors.length,
  holds,
  robustness: sturdy,
  hasBrackets: isAmended || (share !== null && share < 1),
});

const declaredState = (
  state: DeliberationState,
  item: ItemId,
): Exclude<ParagraphStatus, 'open' | 'deleted'> | undefined => {
  if (item === WHOLE_TEXT) return state.phase === 'adopted' ? 'adopted' : undefined;
  const declared = state.marks[item]?.status;
  return declared === 'open' || declared === 'deleted' ? undefined : declared;
};

/**
 * BRD-8, BRD-16: bracketed while its words are not settled; open while nobody spoke; contested while somebody objects or
 * the rule can no longer adopt; acceptable when it adopts whatever the silent say; pending while it depends on them.
 */
export const itemState = (state: DeliberationState, item: ItemId, facts: ItemFacts): ItemState => {
  const declared = declaredState(state, item);
  if (declared !== undefined) return declared;
  const { silent, members, objectors, holds, robustness, hasBrackets } = facts;
  if (hasBrackets) return 'bracketed';
  if (silent === members && objectors === 0) return 'open';
  if (holds) return silent === 0 || robustness === 'adopted' ? 'acceptable' : 'pending';
  return objectors > 0 || silent === 0 || robustness === 'impossible' ? 'contested' : 'pending';
};

/**
 * BRD-16: an item that the record declares agreed ad referendum while the rule could not adopt it as things stand: for
 * somebody to look at. Adopted is adopted.
 */
export const isContradicted = (
  state: DeliberationState,
  item: ItemId,
  { objectors, holds, robustness }: ItemFacts,
): boolean =>
  declaredState(state, item) === 'agreedAdRef' && (objectors > 0 || (!holds && robustness === 'impossible'));
