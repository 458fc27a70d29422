import { projected } from '../acts/decision-ballots.ts';
import { SHOWN_STANCES } from '../board/stance-counts.ts';
import { inSet } from '../rules/evaluate.ts';
import { BALLOT_FIELDS, groupValue, matches } from '../rules/filter.ts';
import { divide, parseFraction, ZERO, type Fraction } from '../rules/fraction.ts';
import { BRANCHES_MAX } from '../rules/requirements.ts';
import { memberWeights } from '../rules/weights.ts';
import type {
  Ballot,
  ComparisonTest,
  DecisionRule,
  Filter,
  MemberId,
  RuleOutcome,
  RuleSetName,
  RuleTest,
  Weight,
} from '../types.ts';
import { STANCES_PER_SLOT, type TallySlot } from './tally-plan.ts';
import { wholeWeights, type WholeWeights } from './whole-weights.ts';

/** A judgement over the sums of the rule's slots, which begin at `base`. */
type Judge = (sums: Float64Array, base: number) => boolean;

/** Σ over the members of a slot of weight × coefficient of their stance, plus a constant, is zero or more. */
export interface LinearClause {
  readonly slot: number;
  readonly coefficients: readonly number[];
  readonly constant: number;
}
/** Clauses that must hold together. */
export type LinearBranch = readonly LinearClause[];

/** A rule over slots of sums, for members and attributes that stay as they are. */
export interface CompiledRule {
  readonly rule: DecisionRule;
  readonly slots: readonly TallySlot[];
  /** Seats that the rule makes eligible. */
  readonly eligible: readonly number[];
  /**
   * The outcome for the sums of these slots, whose first one stands at `base`, with what the rule requires taken as
   * met; in O(clauses), whatever the number of members.
   */
  readonly outcome: (sums: Float64Array, base: number) => Exclude<RuleOutcome, 'pending'>;
  /** The ways in which it can hold; undefined when there are more than BRANCHES_MAX or a number passes 2^53. */
  readonly branches: readonly LinearBranch[] | undefined;
}

/** A rule that reads the ballot itself, or whose numbers pass 2^53: it is judged member by member instead. */
class NotCompilable extends Error {}

const OF_BALLOT: readonly string[] = BALLOT_FIELDS.filter((field) => field !== 'id');
const mustBeDeclared = (attr: string): void => {
  if (OF_BALLOT.includes(attr)) throw new NotCompilable();
};
const checkFilter = (filter: Filter): void => {
  if ('and' in filter) filter.and.forEach(checkFilter);
  else if ('or' in filter) filter.or.forEach(checkFilter);
  else if ('not' in filter) checkFilter(filter.not);
  else mustBeDeclared(filter.attr);
};
const checkWeight = (weight: Weight): void => {
  if (typeof weight === 'string') return;
  if ('cap' in weight) checkWeight(weight.base);
  else if ('sqrt' in weight) checkWeight(weight.sqrt);
  else if ('mix' in weight) weight.mix.forEach((part) => checkWeight(part.weight));
  else {
    weight.normalise.forEach(({ by }) => mustBeDeclared(by));
    checkWeight(weight.base ?? 'one');
  }
};

const NOBODY: Ballot = { id: '', attrs: {}, position: 'none' };
/** 1 for the stances that are in the set when projected on a ballot; presence is having a position. */
const inside = (set: RuleSetName): readonly number[] =>
  SHOWN_STANCES.map((stance) => (inSet(set, { ...NOBODY, position: projected(stance) }) ? 1 : 0));
