import type { VoteTable } from '../votes/vote-table.ts';

/** What one group said to each statement: agrees, disagrees, and votes of any kind. */
export interface GroupCounts {
  readonly letter: string;
  readonly size: number;
  readonly agree: Int32Array;
  readonly disagree: Int32Array;
  readonly seen: Int32Array;
}

/** In place of a group for who is in none. */
export const NO_GROUP = -1;

/** Groups that participants are in, computed or declared; each is in one at most. */
export interface NamedGroups {
  readonly letters: readonly string[];
  /** Group of each participant of the table as a place in `letters`, `NO_GROUP` for none. */
  readonly groups: Int32Array;
}

/**
 * The groups that were declared for participants, by name in the order of code points.
 * @param declared name of the group by id of the participant; who is not in it is in none
 */
export const declaredGroups = (
  { participants }: VoteTable,
  declared: ReadonlyMap<string, string>,
): NamedGroups => {
  const letters = [...new Set(declared.values())].sort();
  const places = new Map(letters.map((letter, place) => [letter, place]));
  return {
    letters,
    groups: Int32Array.from(participants.ids, (id) => places.get(declared.get(id) ?? '') ?? NO_GROUP),
  };
};

/** OPI-11: what each group said to each statement. */
export const groupCounts = (
  { ptr, col, val, statements }: VoteTable,
  { letters, groups }: NamedGroups,
): readonly GroupCounts[] => {
  const size = statements.ids.length;
  const counts = letters.map((letter) => ({
    letter,
    size: 0,
    agree: new Int32Array(size),
    disagree: new Int32Array(size),
    seen: new Int32Array(size),
  }));
  for (let row = 0; row < groups.length; row += 1) {
    const count = counts[groups[row] ?? NO_GROUP];
    if (count === undefined) continue;
    count.size += 1;
    const { agree, disagree, seen } = count;
    for (let at = ptr[row] ?? 0; at < (ptr[row + 1] ?? 0); at += 1) {
      const statement = col[at] ?? 0;
      seen[statement] = (seen[statement] ?? 0) + 1;
      if (val[at] === 1) agree[statement] = (agree[statement] ?? 0) + 1;
      else if (val[at] === -1) disagree[statement] = (disagree[statement] ?? 0) + 1;
    }
  }
  return counts;
};
