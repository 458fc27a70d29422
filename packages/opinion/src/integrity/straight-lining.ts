import type { VoteTable } from '../votes/vote-table.ts';

/** From so many votes on, and from such a share of equal ones, an account is flagged. */
export const STRAIGHT_VOTES_MIN = 20;
export const STRAIGHT_PERCENT_MIN = 95;

/** OPI-24: places of the participants who say the same to nearly everything. Flagged, never removed. */
export const straightLiners = ({ ptr, val }: VoteTable): readonly number[] => {
  const flagged: number[] = [];
  for (let row = 0; row + 1 < ptr.length; row += 1) {
    const from = ptr[row] ?? 0;
    const to = ptr[row + 1] ?? 0;
    const votes = to - from;
    if (votes < STRAIGHT_VOTES_MIN) continue;
    let agree = 0;
    let disagree = 0;
    for (let at = from; at < to; at += 1) {
      if (val[at] === 1) agree += 1;
      else if (val[at] === -1) disagree += 1;
    }
    if (Math.max(agree, disagree, votes - agree - disagree) * 100 >= STRAIGHT_PERCENT_MIN * votes)
      flagged.push(row);
  }
  return flagged;
};
