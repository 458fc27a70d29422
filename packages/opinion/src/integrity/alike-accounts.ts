import type { VoteTable } from '../votes/vote-table.ts';

/** So many accounts of one cohort that say the very same, on at least so many statements, are flagged. */
export const ALIKE_ACCOUNTS_MIN = 10;
export const ALIKE_VOTES_MIN = 7;

/**
 * OPI-33: places of the participants who came together and say the very same to the very same statements, family by
 * family, the largest first. Flagged, never removed: people who share a view may do so too.
 * @param cohortOf what a participant came with, such as the hour of the first vote
 */
export const alikeAccounts = (
  { ptr, col, val }: VoteTable,
  cohortOf: (row: number) => number,
): readonly (readonly number[])[] => {
  const families = new Map<string, number[]>();
  for (let row = 0; row + 1 < ptr.length; row += 1) {
    const from = ptr[row] ?? 0;
    const to = ptr[row + 1] ?? 0;
    if (to - from < ALIKE_VOTES_MIN) continue;
    const key = `${cohortOf(row)}:${col.subarray(from, to).join()}:${val.subarray(from, to).join()}`;
    const known = families.get(key);
    if (known === undefined) families.set(key, [row]);
    else known.push(row);
  }
  return [...families.values()]
    .filter((rows) => rows.length >= ALIKE_ACCOUNTS_MIN)
    .sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
};
