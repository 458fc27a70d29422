import type { Ballot, ComparisonTest, DecisionRule, MemberId, RuleTest } from '../types.ts';
import { afterDiscard, chamberOf, eligibleBallots, evaluateRule, inSet } from './evaluate.ts';
import { groupValue, matches } from './filter.ts';
import { add, multiply, parseFraction, subtract, ZERO, type Fraction } from './fraction.ts';

/** Most branches a rule may unfold into; wider rules have no computed distance. */
export const BRANCHES_MAX = 64;
/** Steps of the search before the best answer found is given as not proven. */
export const SEARCH_STEPS_MAX = 200_000;

export interface Distance {
  /** Least number of eligible members who must change to `for`; 0 when the rule adopts, null when none can. */
  readonly moves: number | null;
  /** One such set. */
  readonly set: readonly MemberId[];
  /** False when the search stopped early: then `moves` is reachable but perhaps not least. */
  readonly proven: boolean;
}

/** Σ gain of those who move must reach the deficit (both in the same unit). */
interface Requirement {
  readonly deficit: bigint;
  readonly gains: readonly bigint[];
}
type Branch = readonly Requirement[];

interface Field {
  readonly now: readonly Ballot[];
  readonly moved: readonly Ballot[];
  readonly weights: (test: ComparisonTest) => readonly Fraction[];
}

const lcm = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
};

/** Σ w·(in set − value·in of) op 0, as whole numbers; `sign` −1 turns ≤ into ≥. */
const requirement = (
  test: ComparisonTest,
  field: Field,
  indexes: readonly number[],
  sign: 1 | -1,
  strict: boolean,
): Requirement => {
  const value = parseFraction(test.value) ?? ZERO;
  const weights = field.weights(test);
  const contribution = (ballot: Ballot, weight: Fraction): Fraction => {
    if (test.where !== undefined && !matches(test.where, ballot)) return ZERO;
    const top = inSet(test.set, ballot) ? weight : ZERO;
    if (test.of === undefined) return top;
    return inSet(test.of, ballot) ? subtract(top, multiply(value, weight)) : top;
  };
  let total = test.of === undefined ? multiply({ n: -1n, d: 1n }, value) : ZERO;
  const gains: Fraction[] = field.now.map(() => ZERO);
  for (const index of indexes) {
    const weight = weights[index] ?? ZERO;
    const before = contribution(field.now[index] as Ballot, weight);
    total = add(total, before);
    gains[index] = subtract(contribution(field.moved[index] as Ballot, weight), before);
  }
  const scale = [total, ...gains].reduce((common, part) => lcm(common, part.d), 1n);
  const whole = (part: Fraction): bigint => BigInt(sign) * part.n * (scale / part.d);
  return { deficit: (strict ? 1n : 0n) - whole(total), gains: gains.map(whole) };
};

const comparisonBranches = (
  test: ComparisonTest,
  field: Field,
  indexes: readonly number[],
  wanted: boolean,
): Branch[] => {
  const make = (sign: 1 | -1, strict: boolean): Branch => [requirement(test, field, indexes, sign, strict)];
  switch (test.op) {
    case '>=':
      return wanted ? [make(1, false)] : [make(-1, true)];
    case '>':
      return wanted ? [make(1, true)] : [make(-1, false)];
    case '<=':
      return wanted ? [make(-1, false)] : [make(1, true)];
    case '<':
      return wanted ? [make(-1, true)] : [make(1, false)];
    case '==':
      return wanted ? [[...make(1, false), ...make(-1, false)]] : [make(1, true), make(-1, true)];
  }
};

class TooWide extends Error {}
const both = (left: readonly Branch[], right: readonly Branch[]): Branch[] => {
  if (left.length * right.length > BRANCHES_MAX) throw new TooWide();
  return left.flatMap((a) => right.map((b) => [...a, ...b]));
};

const branchesOf = (test: RuleTest, field: Field, indexes: readonly number[], wanted: boolean): Branch[] => {
  if ('not' in test) return branchesOf(test.not, field, indexes, !wanted);
  if ('all' in test || 'any' in test) {
    const parts = ('all' in test ? test.all : test.any).map((part) =>
      branchesOf(part, field, indexes, wanted),
    );
    return 'all' in test === wanted ? parts.reduce(both, [[]]) : parts.flat();
  }
  if ('each' in test) {
    const groups = new Map<string, number[]>();
    for (const index of indexes) {
      const key = groupValue(field.now[index] as Ballot, test.each) ?? '';
      groups.set(key, [...(groups.get(key) ?? []), index]);
    }
    const parts = [...groups.keys()]
      .sort()
      .map((key) => branchesOf(test.test, field, groups.get(key) ?? [], wanted));
    return wanted ? parts.reduce(both, [[]]) : parts.flat();
  }
  return comparisonBranches(test, field, indexes, wanted);
};

const blockBranches = (rule: DecisionRule, field: Field): Branch[] =>
  (rule.blocks ?? []).reduce<Branch[]>(
    (all, block) => {
      const blocking = (ballot: Ballot): bigint =>
        ballot.position === block.position && (block.where === undefined || matches(block.where, ballot))
          ? 1n
          : 0n;
      const now = field.now.map(blocking);
      const allowed = BigInt((block.min ?? 1) - 1);
      const gains = field.moved.map((ballot, index) => (now[index] ?? 0n) - blocking(ballot));
      return both(all, [[{ deficit: now.reduce((sum, one) => sum + one, 0n) - allowed, gains }]]);
    },
    [[]],
  );

/** Members who would change every requirement alike; which of them moves makes no difference to the rule. */
interface Kind {
  readonly gains: readonly bigint[];
  readonly indexes: readonly number[];
}

