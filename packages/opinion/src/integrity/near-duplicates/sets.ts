/** Sets of numbers, one after the other: set `i` is the entries `ptr[i]` to `ptr[i + 1]`, ascending, each once. */
export interface Sets {
  readonly ptr: Int32Array;
  readonly items: Int32Array;
}

/** Number of sets. */
export const setCount = ({ ptr }: Sets): number => ptr.length - 1;

/** Number of entries of a set. */
export const sizeOfSet = ({ ptr }: Sets, set: number): number => (ptr[set + 1] ?? 0) - (ptr[set] ?? 0);

/** The sets of what is in these lists. */
export const setsOf = (lists: Iterable<Int32Array>): Sets => {
  const sets: Int32Array[] = [];
  let size = 0;
  for (const list of lists) {
    const sorted = list.slice().sort();
    const distinct = sorted.filter((item, at) => at === 0 || item !== sorted[at - 1]);
    sets.push(distinct);
    size += distinct.length;
  }
  const ptr = new Int32Array(sets.length + 1);
  const items = new Int32Array(size);
  sets.forEach((set, place) => {
    items.set(set, ptr[place] ?? 0);
    ptr[place + 1] = (ptr[place] ?? 0) + set.length;
  });
  return { ptr, items };
};

/** Number of entries that two sets share. */
export const sharedCount = ({ ptr, items }: Sets, a: number, b: number): number => {
  let i = ptr[a] ?? 0;
  let j = ptr[b] ?? 0;
  let shared = 0;
  const iEnd = ptr[a + 1] ?? 0;
  const jEnd = ptr[b + 1] ?? 0;
  while (i < iEnd && j < jEnd) {
    const x = items[i] ?? 0;
    const y = items[j] ?? 0;
    if (x === y) shared += 1;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return shared;
};

/** Whether two sets share at least `percent` of what is in either (Jaccard), in whole numbers. */
export const isAlike = (sets: Sets, a: number, b: number, percent: number): boolean => {
  const shared = sharedCount(sets, a, b);
  return shared * 100 >= percent * (sizeOfSet(sets, a) + sizeOfSet(sets, b) - shared);
};
