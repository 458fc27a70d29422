/** Coalitions that decide a game, counted exactly. */
export interface SwingCounts {
  /** For each kind of player, by the number of others in it: losing coalitions that win when one such player joins. */
  readonly swings: readonly (readonly bigint[])[];
  readonly winning: bigint;
}

const rows: (readonly bigint[])[] = [[1n]];

/** The row of n choose 0 … n. */
export const binomials = (n: number): readonly bigint[] => {
  for (let size = rows.length; size <= n; size += 1) {
    const above = rows[size - 1] ?? [];
    rows.push(Array.from({ length: size + 1 }, (_, at) => (above[at - 1] ?? 0n) + (above[at] ?? 0n)));
  }
  return rows[n] ?? [];
};
