import { smoothed, type GroupCounts } from './statement-scores.ts';

/** One-sided 10 %: what both tests of a representative statement must exceed. */
export const Z_MIN = 1.2816;
/** Share of false finds that is accepted over all tests together. */
const FALSE_FINDS_MAX = 0.1;
/** Most statements shown for a group. */
export const SHOWN_MAX = 5;

/** 2√(n+1)·((x+1)/(n+1) − ½): whether x of n are more than half. */
export const majorityZ = (x: number, n: number): number => 2 * Math.sqrt(n + 1) * ((x + 1) / (n + 1) - 0.5);

/** Whether a share differs from that of the others; all four counts with one more. */
export const twoProportionsZ = (xIn: number, nIn: number, xOut: number, nOut: number): number => {
  const [a, m, b, n] = [xIn + 1, nIn + 1, xOut + 1, nOut + 1];
  const pooled = (a + b) / (m + n);
  if (pooled >= 1) return 0;
  return (a / m - b / n) / Math.sqrt(pooled * (1 - pooled) * (1 / m + 1 / n));
};

/**
 * Upper tail of the normal distribution, 1 − Φ(z), by the continued fraction of Laplace from 3 on and by the series of
 * the density below; exact to 1e-10.
 */
export const upperTail = (z: number): number => {
  if (z < 0) return 1 - upperTail(-z);
  const density = Math.exp((-z * z) / 2) / 2.5066282746310002;
  if (z >= 3) {
    let fraction = 0;
    for (let depth = 60; depth >= 1; depth -= 1) fraction = depth / (z + fraction);
    return density / (z + fraction);
  }
  let [term, sum] = [z, z];
  for (let n = 1; n <= 60; n += 1) {
    term *= (z * z) / (2 * n + 1);
    sum += term;
  }
  return 0.5 - density * sum;
};

export interface Representative {
  readonly letter: string;
  readonly statement: number;
  readonly direction: 'agree' | 'disagree';
  /** Share in the group over the share of everyone else. */
  readonly ratio: number;
  readonly zMajority: number;
  readonly zDifference: number;
  /** ratio · z of the difference · share in the group · z of the majority. */
  readonly metric: number;
}

/** The direction in which the group differs more from the others; agreement of equals. */
const tested = (group: GroupCounts, others: readonly GroupCounts[], statement: number): Representative => {
  const seen = group.seen[statement] ?? 0;
  const seenOut = others.reduce((sum, other) => sum + (other.seen[statement] ?? 0), 0);
  const of = (direction: 'agree' | 'disagree'): Representative => {
    const x = group[direction][statement] ?? 0;
    const xOut = others.reduce((sum, other) => sum + (other[direction][statement] ?? 0), 0);
    const share = smoothed(x, seen);
    const ratio = share / smoothed(xOut, seenOut);
    const zMajority = majorityZ(x, seen);
    const zDifference = twoProportionsZ(x, seen, xOut, seenOut);
    const metric = ratio * zDifference * share * zMajority;
    return { letter: group.letter, statement, direction, ratio, zMajority, zDifference, metric };
  };
  const [agree, disagree] = [of('agree'), of('disagree')];
  return disagree.zDifference > agree.zDifference ? disagree : agree;
};

/** The tests that hold when so many are made at once (Benjamini and Hochberg). */
const accepted = (tests: readonly Representative[]): ReadonlySet<Representative> => {
  // Both tests of a statement must hold, so the weaker one counts.
  const chance = (test: Representative): number => upperTail(Math.min(test.zMajority, test.zDifference));
  const ordered = tests.map((test) => ({ test, p: chance(test) })).sort((a, b) => a.p - b.p);
  const last = ordered.findLastIndex(({ p }, place) => p <= ((place + 1) / ordered.length) * FALSE_FINDS_MAX);
  return new Set(ordered.slice(0, last + 1).map(({ test }) => test));
};

/**
 * OPI-11: what each group holds more than the others, at most `SHOWN_MAX` statements each, agreements first
 * (engine specification 6.5).
 * @param plain without Benjamini–Hochberg, as published by others
 */
export const representativeStatements = (
  counts: readonly GroupCounts[],
  statements: number,
  plain = false,
): readonly Representative[] => {
  if (counts.length < 2) return [];
  const tests = counts.flatMap((group) => {
    const others = counts.filter((other) => other !== group);
    return Array.from({ length: statements }, (_, statement) => tested(group, others, statement)).filter(
      ({ statement }) => (group.seen[statement] ?? 0) > 0,
    );
  });
  const hold = plain ? new Set(tests) : accepted(tests);
  return counts.flatMap(({ letter }) =>
    tests
      .filter((test) => test.letter === letter && hold.has(test))
      .filter(({ zMajority, zDifference }) => zMajority > Z_MIN && zDifference > Z_MIN)
      .sort((a, b) => b.metric - a.metric || a.statement - b.statement)
      .slice(0, SHOWN_MAX)
      .sort((a, b) => Number(a.direction === 'disagree') - Number(b.direction === 'disagree')),
  );
};
