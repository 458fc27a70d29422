/** A pair of places that hold the same token: index in the old list, index in the new one. */
export type TokenPair = readonly [number, number];

/** Longest lists that are compared token by token; longer ones are first cut at tokens that are unique on both sides. */
export const COMPARED_TOKENS_MAX = 4_000;

const WORD_BITS = 32;

/** For each distinct token of `tokens` the places where it stands, as bits. */
const placesOf = (tokens: readonly string[], from: number, to: number): ReadonlyMap<string, Int32Array> => {
  const words = Math.ceil((to - from) / WORD_BITS);
  const places = new Map<string, Int32Array>();
  for (let at = from; at < to; at += 1) {
    const token = tokens[at] ?? '';
    let bits = places.get(token);
    if (bits === undefined) {
      bits = new Int32Array(words);
      places.set(token, bits);
    }
    const place = at - from;
    bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
  }
  return places;
};

const NOWHERE = new Int32Array(0);

/**
 * Longest common subsequence of two ranges by bit vectors (Crochemore and others, 2001): one row of bits for each old
 * token, 32 new tokens to a word. A bit that is 0 marks a step of the length, so the rows are also the way back.
 */
const longestCommon = (
  old: readonly string[],
  next: readonly string[],
  [oldFrom, oldTo, newFrom, newTo]: readonly [number, number, number, number],
): readonly TokenPair[] => {
  const rows = oldTo - oldFrom;
  const words = Math.ceil((newTo - newFrom) / WORD_BITS);
  const places = placesOf(next, newFrom, newTo);
  const table = new Int32Array((rows + 1) * words).fill(-1, 0, words);
  for (let row = 0; row < rows; row += 1) {
    const match = places.get(old[oldFrom + row] ?? '') ?? NOWHERE;
    let carry = 0;
    for (let word = 0; word < words; word += 1) {
      const above = table[row * words + word] ?? 0;
      const both = above & (match[word] ?? 0);
      const sum = (above >>> 0) + (both >>> 0) + carry;
      carry = sum > 0xffff_ffff ? 1 : 0;
      table[(row + 1) * words + word] = sum | 0 | (above & ~both);
    }
  }
  const isStep = (row: number, column: number): boolean =>
    ((table[row * words + (column >>> 5)] ?? 0) & (1 << (column & 31))) === 0;
  // From the last column back: a step in this row that was not one in the row above was made by this row's token.
  const pairs: TokenPair[] = [];
  let column = newTo - newFrom - 1;
  for (let row = rows; row > 0 && column >= 0;) {
    if (!isStep(row, column)) column -= 1;
    else if (isStep(row - 1, column)) row -= 1;
    else {
      pairs.push([oldFrom + row - 1, newFrom + column]);
      row -= 1;
      column -= 1;
    }
  }
  return pairs.reverse();
};

/** The longest run of pairs that ascends on both sides; the pairs ascend on the first side. */
export const ascendingRun = (pairs: readonly TokenPair[]): readonly TokenPair[] => {
  const tails: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, place], at) => {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    before[at] = low === 0 ? -1 : (tails[low - 1] ?? -1);
    tails[low] = at;
  });
  const run: TokenPair[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) run.push(pair);
  }
  return run.reverse();
};

/** Pairs of tokens that stand once on each side of the ranges. */
export const uniquePairs = (
  old: readonly string[],
  next: readonly string[],
  [oldFrom, oldTo, newFrom, newTo]: readonly [number, number, number, number],
): readonly TokenPair[] => {
  const TWICE = -1;
  const onceIn = (tokens: readonly string[], from: number, to: number): ReadonlyMap<string, number> => {
    const once = new Map<string, number>();
    for (let at = from; at < to; at += 1) {
      const token = tokens[at] ?? '';
      once.set(token, once.has(token) ? TWICE : at);
    }
    return once;
  };
  const there = onceIn(next, newFrom, newTo);
  return [...onceIn(old, oldFrom, oldTo)].flatMap(([token, place]): readonly TokenPair[] => {
    const other = there.get(token) ?? TWICE;
    return place === TWICE || other === TWICE ? [] : [[place, other]];
  });
};

/**
 * CMP-1: places of a longest common subsequence, ascending on both sides. Equal beginnings and ends are matched first.
 * Ranges above `COMPARED_TOKENS_MAX` are cut at the tokens that are unique on both sides; where there are none, nothing
 * of the range is matched.
 */
export const commonTokens = (old: readonly string[], next: readonly string[]): readonly TokenPair[] => {
  const pairs: TokenPair[] = [];
  const between = (oldFrom: number, oldTo: number, newFrom: number, newTo: number): void => {
    let [a, b, c, d] = [oldFrom, oldTo, newFrom, newTo];
    while (a < b && c < d && old[a] === next[c]) {
      pairs.push([a, c]);
      a += 1;
      c += 1;
    }
    const tail: TokenPair[] = [];
    while (a < b && c < d && old[b - 1] === next[d - 1]) {
      b -= 1;
      d -= 1;
      tail.push([b, d]);
    }
    if (a < b && c < d) {
      if (b - a <= COMPARED_TOKENS_MAX && d - c <= COMPARED_TOKENS_MAX)
        for (const pair of longestCommon(old, next, [a, b, c, d])) pairs.push(pair);
      else {
        const fixed = ascendingRun(uniquePairs(old, next, [a, b, c, d]));
        let [fromOld, fromNew] = [a, c];
        for (const [place, other] of fixed) {
          between(fromOld, place, fromNew, other);
          pairs.push([place, other]);
          fromOld = place + 1;
          fromNew = other + 1;
        }
        if (fixed.length > 0) between(fromOld, b, fromNew, d);
      }
    }
    for (const pair of tail.reverse()) pairs.push(pair);
  };
  between(0, old.length, 0, next.length);
  return pairs;
};
