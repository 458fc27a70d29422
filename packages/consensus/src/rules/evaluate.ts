import type {
  Ballot,
  ComparisonTest,
  DecisionRule,
  MemberId,
  Missing,
  RuleResult,
  RuleSetName,
  RuleTest,
  Tally,
  TestTrace,
  Weight,
} from '../types.ts';
import type { BallotPosition } from '../vocabulary.ts';
import { groupValue, isPresent, matches } from './filter.ts';
import { add, compare, divide, formatFraction, parseFraction, ZERO, type Fraction } from './fraction.ts';
import { missingForQuorum, missingOf } from './missing.ts';
import { memberWeights } from './weights.ts';

/** Which positions make up a set; presence is a set of its own. */
const POSITIONS_OF: Readonly<Record<Exclude<RuleSetName, 'present' | 'absent'>, readonly BallotPosition[]>> =
  {
    eligible: ['for', 'against', 'abstain', 'object', 'none'],
    for: ['for'],
    against: ['against'],
    abstain: ['abstain'],
    object: ['object'],
    none: ['none'],
    voting: ['for', 'against'],
    cast: ['for', 'against', 'abstain'],
    responding: ['for', 'against', 'abstain', 'object'],
    notFor: ['against', 'abstain', 'object', 'none'],
    opposed: ['against', 'object'],
  };

/** Whether a ballot, after discarding, is in the named set. */
export const inSet = (set: RuleSetName, ballot: Ballot): boolean => {
  if (set === 'present') return isPresent(ballot);
  if (set === 'absent') return !isPresent(ballot);
  return POSITIONS_OF[set].includes(ballot.position);
};

/** Whether every ballot in the first set is in the second: then no share of it exceeds one. */
export const isPartOf = (set: RuleSetName, whole: RuleSetName): boolean => {
  if (set === whole || whole === 'eligible') return true;
  if (set === 'present' || set === 'absent' || whole === 'present' || whole === 'absent') return false;
  return POSITIONS_OF[set].every((position) => POSITIONS_OF[whole].includes(position));
};

/** DEC-2: members outside the filter are ignored completely. */
export const eligibleBallots = (rule: DecisionRule, ballots: readonly Ballot[]): readonly Ballot[] => {
  const { eligible } = rule;
  return eligible === undefined ? ballots : ballots.filter((ballot) => matches(eligible, ballot));
};

/** DEC-3: a discarded ballot counts as position none; whoever gave it stays present. */
export const afterDiscard = (rule: DecisionRule, ballot: Ballot): Ballot =>
  (rule.discard ?? []).some((entry) => entry.position === ballot.position && matches(entry.where, ballot))
    ? { ...ballot, position: 'none', present: isPresent(ballot) }
    : ballot;

/** Heads by position among the ballots given. */
export const tallyOf = (ballots: readonly Ballot[]): Tally => {
  const count = { for: 0, against: 0, abstain: 0, object: 0, none: 0 };
  let present = 0;
  for (const ballot of ballots) {
    count[ballot.position] += 1;
    if (isPresent(ballot)) present += 1;
  }
  return { eligible: ballots.length, present, ...count };
};

const holdsExactly = (left: Fraction, op: ComparisonTest['op'], right: Fraction): boolean => {
  const order = compare(left, right);
  switch (op) {
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '==':
      return order === 0;
  }
};

const idsIn = (set: RuleSetName, ballots: readonly Ballot[]): readonly MemberId[] =>
  ballots.filter((ballot) => inSet(set, ballot)).map((ballot) => ballot.id);

interface Chamber {
  readonly ballots: readonly Ballot[];
  /** Weights of exactly these ballots, computed over all eligible members. */
  readonly weightsOf: (weight: Weight) => readonly Fraction[];
  readonly group?: string;
}

const sum = (chamber: Chamber, weight: Weight, test: ComparisonTest, set: RuleSetName): Fraction => {
  const weights = chamber.weightsOf(weight);
  let total = ZERO;
  chamber.ballots.forEach((ballot, index) => {
    if (!inSet(set, ballot)) return;
    if (test.where !== undefined && !matches(test.where, ballot)) return;
    total = add(total, weights[index] ?? ZERO);
  });
  return total;
};

interface Judged {
  readonly holds: boolean;
  readonly traces: readonly TestTrace[];
  readonly missing: readonly Missing[];
}

const judgeComparison = (
  test: ComparisonTest,
  path: string,
  chamber: Chamber,
  ruleWeight: Weight,
): Judged => {
  const weight = test.weight ?? ruleWeight;
  const numerator = sum(chamber, weight, test, test.set);
  const denominator = test.of === undefined ? undefined : sum(chamber, weight, test, test.of);
  const right = parseFraction(test.value);
  if (right === undefined) throw new RangeError(`not a rational at ${path}: ${test.value}`); // parseRule refuses this
  // DEC-5: an empty denominator makes the test false.
  const left =
    denominator === undefined ? numerator : denominator.n === 0n ? undefined : divide(numerator, denominator);
  const holds = left !== undefined && holdsExactly(left, test.op, right);
  const trace: TestTrace = {
    path,
    set: test.set,
    ...(test.of === undefined ? {} : { of: test.of }),
    weight,
    numerator: formatFraction(numerator),
    ...(denominator === undefined ? {} : { denominator: formatFraction(denominator) }),
    left: left === undefined ? null : formatFraction(left),
    op: test.op,
    right: formatFraction(right),
    holds,
  };
  return {
    holds,
    traces: [trace],
    missing: holds
      ? []
      : [
          missingOf({
            test,
            weight,
            numerator,
            denominator,
            right,
            group: chamber.group,
            objectors: idsIn(
              'object',
              chamber.ballots.filter((ballot) => test.where === undefined || matches(test.where, ballot)),
            ),
          }),
        ],
  };
};

