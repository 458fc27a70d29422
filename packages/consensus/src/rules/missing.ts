import type { ComparisonTest, MemberId, Missing, Weight } from '../types.ts';
import {
  ceiling,
  compare,
  divide,
  floor,
  formatFraction,
  multiply,
  subtract,
  type Fraction,
} from './fraction.ts';

/**
 * What can be missing for a rule to adopt, with the facts of each; every code is a whole sentence in six languages.
 * `group` is there when the test is judged in each group. `count` is heads, `members` are ids, `have` and `need` are
 * exact fractions, `set` is a set of the rule language, `weight` an attribute or `shares`.
 */
export const MISSING_FACTS = {
  /** A flag that the rule requires is not set. */
  'missing.flag': ['flag'],
  /** So many more are needed in the set for a quorum; `present` is how many are there now. */
  'missing.quorum': ['count', 'present', 'set', 'group?'],
  'missing.moreFor': ['count'],
  'missing.moreForInGroup': ['count', 'group'],
  'missing.more': ['count', 'set', 'group?'],
  'missing.fewer': ['count', 'set', 'group?'],
  'missing.fewerAgainst': ['count', 'group?'],
  /** So many objections too many, and who objects. */
  'missing.objections': ['count', 'members', 'group?'],
  /** A test that must not hold does; who opposes. */
  'missing.opposition': ['count', 'members'],
  'missing.weight': ['have', 'need', 'weight', 'group?'],
  /** The set that is measured is empty, so no share of it exists. */
  'missing.nobodyVoting': ['group?'],
  /** The rule would adopt, but these members block it. */
  'missing.blocked': ['members'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type MissingCode = keyof typeof MISSING_FACTS;
/** The codes in a fixed order. */
export const MISSING_CODES: readonly string[] = Object.keys(MISSING_FACTS);

const missing = (code: MissingCode, facts: Missing['facts']): Missing => ({ code, facts });

/** What a failed comparison lacks: heads where heads are counted, exact shares where weights are. */
export const missingOf = (failed: {
  readonly test: ComparisonTest;
  readonly weight: Weight;
  readonly numerator: Fraction;
  readonly denominator: Fraction | undefined;
  readonly right: Fraction;
  readonly group: string | undefined;
  readonly objectors: readonly MemberId[];
}): Missing => {
  const { test, weight, numerator, denominator, right } = failed;
  const group = failed.group === undefined ? {} : { group: failed.group };
  if (denominator?.n === 0n) return missing('missing.nobodyVoting', group);
  if (weight !== 'one')
    return missing('missing.weight', {
      have: formatFraction(denominator === undefined ? numerator : divide(numerator, denominator)),
      need: formatFraction(right),
      weight: typeof weight === 'string' ? weight : 'shares',
      ...group,
    });
  const bar = denominator === undefined ? right : multiply(right, denominator);
  const wantsMore = test.op === '>' || test.op === '>=' || (test.op === '==' && compare(numerator, bar) < 0);
  if (wantsMore) {
    const short = subtract(bar, numerator);
    const count = Number(test.op === '>' ? floor(short) + 1n : ceiling(short));
    if (test.set !== 'for') return missing('missing.more', { count, set: test.set, ...group });
    return missing(failed.group === undefined ? 'missing.moreFor' : 'missing.moreForInGroup', {
      count,
      ...group,
    });
  }
  const over = subtract(numerator, bar);
  const count = Number(test.op === '<' ? floor(over) + 1n : ceiling(over));
  if (test.set === 'object')
    return missing('missing.objections', { count, members: failed.objectors, ...group });
  return test.set === 'against' || test.set === 'opposed'
    ? missing('missing.fewerAgainst', { count, ...group })
    : missing('missing.fewer', { count, set: test.set, ...group });
};

/** A head count that a quorum lacks, said as a quorum; a weight that it lacks stays as it is. */
export const missingForQuorum = ({ code, facts }: Missing, present: number): Missing =>
  code === 'missing.more' || code === 'missing.moreFor' || code === 'missing.moreForInGroup'
    ? missing('missing.quorum', { set: 'for', ...facts, present })
    : { code, facts };
