import { isBeingAmended } from '../acts/amendments/amendment-records.ts';
import type { BodyState, DeliberationState, ItemId } from '../types.ts';
import type { BoardPlan } from './board-plan.ts';
import type { BoardOptions } from './board-row.ts';
import { itemFacts, itemState } from './item-state.ts';
import { keptRows, type KeptRows } from './kept-rows.ts';
import type { BoardRow } from './row.ts';
import { countsOf } from './stance-counts.ts';
import { standingItem } from './standing-item.ts';
import { verdictOn } from './verdict.ts';
import { wordsOf } from './words-of.ts';

/** Where an item stands, as whoever reads the text sees it. */
export type ItemStand = Pick<BoardRow, 'item' | 'counts' | 'members' | 'objectors' | 'stale' | 'state'>;

/** BRD-105: what the row of an item says of where it stands, without how far it is from being adopted. */
export const itemStand = (
  body: BodyState,
  state: DeliberationState,
  item: ItemId,
  plan: BoardPlan,
  cleanShare?: BoardOptions['cleanShare'],
): ItemStand => {
  const standing = standingItem(body, state, item, plan);
  const { standings, objectors, stated } = standing;
  const counts = countsOf(stated.sums, plan.slots.all);
  const share = cleanShare?.(wordsOf(state, item)) ?? null;
  const words = { share, isAmended: isBeingAmended(state, item) };
  return {
    item,
    counts,
    members: Object.values(counts).reduce((sum, count) => sum + count, 0),
    objectors,
    stale: plan.room.members.flatMap(({ id }, seat) => (standings[seat]?.stale === true ? [id] : [])),
    state: itemState(state, item, itemFacts(standing, verdictOn(plan, standing), words)),
  };
};

/** Where items stand, with what it was made from. */
export type KeptStands = KeptRows<ItemStand>;

/** BRD-19, BRD-105: where the items stand after a change, equal to what is made anew. */
export const keptStands = keptRows(itemStand);
