import { smoothedShare, type ScoreVariant } from './consensus-score.ts';
import type { GroupCounts } from './group-counts.ts';
import { upperTail } from './normal-tail.ts';

/** One-sided 10 %: what both tests of a representative statement must exceed. */
export const Z_MIN = 1.2816;
/** Share of false finds that is accepted among all that are found. */
export const FALSE_FINDS_MAX = 0.1;
/** Most statements shown for a group. */
export const SHOWN_MAX = 5;

/** 2√(n + 1)·((x + 1)/(n + 1) − ½): how far x of n are above half, in deviations. */
export const majorityZ = (x: number, n: number): number => 2 * Math.sqrt(n + 1) * ((x + 1) / (n + 1) - 0.5);

/** How far one share is above another, in deviations, all four counts with one more; 0 where all say the same. */
export const twoProportionsZ = (xIn: number, nIn: number, xOut: number, nOut: number): number => {
  const [a, m, b, n] = [xIn + 1, nIn + 1, xOut + 1, nOut + 1];
  const pooled = (a + b) / (m + n);
  if (pooled >= 1) return 0;
  return (a / m - b / n) / Math.sqrt(pooled * (1 - pooled) * (1 / m + 1 / n));
};

/** A statement that a group holds more than everyone else. */
export interface Representative {
  readonly letter: string;
  /** Place of the statement. */
  readonly statement: number;
  readonly direction: 'agree' | 'disagree';
  /** Share in the group over the share of everyone else. */
  readonly ratio: number;
  readonly zMajority: number;
  readonly zDifference: number;
  /** Ratio · z of the difference · share in the group · z of the majority: what the order goes by. */
  readonly weight: number;
}

/** The direction in which the group is more above the others; of equals the one with the clearer majority. */
const tested = (group: GroupCounts, others: readonly GroupCounts[], statement: number): Representative => {
  const inside = group.seen[statement] ?? 0;
  const outside = others.reduce((sum, { seen }) => sum + (seen[statement] ?? 0), 0);
  const towards = (direction: 'agree' | 'disagree'): Representative => {
    const x = group[direction][statement] ?? 0;
    const y = others.reduce((sum, other) => sum + (other[direction][statement] ?? 0), 0);
    const share = smoothedShare(x, inside);
    const ratio = share / smoothedShare(y, outside);
    const zMajority = majorityZ(x, inside);
    const zDifference = twoProportionsZ(x, inside, y, outside);
    const weight = ratio * zDifference * share * zMajority;
    return { letter: group.letter, statement, direction, ratio, zMajority, zDifference, weight };
  };
  const [agree, disagree] = [towards('agree'), towards('disagree')];
  const ahead = disagree.zDifference - agree.zDifference || disagree.zMajority - agree.zMajority;
  return ahead > 0 ? disagree : agree;
};

/** The tests that hold when so many are made at once (Benjamini and Hochberg). */
export const foundTogether = (tests: readonly Representative[]): ReadonlySet<Representative> => {
  // Both tests of a statement must hold, so its chance is that of the weaker one.
  const ordered = tests
    .map((test) => ({ test, chance: upperTail(Math.min(test.zMajority, test.zDifference)) }))
    .sort((a, b) => a.chance - b.chance);
  const last = ordered.findLastIndex(
    ({ chance }, place) => chance <= ((place + 1) / ordered.length) * FALSE_FINDS_MAX,
  );
  return new Set(ordered.slice(0, last + 1).map(({ test }) => test));
};

/**
 * OPI-13: what each group holds more than everyone else: at most `SHOWN_MAX` statements for each group by weight, then
 * agreements first (engine specification 6.5). With fewer than two groups there is nobody else.
 * @param statements number of statements
 * @param rankOf place of a statement among those that weigh the same, whatever order they came in; its own place unless given
 */
export const representativeStatements = (
  counts: readonly GroupCounts[],
  statements: number,
  variant: ScoreVariant = 'own',
  rankOf: (statement: number) => number = (statement) => statement,
): readonly Representative[] => {
  if (counts.length < 2) return [];
  const places = Array.from({ length: statements }, (_, statement) => statement);
  const tests = counts.flatMap((group) => {
    const others = counts.filter((other) => other !== group);
    return places
      .filter((statement) => (group.seen[statement] ?? 0) > 0)
      .map((statement) => tested(group, others, statement));
  });
  const found = variant === 'published' ? new Set(tests) : foundTogether(tests);
  return counts.flatMap(({ letter }) =>
    tests
      .filter((test) => test.letter === letter && found.has(test))
      .filter(({ zMajority, zDifference }) => zMajority > Z_MIN && zDifference > Z_MIN)
      .sort((a, b) => b.weight - a.weight || rankOf(a.statement) - rankOf(b.statement))
      .slice(0, SHOWN_MAX)
      .sort((a, b) => Number(a.direction === 'disagree') - Number(b.direction === 'disagree')),
  );
};
