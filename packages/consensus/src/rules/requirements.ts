import type { Ballot, ComparisonTest, DecisionRule, RuleTest } from '../types.ts';
import { chamberOf, inSet } from './evaluate.ts';
import { groupValue, matches } from './filter.ts';
import { add, multiply, parseFraction, subtract, ZERO, type Fraction } from './fraction.ts';

/** Most branches a rule may unfold into; wider rules have no computed distance and no computed power. */
export const BRANCHES_MAX = 64;

/** Σ gain of those who move must reach the deficit; gains are in the order of the ballots, all whole numbers. */
export interface Requirement {
  readonly deficit: bigint;
  readonly gains: readonly bigint[];
}
/** Requirements that must hold together. A rule holds when all of one of its branches hold. */
export type Branch = readonly Requirement[];

export class RuleTooWide extends Error {}

/** The same members before and after a move, both after discarding. */
interface Field {
  readonly now: readonly Ballot[];
  readonly moved: readonly Ballot[];
  readonly weightsOf: (test: ComparisonTest) => readonly Fraction[];
}

const lcm = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
};

/** Σ over the chamber of what each ballot contributes, plus a constant, must be ≥ 0 (or > 0), as whole numbers. */
const requirement = (
  field: Field,
  indexes: readonly number[],
  terms: { readonly constant: Fraction; readonly of: (ballot: Ballot, index: number) => Fraction },
  strict: boolean,
): Requirement => {
  let total = terms.constant;
  const gains: Fraction[] = field.now.map(() => ZERO);
  for (const index of indexes) {
    const [now, moved] = [field.now[index], field.moved[index]];
    if (now === undefined || moved === undefined) continue;
    const before = terms.of(now, index);
    total = add(total, before);
    gains[index] = subtract(terms.of(moved, index), before);
  }
  const scale = [total, ...gains].reduce((common, part) => lcm(common, part.d), 1n);
  const whole = (part: Fraction): bigint => part.n * (scale / part.d);
  return { deficit: (strict ? 1n : 0n) - whole(total), gains: gains.map(whole) };
};

const MINUS_ONE: Fraction = { n: -1n, d: 1n };

const comparisonBranches = (
  test: ComparisonTest,
  field: Field,
  indexes: readonly number[],
  wanted: boolean,
): Branch[] => {
  const value = parseFraction(test.value) ?? ZERO;
  const weights = field.weightsOf(test);
  const inside = (set: ComparisonTest['set'], ballot: Ballot, index: number): Fraction =>
    inSet(set, ballot) && (test.where === undefined || matches(test.where, ballot))
      ? (weights[index] ?? ZERO)
      : ZERO;
  // a/b ≥ p is a − p·b ≥ 0; the sign −1 turns ≤ into ≥.
  const side = (sign: 1 | -1, strict: boolean): Requirement => {
    const signed = (part: Fraction): Fraction => (sign === 1 ? part : multiply(MINUS_ONE, part));
    const { of } = test;
    return requirement(
      field,
      indexes,
      {
        constant: of === undefined ? signed(multiply(MINUS_ONE, value)) : ZERO,
        of: (ballot, index) => {
          const top = inside(test.set, ballot, index);
          return signed(of === undefined ? top : subtract(top, multiply(value, inside(of, ballot, index))));
        },
      },
      strict,
    );
  };
  const sides = (): Branch[] => {
    switch (test.op) {
      case '>=':
        return wanted ? [[side(1, false)]] : [[side(-1, true)]];
      case '>':
        return wanted ? [[side(1, true)]] : [[side(-1, false)]];
      case '<=':
        return wanted ? [[side(-1, false)]] : [[side(1, true)]];
      case '<':
        return wanted ? [[side(-1, true)]] : [[side(1, false)]];
      case '==':
        return wanted ? [[side(1, false), side(-1, false)]] : [[side(1, true)], [side(-1, true)]];
    }
  };
  const { of } = test;
  if (of === undefined) return sides();
  // DEC-5: an empty denominator makes the comparison false, which the linear form alone does not know.
  const denominator = (sign: 1 | -1, strict: boolean): Requirement =>
    requirement(
      field,
      indexes,
      {
        constant: ZERO,
        of: (ballot, index) => {
          const part = inside(of, ballot, index);
          return sign === 1 ? part : multiply(MINUS_ONE, part);
        },
      },
      strict,
    );
  return wanted
    ? sides().map((branch) => [...branch, denominator(1, true)])
    : [...sides(), [denominator(-1, false)]];
};