const judge = (test: RuleTest, path: string, chamber: Chamber, ruleWeight: Weight): Judged => {
  if ('all' in test || 'any' in test) {
    const isAll = 'all' in test;
    const parts = (isAll ? test.all : test.any).map((part, index) =>
      judge(part, `${path}.${isAll ? 'all' : 'any'}[${index}]`, chamber, ruleWeight),
    );
    const holds = isAll ? parts.every((part) => part.holds) : parts.some((part) => part.holds);
    // Of alternatives the one with the fewest open tests is the nearest way.
    const nearest = [...parts].sort((a, b) => a.missing.length - b.missing.length)[0];
    const missing = isAll ? parts.flatMap((part) => part.missing) : (nearest?.missing ?? []);
    return { holds, traces: parts.flatMap((part) => part.traces), missing: holds ? [] : missing };
  }
  if ('not' in test) {
    const inside = judge(test.not, `${path}.not`, chamber, ruleWeight);
    const opposed = idsIn('opposed', chamber.ballots);
    return {
      holds: !inside.holds,
      traces: inside.traces,
      missing: inside.holds
        ? [{ code: 'missing.opposition', facts: { count: opposed.length, members: opposed } }]
        : [],
    };
  }
  if ('each' in test) {
    const groups = new Map<string, { ballot: Ballot; index: number }[]>();
    chamber.ballots.forEach((ballot, index) => {
      const key = groupValue(ballot, test.each) ?? '';
      groups.set(key, [...(groups.get(key) ?? []), { ballot, index }]);
    });
    const parts = [...groups.keys()].sort().map((key) => {
      const inside = groups.get(key) ?? [];
      const inGroup: Chamber = {
        ballots: inside.map(({ ballot }) => ballot),
        weightsOf: (weight) => {
          const all = chamber.weightsOf(weight);
          return inside.map(({ index }) => all[index] ?? ZERO);
        },
        group: key,
      };
      return judge(test.test, `${path}.each[${key}]`, inGroup, ruleWeight);
    });
    const holds = parts.length > 0 && parts.every((part) => part.holds);
    return {
      holds,
      traces: parts.flatMap((part) => part.traces),
      missing: holds ? [] : parts.flatMap((part) => part.missing),
    };
  }
  return judgeComparison(test, path, chamber, ruleWeight);
};

/** Everyone eligible as one chamber, weights computed once per weight. */
export const chamberOf = (ballots: readonly Ballot[]): Chamber => {
  const cache = new Map<string, readonly Fraction[]>();
  return {
    ballots,
    weightsOf: (weight) => {
      const key = JSON.stringify(weight);
      const known = cache.get(key);
      if (known !== undefined) return known;
      const computed = memberWeights(weight, ballots);
      cache.set(key, computed);
      return computed;
    },
  };
};

/**
 * Judges ballots by a rule, in the order of domain 4.1: what it requires, who is eligible, what is discarded, quorum,
 * pass, blocks. All comparisons are exact. The tally counts eligible members before anything is discarded.
 */
export const evaluateRule = (
  rule: DecisionRule,
  ballots: readonly Ballot[],
  flags: Readonly<Record<string, boolean>> = {},
): RuleResult => {
  const eligible = eligibleBallots(rule, ballots);
  const tally = tallyOf(eligible);
  const unmet = (rule.requires ?? []).filter((flag) => !Object.hasOwn(flags, flag) || flags[flag] !== true);
  if (unmet.length > 0)
    return {
      outcome: 'pending',
      tally,
      tests: [],
      missing: unmet.map((flag) => ({ code: 'missing.flag', facts: { flag } })),
    };
  const counted = eligible.map((ballot) => afterDiscard(rule, ballot));
  const chamber = chamberOf(counted);
  const weight = rule.weight ?? 'one';
  const quorum = rule.quorum === undefined ? undefined : judge(rule.quorum, 'quorum', chamber, weight);
  const pass = judge(rule.pass, 'pass', chamber, weight);
  const tests = [...(quorum?.traces ?? []), ...pass.traces];
  if (quorum !== undefined && !quorum.holds)
    return {
      outcome: 'no_quorum',
      tally,
      tests,
      missing: quorum.missing.map((entry) => missingForQuorum(entry, tally.present)),
    };
  if (!pass.holds) return { outcome: 'not_adopted', tally, tests, missing: pass.missing };
  for (const block of rule.blocks ?? []) {
    const blockers = counted.filter(
      (ballot) =>
        ballot.position === block.position && (block.where === undefined || matches(block.where, ballot)),
    );
    if (blockers.length >= (block.min ?? 1))
      return {
        outcome: 'vetoed',
        tally,
        tests,
        missing: [{ code: 'missing.blocked', facts: { members: blockers.map((ballot) => ballot.id) } }],
      };
  }
  return { outcome: 'adopted', tally, tests, missing: [] };
};

/** One State, one voice: heads by position among the members the rule makes eligible (domain 5, rule 3). */
export const equalVoiceTally = (rule: DecisionRule, ballots: readonly Ballot[]): Tally =>
  tallyOf(eligibleBallots(rule, ballots));
