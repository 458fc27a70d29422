/** What one would write first: each peer counts swings by size for every distinct weight, exactly. */

/** By distinct weight, by the number of others: losing coalitions that win when such a member joins. */
export type PeerSwings = ReadonlyMap<number, readonly bigint[]>;

/** Tries every coalition of `[quota; weights]` with at least `heads` members; 2^n steps for each member. */
export const byEnumeration = (weights: readonly number[], quota: number, heads: number): PeerSwings => {
  const n = weights.length;
  const sums = new Float64Array(2 ** n);
  const sizes = new Uint8Array(2 ** n);
  for (let set = 1; set < sums.length; set += 1) {
    const lowest = 31 - Math.clz32(set & -set);
    sums[set] = (sums[set & (set - 1)] ?? 0) + (weights[lowest] ?? 0);
    sizes[set] = (sizes[set & (set - 1)] ?? 0) + 1;
  }
  const wins = (set: number): boolean => (sums[set] ?? 0) >= quota && (sizes[set] ?? 0) >= heads;
  return new Map(
    weights.map((weight, member): [number, readonly bigint[]] => {
      const bySize = new Float64Array(n);
      for (let set = 0; set < sums.length; set += 1) {
        if (((set >> member) & 1) === 1 || wins(set) || !wins(set + 2 ** member)) continue;
        const size = sizes[set] ?? 0;
        bySize[size] = (bySize[size] ?? 0) + 1;
      }
      return [weight, [...bySize].map(BigInt)];
    }),
  );
};

/** The usual table of counts by weight and size in big integers, built anew without each distinct weight. */
export const byTableAnew = (weights: readonly number[], quota: number): PeerSwings => {
  const n = weights.length;
  return new Map(
    [...new Set(weights)].map((weight): [number, readonly bigint[]] => {
      const others = [...weights];
      others.splice(weights.indexOf(weight), 1);
      const counts = Array.from({ length: quota }, () => Array.from({ length: n }, () => 0n));
      const first = counts[0];
      if (first !== undefined) first[0] = 1n;
      for (const [place, other] of others.entries())
        for (let sum = quota - 1; sum >= other; sum -= 1) {
          const [to, from] = [counts[sum], counts[sum - other]];
          if (to === undefined || from === undefined) continue;
          for (let size = place + 1; size >= 1; size -= 1) {
            const count = from[size - 1] ?? 0n;
            if (count !== 0n) to[size] = (to[size] ?? 0n) + count;
          }
        }
      const bySize = Array.from({ length: n }, (_, size) => {
        let swings = 0n;
        for (let sum = Math.max(0, quota - weight); sum < quota; sum += 1)
          swings += counts[sum]?.[size] ?? 0n;
        return swings;
      });
      return [weight, bySize];
    }),
  );
};

const factorial = (n: number): bigint => {
  let product = 1n;
  for (let at = 2; at <= n; at += 1) product *= BigInt(at);
  return product;
};

/** The Shapley index times n!, from swings by size. */
export const shapleyNumerator = (bySize: readonly bigint[]): bigint =>
  bySize.reduce(
    (sum, count, size) => sum + count * factorial(size) * factorial(bySize.length - 1 - size),
    0n,
  );