const placesOf = (set: RuleSetName): readonly number[] =>
  inside(set).flatMap((is, stance) => (is === 1 ? [stance] : []));

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);
const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/** The eligible members with the slots that the rule needs of them, each once. */
const slotsOf = (ballots: readonly Ballot[], eligible: readonly number[]) => {
  const slots: TallySlot[] = [];
  const known = new Map<string, number>();
  const wholes = new Map<string, WholeWeights>();
  const wholeOf = (weight: Weight): WholeWeights => {
    checkWeight(weight);
    const key = JSON.stringify(weight);
    const before = wholes.get(key);
    if (before !== undefined) return before;
    const whole = wholeWeights(
      memberWeights(
        weight,
        eligible.flatMap((seat) => ballots[seat] ?? []),
      ),
    );
    if (whole === undefined) throw new NotCompilable();
    wholes.set(key, whole);
    return whole;
  };
  /** The slot of the eligible members at these places among the eligible. */
  const slotFor = (weight: Weight, places: readonly number[]): number => {
    const key = `${JSON.stringify(weight)} ${places.join(',')}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const { weights } = wholeOf(weight);
    slots.push({
      seats: places.map((place) => eligible[place] ?? 0),
      weights: places.map((place) => weights[place] ?? 0),
    });
    known.set(key, slots.length - 1);
    return slots.length - 1;
  };
  // False once a clause has numbers that pass 2^53: then the rule is judged by closures, and has no branches.
  return { slots, slotFor, wholeOf, linear: true };
};

interface Chamber {
  /** Places among the eligible members. */
  readonly places: readonly number[];
  readonly ballotAt: (place: number) => Ballot;
  readonly ruleWeight: Weight;
  readonly book: ReturnType<typeof slotsOf>;
}

interface Clause {
  readonly judge: Judge;
  /** Where it holds and where it does not, as branches. */
  readonly holds: readonly LinearBranch[];
  readonly fails: readonly LinearBranch[];
}

const sumOf = (sums: Float64Array, at: number, places: readonly number[]): number => {
  let sum = 0;
  for (const place of places) sum += sums[at + place] ?? 0;
  return sum;
};

const compared = (left: number | bigint, op: ComparisonTest['op'], right: number | bigint): boolean => {
  switch (op) {
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '==':
      return left === right;
  }
};

/** `top`/`whole` against the bar n/d, as top·d against whole·n; in bigint where a product could pass 2^53. */
const against = (
  op: ComparisonTest['op'],
  bar: Fraction,
  most: number,
): ((top: number, whole: number) => boolean) => {
  const { n, d } = bar;
  const largest = n > d ? n : d;
  if (BigInt(Math.max(1, most)) * largest <= LARGEST) {
    const [p, q] = [Number(n), Number(d)];
    return (top, whole) => compared(top * q, op, whole * p);
  }
  return (top, whole) => compared(BigInt(top) * d, op, BigInt(whole) * n);
};

const judgeOf = (test: ComparisonTest, slot: number, bar: Fraction, most: number): Judge => {
  const [top, at] = [placesOf(test.set), slot * STANCES_PER_SLOT];
  const holds = against(test.op, bar, most);
  if (test.of === undefined) return (sums, base) => holds(sumOf(sums, base + at, top), 1);
  const bottom = placesOf(test.of);
  return (sums, base) => {
    const whole = sumOf(sums, base + at, bottom);
    return whole !== 0 && holds(sumOf(sums, base + at, top), whole);
  };
};

const comparison = (test: ComparisonTest, chamber: Chamber): Clause => {
  const { where } = test;
  if (where !== undefined) checkFilter(where);
  const weight = test.weight ?? chamber.ruleWeight;
  const places =
    where === undefined
      ? chamber.places
      : chamber.places.filter((place) => matches(where, chamber.ballotAt(place)));
  const slot = chamber.book.slotFor(weight, places);
  const { weights, unit } = chamber.book.wholeOf(weight);
  const total = places.reduce((sum, place) => sum + (weights[place] ?? 0), 0);
  const value = parseFraction(test.value) ?? ZERO;
  const { of, op } = test;
  const top = inside(test.set);
  const bottom = of === undefined ? undefined : inside(of);
  // Without a whole, the figure is compared in the units of the weights: Σ·unit against the value.
  const bar = of === undefined ? divide(value, unit) : value;
  const [p, q] = [Number(bar.n), Number(bar.d)];
  // A move changes one coefficient to another: twice the largest product must stay exact.
  if (2n * (BigInt(total) + 1n) * (magnitude(bar.n) + bar.d) > LARGEST) chamber.book.linear = false;
  const coefficients = top.map(
    (is, stance) => is * q - (bottom === undefined ? 0 : (bottom[stance] ?? 0) * p),
  );
  const constant = bottom === undefined ? -p : 0;
  const side = (sign: 1 | -1, strict: boolean): LinearClause => ({
    slot,
    coefficients: coefficients.map((coefficient) => sign * coefficient),
    constant: sign * constant - (strict ? 1 : 0),
  });
  const sides = (wanted: boolean): readonly LinearBranch[] => {
    switch (op) {
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
  const judge = judgeOf(test, slot, bar, total);
  if (bottom === undefined) return { judge, holds: sides(true), fails: sides(false) };
  const somebody: LinearClause = { slot, coefficients: bottom, constant: -1 };
  const nobody: LinearClause = { slot, coefficients: bottom.map((is) => -is), constant: 0 };
  return {
    judge,
    holds: sides(true).map((branch) => [...branch, somebody]),
    fails: [...sides(false), [nobody]],
  };
};

/** More branches than these are counted as one too many, and carried no further. */
const cut = (branches: readonly LinearBranch[]): readonly LinearBranch[] =>
  branches.slice(0, BRANCHES_MAX + 1);
const either = (parts: readonly (readonly LinearBranch[])[]): readonly LinearBranch[] => cut(parts.flat());
const together = (parts: readonly (readonly LinearBranch[])[]): readonly LinearBranch[] =>
  parts.reduce<readonly LinearBranch[]>(
    (all, part) => cut(all.flatMap((left) => part.map((right) => [...left, ...right]))),
    [[]],
  );

const compileTest = (test: RuleTest, chamber: Chamber): Clause => {
  if ('not' in test) {
    const { judge, holds, fails } = compileTest(test.not, chamber);
    return { judge: (sums, base) => !judge(sums, base), holds: fails, fails: holds };
  }
  const isAny = 'any' in test;
  if ('all' in test || isAny || 'each' in test) {
    const parts = isAny
      ? test.any.map((part) => compileTest(part, chamber))
      : 'all' in test
        ? test.all.map((part) => compileTest(part, chamber))
        : compileEach(test.each, test.test, chamber);
    const judges = parts.map(({ judge }) => judge);
    const [holds, fails] = [parts.map((part) => part.holds), parts.map((part) => part.fails)];
    if (isAny)
      return {
        judge: (sums, base) => judges.some((judge) => judge(sums, base)),
        holds: either(holds),
        fails: together(fails),
      };
    // `each` over nobody is false; `all` always has parts.
    if (parts.length === 0) return { judge: () => false, holds: [], fails: [[]] };
    return {
      judge: (sums, base) => judges.every((judge) => judge(sums, base)),
      holds: together(holds),
      fails: either(fails),
    };
  }
  return comparison(test, chamber);
};

const compileEach = (attr: string, test: RuleTest, chamber: Chamber): readonly Clause[] => {
  mustBeDeclared(attr);
  const groups = new Map<string, number[]>();
  for (const place of chamber.places) {
    const key = groupValue(chamber.ballotAt(place), attr) ?? '';
    const inGroup = groups.get(key);
    if (inGroup === undefined) groups.set(key, [place]);
    else inGroup.push(place);
  }
  return [...groups.keys()]
    .sort()
    .map((key) => compileTest(test, { ...chamber, places: groups.get(key) ?? [] }));
};

const compileBlock = (
  { position, where, min = 1 }: NonNullable<DecisionRule['blocks']>[number],
  chamber: Chamber,
) => {
  if (where !== undefined) checkFilter(where);
  const places =
    where === undefined
      ? chamber.places
      : chamber.places.filter((place) => matches(where, chamber.ballotAt(place)));
  const slot = chamber.book.slotFor('one', places);
  const blocking = SHOWN_STANCES.map((stance) => (projected(stance) === position ? 1 : 0));
  const counted = blocking.flatMap((is, stance) => (is === 1 ? [stance] : []));
  const judge: Judge = (sums, base) => sumOf(sums, base + slot * STANCES_PER_SLOT, counted) >= min;
  const clear: LinearClause = { slot, coefficients: blocking.map((is) => -is), constant: min - 1 };
  return { judge, clear };
};

const compiled = (
  rule: DecisionRule,
  voters: readonly { readonly id: MemberId; readonly attrs: Ballot['attrs'] }[],
): CompiledRule => {
  if ((rule.discard ?? []).length > 0) throw new NotCompilable();
  if (rule.eligible !== undefined) checkFilter(rule.eligible);
  const ballots = voters.map(({ id, attrs }): Ballot => ({ id, attrs, position: 'none' }));
  const eligible = ballots.flatMap((ballot, seat) =>
    rule.eligible === undefined || matches(rule.eligible, ballot) ? [seat] : [],
  );
  const book = slotsOf(ballots, eligible);
  const chamber: Chamber = {
    places: eligible.map((_, place) => place),
    ballotAt: (place) => ballots[eligible[place] ?? -1] ?? NOBODY,
    ruleWeight: rule.weight ?? 'one',
    book,
  };
  const quorum = rule.quorum === undefined ? undefined : compileTest(rule.quorum, chamber);
  const pass = compileTest(rule.pass, chamber);
  const blocks = (rule.blocks ?? []).map((block) => compileBlock(block, chamber));
  const branches = together([
    ...(quorum === undefined ? [] : [quorum.holds]),
    pass.holds,
    [blocks.map(({ clear }) => clear)],
  ]);
  return {
    rule,
    slots: book.slots,
    eligible,
    outcome: (sums, base) => {
      if (quorum !== undefined && !quorum.judge(sums, base)) return 'no_quorum';
      if (!pass.judge(sums, base)) return 'not_adopted';
      return blocks.some(({ judge }) => judge(sums, base)) ? 'vetoed' : 'adopted';
    },
    branches: branches.length > BRANCHES_MAX || !book.linear ? undefined : branches,
  };
};

/**
 * A rule as closures over slot sums, for standing positions (presence is having one). Undefined for a rule that reads
 * the ballot itself or discards ballots, and for weights that pass 2^53 as whole numbers: those are judged by
 * `evaluateRule`, which gives the same outcome more slowly.
 */
export const compileRule = (
  rule: DecisionRule,
  voters: readonly { readonly id: MemberId; readonly attrs: Ballot['attrs'] }[],
): CompiledRule | undefined => {
  try {
    return compiled(rule, voters);
  } catch (error) {
    if (error instanceof NotCompilable) return undefined;
    throw error;
  }
};
