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

/** The same where a member can move to one of several stances: gains by stance, then in the order of the ballots. */
export interface MoveRequirement {
  readonly deficit: bigint;
  readonly gains: readonly (readonly bigint[])[];
}
export type MoveBranch = readonly MoveRequirement[];

/** `E_RULE_TOO_WIDE`: the rule unfolds into more than BRANCHES_MAX ways to hold. */
export class RuleTooWide extends Error {
  readonly code = 'E_RULE_TOO_WIDE';
}

/** The same members before a move and after each way of moving, all after discarding. */
interface Field {
  readonly now: readonly Ballot[];
  readonly moved: readonly (readonly Ballot[])[];
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
): MoveRequirement => {
  let total = terms.constant;
  const gains: Fraction[][] = field.moved.map(() => field.now.map(() => ZERO));
  for (const index of indexes) {
    const now = field.now[index];
    if (now === undefined) continue;
    const before = terms.of(now, index);
    total = add(total, before);
    for (const [way, moved] of field.moved.entries()) {
      const [after, byWay] = [moved[index], gains[way]];
      if (after !== undefined && byWay !== undefined) byWay[index] = subtract(terms.of(after, index), before);
    }
  }
  const scale = [total, ...gains.flat()].reduce((common, part) => lcm(common, part.d), 1n);
  const whole = (part: Fraction): bigint => part.n * (scale / part.d);
  return { deficit: (strict ? 1n : 0n) - whole(total), gains: gains.map((byWay) => byWay.map(whole)) };
};

const MINUS_ONE: Fraction = { n: -1n, d: 1n };

const comparisonBranches = (
  test: ComparisonTest,
  field: Field,
  indexes: readonly number[],
  wanted: boolean,
): MoveBranch[] => {
  const value = parseFraction(test.value) ?? ZERO;
  const weights = field.weightsOf(test);
  const inside = (set: ComparisonTest['set'], ballot: Ballot, index: number): Fraction =>
    inSet(set, ballot) && (test.where === undefined || matches(test.where, ballot))
      ? (weights[index] ?? ZERO)
      : ZERO;
  // a/b ≥ p is a − p·b ≥ 0; the sign −1 turns ≤ into ≥.
  const side = (sign: 1 | -1, strict: boolean): MoveRequirement => {
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
  const sides = (): MoveBranch[] => {
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
  const denominator = (sign: 1 | -1, strict: boolean): MoveRequirement =>
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

/** The best that everybody together can do towards a requirement. */
const mostOf = ({ gains }: MoveRequirement): bigint =>
  (gains[0] ?? []).reduce<bigint>((sum, _, index) => {
    let best = 0n;
    for (const byWay of gains) {
      const gain = byWay[index] ?? 0n;
      if (gain > best) best = gain;
    }
    return sum + best;
  }, 0n);

/** Drops what holds whoever moves; `undefined` when some requirement cannot be reached by everybody together. */
const simplified = (branch: MoveBranch): MoveBranch | undefined => {
  const open = branch.filter(
    ({ deficit, gains }) => deficit > 0n || gains.some((byWay) => byWay.some((gain) => gain < 0n)),
  );
  return open.some((part) => part.deficit > mostOf(part)) ? undefined : open;
};

const bounded = (branches: readonly (MoveBranch | undefined)[]): MoveBranch[] => {
  const kept = branches.filter((branch) => branch !== undefined);
  if (kept.length > BRANCHES_MAX) throw new RuleTooWide();
  return kept;
};

const either = (parts: readonly MoveBranch[][]): MoveBranch[] => bounded(parts.flat());
const together = (parts: readonly MoveBranch[][]): MoveBranch[] =>
  parts.reduce<MoveBranch[]>(
    (all, part) => bounded(all.flatMap((left) => part.map((right) => simplified([...left, ...right])))),
    [[]],
  );

const branchesOf = (
  test: RuleTest,
  field: Field,
  indexes: readonly number[],
  wanted: boolean,
): MoveBranch[] => {
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

const blockBranches = (rule: DecisionRule, field: Field, everyone: readonly number[]): MoveBranch[] =>
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
 * The rule as a disjunction of conjunctions of linear requirements over who moves from `now` in which of the ways
 * `moved` (the same eligible members in the same order each time, after discarding): quorum, pass and no block. Empty
 * when no move can reach it.
 * @throws RuleTooWide beyond BRANCHES_MAX
 */
export const moveBranches = (
  rule: DecisionRule,
  now: readonly Ballot[],
  moved: readonly (readonly Ballot[])[],
): readonly MoveBranch[] => {
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

/** The same with one way to move. */
export const ruleBranches = (
  rule: DecisionRule,
  now: readonly Ballot[],
  moved: readonly Ballot[],
): readonly Branch[] =>
  moveBranches(rule, now, [moved]).map((branch) =>
    branch.map(({ deficit, gains }) => ({ deficit, gains: gains[0] ?? [] })),
  );
