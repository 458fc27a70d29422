import { components, TOLERANCE_LIVE } from '../map/components.ts';
import { mapPositions } from '../map/map-positions.ts';
import { halvedVotes } from '../votes/halved-votes.ts';
import type { VoteTable } from '../votes/vote-table.ts';
import { groupingOf, type Grouping } from './grouping.ts';
import { LETTERS, NO_LETTER } from './letters.ts';

/**
 * OPI-10: share of the participants whose group is the same after half of their votes are dropped by a fixed draw and
 * everything is computed anew, groups matched by greatest overlap. A division that does not survive says little.
 * Undefined where there is one group.
 * @param start block of the components of the whole table, to begin from
 */
export const survivingShare = (
  table: VoteTable,
  rows: Int32Array,
  { k, groups, letters }: Grouping,
  start?: Float64Array,
): number | undefined => {
  if (k < 2) return undefined;
  const half = halvedVotes(table);
  const directions = components(half, rows, {
    tolerance: TOLERANCE_LIVE,
    ...(start === undefined ? {} : { start }),
  });
  const ofGroup = letters.map((letter) => LETTERS.indexOf(letter));
  const before = new Int8Array(groups.length);
  for (let place = 0; place < groups.length; place += 1)
    before[place] = ofGroup[groups[place] ?? 0] ?? NO_LETTER;
  const { grouping } = groupingOf(mapPositions(half, rows, directions), { letters: before, asked: k });
  const ofHalf = grouping.letters.map((letter) => LETTERS.indexOf(letter));
  let same = 0;
  for (let place = 0; place < groups.length; place += 1)
    if (ofHalf[grouping.groups[place] ?? 0] === before[place]) same += 1;
  return same / rows.length;
};
