import { geometricMean, groupProduct } from '@plenary/consensus';
import type { GroupCounts } from './group-counts.ts';

/** A group that saw a statement less often is left out of its score, and named. */
export const SEEN_MIN = 5;

/** (agrees + 1) ÷ (seen + 2): the share that agrees, drawn to a half where few saw it. */
export const smoothedShare = (agree: number, seen: number): number => (agree + 1) / (seen + 2);

/** How far a statement is agreed across the groups. */
export interface ConsensusScore {
  /** Geometric mean of the groups' shares, or their product; null where no group counts. */
  readonly groupInformedConsensus: number | null;
  /** The group whose share is least, the first of equals. */
  readonly minGroup: { readonly letter: string; readonly value: number } | null;
  /** Letters of the groups that saw it too rarely. */
  readonly leftOut: readonly string[];
}

/** Figures as the engine defines them, or as others publish them: products, every group, every test on its own. */
export type ScoreVariant = 'own' | 'published';

/** OPI-12: the score of one statement (engine specification 6.5). */
export const consensusScore = (
  counts: readonly GroupCounts[],
  statement: number,
  variant: ScoreVariant = 'own',
): ConsensusScore => {
  const all = counts.map(({ letter, agree, seen }) => ({
    letter,
    agree: agree[statement] ?? 0,
    seen: seen[statement] ?? 0,
  }));
  const counted = all.filter(({ seen }) => variant === 'published' || seen >= SEEN_MIN);
  const leftOut = all.filter((group) => !counted.includes(group)).map(({ letter }) => letter);
  const shares = counted.map(({ letter, agree, seen }) => ({ letter, value: smoothedShare(agree, seen) }));
  const [first] = shares;
  if (first === undefined) return { groupInformedConsensus: null, minGroup: null, leftOut };
  return {
    groupInformedConsensus: variant === 'published' ? groupProduct(counted) : geometricMean(counted),
    minGroup: shares.reduce((least, share) => (share.value < least.value ? share : least), first),
    leftOut,
  };
};
