/** The most numbers of a sequence that already ascend; the others must move. */
export const longestInOrder = (numbers: readonly number[]): ReadonlySet<number> => {
  const best: { length: number; before: number }[] = [];
  numbers.forEach((number, at) => {
    let found = { length: 1, before: -1 };
    for (let other = 0; other < at; other += 1) {
      const length = (best[other]?.length ?? 0) + 1;
      if ((numbers[other] ?? 0) < number && length > found.length) found = { length, before: other };
    }
    best.push(found);
  });
  let at = best.reduce((top, { length }, index) => (length > (best[top]?.length ?? 0) ? index : top), 0);
  const out = new Set<number>();
  while (at >= 0 && at < numbers.length) {
    out.add(numbers[at] ?? -1);
    at = best[at]?.before ?? -1;
  }
  return out;
};
