import { foldSlot } from '../tallies/item-figures.ts';
import type { GroupId } from '../types.ts';
import type { SeatedGroup } from './room.ts';
import { countsOf, type StanceCounts } from './stance-counts.ts';

/** Where a group stands on an item. */
export interface GroupFigures {
  readonly group: GroupId;
  readonly counts: StanceCounts;
  readonly members: number;
  /** Share of the group's members in favour (support or accept), 0…1. */
  readonly favour: number;
}

/** The groups with the sums of their slots; groups without members have no slot. */
export const groupFigures = (
  groups: readonly SeatedGroup[],
  slots: readonly number[],
  sums: Float64Array,
): readonly GroupFigures[] =>
  groups.map(({ group }, at) => {
    const slot = slots[at] ?? 0;
    const { F, T } = foldSlot(sums, slot);
    return { group, counts: countsOf(sums, slot), members: T, favour: F / T };
  });
