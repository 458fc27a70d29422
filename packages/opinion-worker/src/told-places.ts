import { CELL_MIN } from './opinion-figures.ts';

/**
 * OPW-58: places of the groups that are told. One of fewer than five people is not; and where those whose group is not told
 * would be known to be in it, because fewer than five others are without a group, the smallest of the others is not told
 * either.
 * @param sizes how many people who voted are in each group
 * @param people all who voted, in a group or not
 */
export const toldPlaces = (sizes: readonly number[], people: number): ReadonlySet<number> => {
  const told = new Set(sizes.flatMap((size, place) => (size >= CELL_MIN ? [place] : [])));
  const small = sizes.filter((size) => size > 0 && size < CELL_MIN);
  for (;;) {
    const unnamed = people - [...told].reduce((sum, place) => sum + (sizes[place] ?? 0), 0);
    if (told.size === 0 || small.every((size) => unnamed - size >= CELL_MIN)) return told;
    const [first = 0, ...others] = told;
    told.delete(
      others.reduce((least, place) => ((sizes[place] ?? 0) < (sizes[least] ?? 0) ? place : least), first),
    );
  }
};
