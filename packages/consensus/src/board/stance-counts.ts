import { STANCES } from '../vocabulary.ts';

export const SHOWN_STANCES = [...STANCES, 'silent'] as const;
export type ShownStance = (typeof SHOWN_STANCES)[number];
export type StanceCounts = Readonly<Record<ShownStance, number>>;

/** How many hold each of the seven stances. */
export const countStances = (cells: Iterable<{ readonly stance: ShownStance }>): StanceCounts => {
  const counts = { support: 0, accept: 0, abstain: 0, reserve: 0, oppose: 0, object: 0, silent: 0 };
  for (const { stance } of cells) counts[stance] += 1;
  return counts;
};

/** The letters of the figures: for, against, neither, silent, spoken, total (in heads). */
export const foldStances = (counts: StanceCounts) => {
  const F = counts.support + counts.accept;
  const A = counts.oppose + counts.object;
  const N = counts.abstain + counts.reserve;
  const U = counts.silent;
  return { F, A, N, U, S: F + A + N, T: F + A + N + U };
};
