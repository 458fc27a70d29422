import type { VoteTable } from './vote-table.ts';

/** What one group said to each statement: agrees, disagrees, and votes of any kind. */
export interface GroupCounts {
  readonly letter: string;
  readonly size: number;
  readonly agree: Int32Array;
  readonly disagree: Int32Array;
  readonly seen: Int32Array;
}

/** Groups of participants by letter; a participant without a place in any is in none. */
export interface DeclaredGroups {
  readonly letters: readonly string[];
  /** Group of each participant of the table, −1 for none. */
  readonly groups: Int32Array;
}

/** OPI-9: what each group said to each statement. */
export const groupCounts = (table: VoteTable, { letters, groups }: DeclaredGroups): readonly GroupCounts[] => {
  const statements = table.statements.length;
  const counts = letters.map((letter) => ({
    letter,
    size: 0,
    agree: new Int32Array(statements),
    disagree: new Int32Array(statements),
    seen: new Int32Array(statements),
  }));
  groups.forEach((group, row) => {
    const count = counts[group];
    if (count === undefined) return;
    count.size += 1;
    for (let at = table.ptr[row] ?? 0; at < (table.ptr[row + 1] ?? 0); at += 1) {
      const statement = table.col[at] ?? 0;
      count.seen[statement] = (count.seen[statement] ?? 0) + 1;
      const of = table.val[at] === 1 ? count.agree : table.val[at] === -1 ? count.disagree : undefined;
      if (of !== undefined) of[statement] = (of[statement] ?? 0) + 1;
    }
  });
  return counts;
};

/** A group that saw a statement less often is left out of its score, and named. */
export const SEEN_MIN = 5;

/** (agrees + 1) ÷ (seen + 2): the share that agrees, drawn to a half where few saw it. */
export const smoothed = (agree: number, seen: number): number => (agree + 1) / (seen + 2);

export interface ConsensusScore {
  /** Geometric mean of the groups' shares, or their product; null where no group counts. */
  readonly groupInformedConsensus: number | null;
  /** The group that agrees least, the first of equals. */
  readonly minGroup: { readonly letter: string; readonly value: number } | null;
  readonly leftOut: readonly string[];
}

/**
 * OPI-10: how far a statement is agreed across the groups (engine specification 6.5).
 * @param products the product over all groups instead, as published by others: no group is left out
 */
export const consensusScore = (
  counts: readonly GroupCounts[],
  statement: number,
  products = false,
): ConsensusScore => {
  const counted = counts.filter(({ seen }) => products || (seen[statement] ?? 0) >= SEEN_MIN);
  const shares = counted.map(({ letter, agree, seen }) => ({
    letter,
    value: smoothed(agree[statement] ?? 0, seen[statement] ?? 0),
  }));
  const product = shares.reduce((total, { value }) => total * value, 1);
  const [first] = shares;
  return {
    groupInformedConsensus:
      first === undefined ? null : products || shares.length === 1 ? product : product ** (1 / shares.length),
    minGroup:
      first === undefined ? null : shares.reduce((least, share) => (share.value < least.value ? share : least), first),
    leftOut: counts.filter((count) => !counted.includes(count)).map(({ letter }) => letter),
  };
};