const leastFor = (kinds: readonly Kind[], from: number, at: number, deficit: bigint): number => {
  if (deficit <= 0n) return 0;
  const options = kinds
    .slice(from)
    .map((kind) => ({ gain: kind.gains[at] ?? 0n, count: kind.indexes.length }))
    .filter((option) => option.gain > 0n)
    .sort((a, b) => (a.gain > b.gain ? -1 : 1));
  let open = deficit;
  let used = 0;
  for (const { gain, count } of options) {
    const needed = (open + gain - 1n) / gain;
    if (needed <= BigInt(count)) return used + Number(needed);
    used += count;
    open -= gain * BigInt(count);
  }
  return Infinity;
};

const searchBranch = (
  branch: Branch,
  movable: readonly number[],
  best: number,
): { indexes: number[]; proven: boolean } | undefined => {
  const open = branch.filter((part) => part.deficit > 0n || part.gains.some((gain) => gain < 0n));
  if (open.every((part) => part.deficit <= 0n)) return { indexes: [], proven: true };
  const byGains = new Map<string, { gains: bigint[]; indexes: number[] }>();
  for (const index of movable) {
    const gains = open.map((part) => part.gains[index] ?? 0n);
    if (
      !gains.some((gain, at) => gain > 0n && (open[at]?.deficit ?? 0n) > 0n) &&
      !gains.some((gain) => gain > 0n)
    )
      continue;
    const key = gains.join(',');
    const kind = byGains.get(key) ?? { gains, indexes: [] };
    kind.indexes.push(index);
    byGains.set(key, kind);
  }
  const strength = (kind: Kind): bigint => kind.gains.reduce((total, gain) => total + gain, 0n);
  const kinds: Kind[] = [...byGains.values()].sort((a, b) =>
    strength(a) > strength(b)
      ? -1
      : strength(a) < strength(b)
        ? 1
        : (a.indexes[0] ?? 0) - (b.indexes[0] ?? 0),
  );
  const bound = (from: number, deficits: readonly bigint[]): number =>
    deficits.reduce((worst, deficit, at) => Math.max(worst, leastFor(kinds, from, at, deficit)), 0);
  let found: number[] | undefined;
  let limit = best;
  let steps = 0;
  const take: number[] = kinds.map(() => 0);
  const visit = (at: number, used: number, deficits: readonly bigint[]): void => {
    steps += 1;
    if (deficits.every((deficit) => deficit <= 0n)) {
      if (used < limit) {
        limit = used;
        found = kinds.flatMap((kind, place) => kind.indexes.slice(0, take[place] ?? 0));
      }
      return;
    }
    const kind = kinds[at];
    if (kind === undefined || steps > SEARCH_STEPS_MAX || used + bound(at, deficits) >= limit) return;
    const most = Math.min(kind.indexes.length, limit - 1 - used);
    for (let count = most; count >= 0; count -= 1) {
      take[at] = count;
      visit(
        at + 1,
        used + count,
        deficits.map((deficit, place) => deficit - (kind.gains[place] ?? 0n) * BigInt(count)),
      );
    }
    take[at] = 0;
  };
  visit(
    0,
    0,
    open.map((part) => part.deficit),
  );
  return found === undefined ? undefined : { indexes: found, proven: steps <= SEARCH_STEPS_MAX };
};

/**
 * Moves to adoption: the least number of eligible members who must change to `for` so that the rule adopts; an
 * objector who moves stops objecting (domain 6). What the rule `requires` is taken as met: flags are nobody's vote.
 * One requirement is solved by taking the best gains; several by branch and bound over kinds of members.
 */
export const movesToAdoption = (
  rule: DecisionRule,
  ballots: readonly Ballot[],
  options: { readonly mayMove?: (ballot: Ballot) => boolean } = {},
): Distance => {
  const flags = Object.fromEntries((rule.requires ?? []).map((flag) => [flag, true]));
  if (evaluateRule(rule, ballots, flags).outcome === 'adopted') return { moves: 0, set: [], proven: true };
  const eligible = eligibleBallots(rule, ballots);
  const now = eligible.map((ballot) => afterDiscard(rule, ballot));
  const moved = eligible.map((ballot) =>
    afterDiscard(rule, { ...ballot, position: 'for' as const, present: true }),
  );
  const chamber = chamberOf(now);
  const field: Field = {
    now,
    moved,
    weights: (test) => chamber.weightsOf(test.weight ?? rule.weight ?? 'one'),
  };
  const everyone = now.map((_, index) => index);
  const { mayMove } = options;
  const movable = everyone.filter(
    (index) =>
      eligible[index]?.position !== 'for' && (mayMove === undefined || mayMove(eligible[index] as Ballot)),
  );
  let branches: Branch[];
  try {
    const quorum = rule.quorum === undefined ? [[]] : branchesOf(rule.quorum, field, everyone, true);
    branches = both(both(quorum, branchesOf(rule.pass, field, everyone, true)), blockBranches(rule, field));
  } catch (error) {
    if (error instanceof TooWide) return { moves: null, set: [], proven: false };
    throw error;
  }
  let best: { indexes: readonly number[]; proven: boolean } | undefined;
  for (const branch of branches) {
    const answer = searchBranch(branch, movable, best?.indexes.length ?? movable.length + 1);
    if (answer !== undefined && (best === undefined || answer.indexes.length < best.indexes.length))
      best = answer;
  }
  if (best === undefined) return { moves: null, set: [], proven: true };
  const set = best.indexes.map((index) => (eligible[index] as Ballot).id).sort();
  return { moves: set.length, set, proven: best.proven };
};
