import { STANCES } from '../vocabulary.ts';

export const SHOWN_STANCES = [...STANCES, 'silent'] as const;
export type ShownStance = (typeof SHOWN_STANCES)[number];
export type StanceCounts = Readonly<Record<ShownStance, number>>;

/** How many hold each of the seven stances, from the sums of a slot. */
export const countsOf = (sums: Float64Array, slot: number): StanceCounts => {
  const at = slot * SHOWN_STANCES.length;
  return {
    support: sums[at] ?? 0,
    accept: sums[at + 1] ?? 0,
    abstain: sums[at + 2] ?? 0,
    reserve: sums[at + 3] ?? 0,
    oppose: sums[at + 4] ?? 0,
    object: sums[at + 5] ?? 0,
    silent: sums[at + 6] ?? 0,
  };
};

/** The letters of the figures: for, against, neither, silent, spoken, total (in heads). */
export const foldStances = (counts: StanceCounts) => {
  const F = counts.support + counts.accept;
  const A = counts.oppose + counts.object;
  const N = counts.abstain + counts.reserve;
  const U = counts.silent;
  return { F, A, N, U, S: F + A + N, T: F + A + N + U };
};