const sumOfPositive = (gains: readonly bigint[]): bigint =>
  gains.reduce((sum, gain) => (gain > 0n ? sum + gain : sum), 0n);

/** Drops what holds whoever moves; `undefined` when some requirement cannot be reached by everybody together. */
const simplified = (branch: Branch): Branch | undefined => {
  const open = branch.filter(({ deficit, gains }) => deficit > 0n || gains.some((gain) => gain < 0n));
  return open.some(({ deficit, gains }) => deficit > sumOfPositive(gains)) ? undefined : open;
};

const bounded = (branches: readonly (Branch | undefined)[]): Branch[] => {
  const kept = branches.filter((branch) => branch !== undefined);
  if (kept.length > BRANCHES_MAX) throw new RuleTooWide();
  return kept;
};

const either = (parts: readonly Branch[][]): Branch[] => bounded(parts.flat());
const together = (parts: readonly Branch[][]): Branch[] =>
  parts.reduce<Branch[]>(
    (all, part) => bounded(all.flatMap((left) => part.map((right) => simplified([...left, ...right])))),
    [[]],
  );

const branchesOf = (test: RuleTest, field: Field, indexes: readonly number[], wanted: boolean): Branch[] => {
  if ('not' in test) return branchesOf(test.not, field, indexes, !wanted);
  if ('all' in test || 'any' in test) {
    const parts = ('all' in test ? test.all : test.any).map((part) =>
      branchesOf(part, field, indexes, wanted),
    );
    return 'all' in test === wanted ? together(parts) : either(parts);
  }
  if ('each' in test) {
    const groups = new Map<string, number[]>();
    for (const index of indexes) {
      const ballot = field.now[index];
      if (ballot === undefined) continue;
      const key = groupValue(ballot, test.each) ?? '';
      groups.set(key, [...(groups.get(key) ?? []), index]);
    }
    const parts = [...groups.values()].map((inGroup) => branchesOf(test.test, field, inGroup, wanted));
    // `each` over nobody is false.
    if (parts.length === 0) return wanted ? [] : [[]];
    return wanted ? together(parts) : either(parts);
  }
  return bounded(comparisonBranches(test, field, indexes, wanted).map(simplified));
};

const blockBranches = (rule: DecisionRule, field: Field, everyone: readonly number[]): Branch[] =>
  together(
    (rule.blocks ?? []).map((block) => [
      [
        requirement(
          field,
          everyone,
          {
            constant: { n: BigInt((block.min ?? 1) - 1), d: 1n },
            of: (ballot) =>
              ballot.position === block.position &&
              (block.where === undefined || matches(block.where, ballot))
                ? MINUS_ONE
                : ZERO,
          },
          false,
        ),
      ],
    ]),
  );

/**
 * The rule as a disjunction of conjunctions of linear requirements over who moves from `now` to `moved` (the same
 * eligible members in the same order, after discarding): quorum, pass and no block. Empty when no move can reach it;
 * throws RuleTooWide beyond BRANCHES_MAX.
 */
export const ruleBranches = (
  rule: DecisionRule,
  now: readonly Ballot[],
  moved: readonly Ballot[],
): readonly Branch[] => {
  const chamber = chamberOf(now);
  const field: Field = {
    now,
    moved,
    weightsOf: (test) => chamber.weightsOf(test.weight ?? rule.weight ?? 'one'),
  };
  const everyone = now.map((_, index) => index);
  return together([
    ...(rule.quorum === undefined ? [] : [branchesOf(rule.quorum, field, everyone, true)]),
    branchesOf(rule.pass, field, everyone, true),
    blockBranches(rule, field, everyone),
  ]);
};
