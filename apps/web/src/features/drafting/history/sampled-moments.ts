import type { Sitting } from './sittings.ts';

/** The ends of sittings, at most so many, the first and the last among them and the others evenly between. */
export const sampledMoments = (sittings: readonly Pick<Sitting, 'to'>[], max: number): readonly number[] => {
  const ends = sittings.map(({ to }) => to);
  if (ends.length <= max) return ends;
  return Array.from({ length: max }, (_, at) => ends[Math.round((at * (ends.length - 1)) / (max - 1))] ?? 0);
};
