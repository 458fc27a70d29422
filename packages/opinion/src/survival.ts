import { components } from './components.ts';
import { groupingOf, type Grouping } from './grouping.ts';
import { mapPositions } from './map-positions.ts';
import type { VoteTable } from './vote-table.ts';

/** Draws without meaning that are the same every time. */
const SEED = 0x2545f491;

/** The table with about half of each participant's votes, drawn with a fixed seed. */
const halved = (table: VoteTable): VoteTable => {
  const { ptr, col, val } = table;
  const keep = new Uint8Array(col.length);
  const next = new Int32Array(ptr.length);
  let state = SEED;
  for (let row = 0; row + 1 < ptr.length; row += 1) {
    let kept = 0;
    for (let at = ptr[row] ?? 0; at < (ptr[row + 1] ?? 0); at += 1) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      keep[at] = state & 1;
      kept += state & 1;
    }
    next[row + 1] = (next[row] ?? 0) + kept;
  }
  return { ...table, ptr: next, col: col.filter((_, at) => keep[at] === 1), val: val.filter((_, at) => keep[at] === 1) };
};

/**
 * OPI-8: share of the participants whose group is the same when a random half of their votes is dropped, groups matched
 * by greatest overlap. A division that does not survive says little. Undefined where there is one group.
 */
export const survivingShare = (
  table: VoteTable,
  rows: Int32Array,
  { k, groups, letters }: Grouping,
): number | undefined => {
  if (k < 2 || rows.length === 0) return undefined;
  const ids = Array.from(rows, (row) => table.participants[row] ?? '');
  const half = halved(table);
  const points = mapPositions(half, rows, components(half, rows));
  const before = {
    k,
    letters: new Map(ids.map((id, place) => [id, letters[groups[place] ?? 0] ?? ''])),
    challenger: undefined,
  };
  const again = groupingOf(points, ids, { k, before }).grouping;
  const same = ids.filter(
    (_, place) => again.letters[again.groups[place] ?? 0] === letters[groups[place] ?? 0],
  ).length;
  return same / rows.length;
};
