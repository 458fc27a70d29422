import type { VoteTable } from './vote-table.ts';

/** From so many votes on, and from such a share of equal ones, an account is flagged. */
export const STRAIGHT_VOTES_MIN = 20;
export const STRAIGHT_SHARE_MIN = 0.95;

/** OPI-21: participants who say the same to nearly everything. Flagged, never removed. */
export const straightLiners = ({ participants, ptr, val }: VoteTable): readonly string[] =>
  participants.filter((_, row) => {
    const [from, to] = [ptr[row] ?? 0, ptr[row + 1] ?? 0];
    const counts = [0, 0, 0];
    for (let at = from; at < to; at += 1) counts[(val[at] ?? 0) + 1] = (counts[(val[at] ?? 0) + 1] ?? 0) + 1;
    return to - from >= STRAIGHT_VOTES_MIN && Math.max(...counts) >= STRAIGHT_SHARE_MIN * (to - from);
  });
