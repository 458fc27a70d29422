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
export const setsOf = (lists: readonly Int32Array[]): Sets => {
  const ptr = new Int32Array(lists.length + 1);
  const items = new Int32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let size = 0;
  lists.forEach((list, set) => {
    const from = size;
    items.set(list, from);
    const sorted = items.subarray(from, from + list.length).sort();
    for (let at = 0; at < sorted.length; at += 1) {
      if (size > from && items[size - 1] === sorted[at]) continue;
      items[size] = sorted[at] ?? 0;
      size += 1;
    }
    ptr[set + 1] = size;
  });
  return { ptr, items: items.slice(0, size) };
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
