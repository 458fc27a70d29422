/**
 * Strength of the widest path from each candidate to each other one, where a path is as wide as its narrowest margin:
 * Schulze's method, in O(n³). Margins are whole numbers, positive where the row beats the column.
 */
export const widestPaths = (margins: readonly (readonly number[])[]): readonly (readonly number[])[] => {
  const width = margins.map((row, one) =>
    row.map((margin, other) => (one === other ? 0 : Math.max(0, margin))),
  );
  for (const through of width.keys())
    for (const from of width.keys()) {
      const row = width[from];
      const first = row?.[through] ?? 0;
      if (row === undefined || from === through || first === 0) continue;
      for (const to of width.keys()) {
        if (to === from || to === through) continue;
        const path = Math.min(first, width[through]?.[to] ?? 0);
        if (path > (row[to] ?? 0)) row[to] = path;
      }
    }
  return width;
};

/**
 * Candidates in Schulze's order: whoever has the wider path comes before the other. The relation has no circle, so that
 * in each round somebody is beaten by nobody who is left; among several such, `isBefore` decides.
 */
export const schulzeOrder = (
  margins: readonly (readonly number[])[],
  isBefore: (one: number, other: number) => boolean,
): readonly number[] => {
  const width = widestPaths(margins);
  const beats = (one: number, other: number): boolean =>
    (width[one]?.[other] ?? 0) > (width[other]?.[one] ?? 0);
  const left = new Set(margins.keys());
  const order: number[] = [];
  while (left.size > 0) {
    const unbeaten = [...left].filter((one) => ![...left].some((other) => beats(other, one)));
    const next = unbeaten.reduce((best, one) => (isBefore(one, best) ? one : best));
    order.push(next);
    left.delete(next);
  }
  return order;
};
