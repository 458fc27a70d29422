import { standingsOn, type Standing } from '../acts/effective-stance.ts';
import { itemsOf } from '../acts/items.ts';
import { votingMembers } from '../acts/voting-members.ts';
import type { BodyState, DeliberationState, ItemId, Member, MemberId } from '../types.ts';
import type { ShownStance } from './stance-counts.ts';

/** One square of the heat map: where a delegation stands on an item. */
export interface Cell {
  readonly member: MemberId;
  readonly stance: ShownStance;
  readonly source: Standing['source'];
  readonly stale: boolean;
}

export interface CellRow {
  readonly item: ItemId;
  readonly cells: readonly Cell[];
}

const asCells = (members: readonly Pick<Member, 'id'>[], standings: readonly Standing[]): readonly Cell[] =>
  standings.map(({ stance, source, stale }, seat) => ({
    member: members[seat]?.id ?? '',
    stance,
    source,
    stale,
  }));

/** Standing of every member on an item, in the order given (that of member ids unless said otherwise). */
export const cellsOf = (
  body: BodyState,
  state: DeliberationState,
  item: ItemId,
  members: readonly Pick<Member, 'id'>[] = votingMembers(body),
): readonly Cell[] => asCells(members, standingsOn(state, item, members));

/** The matrix items × members: items in the order of the text, members in the order of their ids. */
export const memberCells = (body: BodyState, state: DeliberationState): readonly CellRow[] => {
  const members = votingMembers(body);
  return itemsOf(state).map((item) => ({ item, cells: cellsOf(body, state, item, members) }));
};
