/** Share of pairs that two groupings place alike, corrected for chance (Hubert and Arabie). */
export const adjustedRand = (pairs: readonly (readonly [mine: string, theirs: string])[]): number => {
  const choose = (n: number): number => (n * (n - 1)) / 2;
  const counted = (names: readonly string[]): readonly number[] => {
    const counts = new Map<string, number>();
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...counts.values()];
  };
  const sum = (values: readonly number[]): number =>
    values.reduce((total, value) => total + choose(value), 0);
  const both = sum(counted(pairs.map(([mine, theirs]) => `${mine} ${theirs}`)));
  const [mine, theirs] = [sum(counted(pairs.map(([one]) => one))), sum(counted(pairs.map(([, one]) => one)))];
  const expected = (mine * theirs) / choose(pairs.length);
  const most = (mine + theirs) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
};
