import { lookAlikeKey } from '@plenary/consensus';

/** Statements that share so much of their runs of three characters say nearly the same. */
export const SIMILAR_MIN = 0.6;
const RUN = 3;

/** Runs of three characters in what a statement is compared by; of a shorter one the whole. */
const runsOf = (words: string): ReadonlySet<string> => {
  const characters = [...` ${lookAlikeKey(words)} `];
  const runs = new Set<string>();
  for (let at = 0; at + RUN <= characters.length; at += 1) runs.add(characters.slice(at, at + RUN).join(''));
  return runs.size === 0 ? new Set([characters.join('')]) : runs;
};

/** Statements as they come, each with those before it that say nearly the same. */
export interface SimilarStatements {
  /** Numbers of the statements before it that say nearly the same, the most similar first; from then on it is one of them. */
  readonly add: (number: number, words: string) => readonly number[];
}

/**
 * OPI-34: near-duplicates among short statements, in any script: Jaccard's share of their runs of three characters, letters
 * that look alike being one. A person decides what becomes of them.
 */
export const similarStatements = (): SimilarStatements => {
  const holders = new Map<string, number[]>();
  const sizes = new Map<number, number>();
  return {
    add: (number, words) => {
      const runs = runsOf(words);
      const shared = new Map<number, number>();
      for (const run of runs) {
        const known = holders.get(run);
        if (known === undefined) {
          holders.set(run, [number]);
          continue;
        }
        for (const other of known) shared.set(other, (shared.get(other) ?? 0) + 1);
        known.push(number);
      }
      sizes.set(number, runs.size);
      const shareOf = (other: number, common: number): number =>
        common / (runs.size + (sizes.get(other) ?? 0) - common);
      return [...shared]
        .map(([other, common]) => ({ other, share: shareOf(other, common) }))
        .filter(({ share }) => share >= SIMILAR_MIN)
        .sort((a, b) => b.share - a.share || a.other - b.other)
        .map(({ other }) => other);
    },
  };
};
