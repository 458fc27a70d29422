import type { AmendmentId, MemberId, Stance, TextHash } from '@plenary/consensus';

/**
 * Other words that a paragraph could have: brackets of the text give some, amendments on the table others, with what they
 * adopt and where delegations stand on them.
 */
export interface Wording {
  readonly words: string;
  readonly hash: TextHash;
  readonly adopts: readonly AmendmentId[];
  /** Stances on these very words; whoever has none has not spoken on them. */
  readonly stances: Readonly<Record<MemberId, Stance>>;
}

/** What leaving a paragraph out adopts, and where delegations stand on that. */
export type Leaving = Pick<Wording, 'adopts' | 'stances'>;
