import type { BallotPosition } from '@plenary/consensus';

/** One letter's room on a tile: the sign says what its colour says. */
export const BALLOT_SIGNS: Readonly<Record<BallotPosition, string>> = {
  for: '+',
  against: '−',
  abstain: '=',
  object: '!',
  none: '·',
};
