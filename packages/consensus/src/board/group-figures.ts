import { geometricMean } from '../rules/metrics.ts';
import type { GroupId } from '../types.ts';
import type { Cell } from './member-cells.ts';
import type { SeatedGroup } from './room.ts';
import { countStances, foldStances, type StanceCounts } from './stance-counts.ts';

/** Where a group stands on an item. */
export interface GroupFigures {
  readonly group: GroupId;
  readonly counts: StanceCounts;
  readonly members: number;
  /** Share of the group's members in favour (support or accept), 0…1. */
  readonly favour: number;
}

export const groupFigures = (
  groups: readonly SeatedGroup[],
  cells: readonly Cell[],
): readonly GroupFigures[] =>
  groups.map(({ group, seats }) => {
    const counts = countStances(seats.flatMap((seat) => cells[seat] ?? []));
    const { F, T } = foldStances(counts);
    return { group, counts, members: T, favour: F / T };
  });

/** The group with the lowest share in favour; of equal ones the larger, then the lower id. */
export const groupFloor = (groups: readonly GroupFigures[]): GroupFigures | null =>
  groups.reduce<GroupFigures | null>((lowest, group) => {
    if (lowest === null || group.favour < lowest.favour) return group;
    return group.favour === lowest.favour && group.members > lowest.members ? group : lowest;
  }, null);

/** Geometric mean over groups of (F + 1)/(S + 2): low where any group stands apart. */
export const groupMean = (groups: readonly GroupFigures[]): number | null => {
  if (groups.length === 0) return null;
  const seen = groups.map(({ counts }) => foldStances(counts));
  return geometricMean(seen.map(({ F, S }) => ({ agree: F, seen: S })));
};
