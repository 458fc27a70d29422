/** Names of computed groups; no more groups than letters can be asked for. */
export const LETTERS = 'ABCDEFGH';
/** In place of a letter for who was in no group. */
export const NO_LETTER = -1;

/** Number of members of each group. */
export const groupSizes = (groups: Int32Array, k: number): Int32Array => {
  const sizes = new Int32Array(k);
  for (const group of groups) sizes[group] = (sizes[group] ?? 0) + 1;
  return sizes;
};

/** Groups from the largest on; of equals that of the first participant comes first. */
const bySize = (groups: Int32Array, k: number): readonly number[] => {
  const sizes = groupSizes(groups, k);
  return Array.from({ length: k }, (_, group) => group).sort(
    (a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || groups.indexOf(a) - groups.indexOf(b),
  );
};

/** How many of each group had each letter before: `LETTERS.length` counts for each group. */
const overlapsOf = (groups: Int32Array, k: number, before: Int8Array): Int32Array => {
  const overlaps = new Int32Array(k * LETTERS.length);
  for (let place = 0; place < groups.length; place += 1) {
    const letter = before[place] ?? NO_LETTER;
    if (letter < 0) continue;
    const at = (groups[place] ?? 0) * LETTERS.length + letter;
    overlaps[at] = (overlaps[at] ?? 0) + 1;
  }
  return overlaps;
};

/**
 * OPI-9: the letter of each group, as places in `LETTERS`. A letter stays with the people: the greatest overlap with an
 * earlier group first, of equals the earlier letter. Groups without one take the free letters by size, largest first.
 * @param before letter of each participant in the earlier groups, `NO_LETTER` for who had none
 */
export const groupLetters = (groups: Int32Array, k: number, before: Int8Array): readonly number[] => {
  const pairs = Array.from(overlapsOf(groups, k, before), (count, at) => ({
    count,
    group: Math.floor(at / LETTERS.length),
    letter: at % LETTERS.length,
  }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || a.letter - b.letter || a.group - b.group);
  const given = new Map<number, number>();
  const taken = new Set<number>();
  const give = (group: number, letter: number): void => {
    if (given.has(group) || taken.has(letter)) return;
    given.set(group, letter);
    taken.add(letter);
  };
  for (const { group, letter } of pairs) give(group, letter);
  const all = Array.from(LETTERS, (_, letter) => letter);
  for (const group of bySize(groups, k)) give(group, all.find((letter) => !taken.has(letter)) ?? NO_LETTER);
  return Array.from({ length: k }, (_, group) => given.get(group) ?? NO_LETTER);
};
