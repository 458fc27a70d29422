import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  COMPARISONS,
  RULE_SETS,
  type Ballot,
  type DecisionRule,
  type Filter,
  type RuleTest,
  type Weight,
} from '../types.ts';
import { BALLOT_POSITIONS } from '../vocabulary.ts';
import { movesToAdoption } from './distance.ts';
import { afterDiscard, eligibleBallots, evaluateRule, isPartOf } from './evaluate.ts';
import { add, compare, formatFraction, fraction, multiply, parseFraction, ZERO } from './fraction.ts';
import { parseRule } from './parse-rule.ts';
import { RuleTooWide, ruleBranches } from './requirements.ts';
import { weightShares } from './weights.ts';
import { powerOf } from '../power/power-of.ts';

const filter: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ attr: fc.constant('group'), eq: fc.constantFrom('a', 'b') }),
  fc.record({ attr: fc.constant('group'), ne: fc.constantFrom('a', 'b') }),
  fc.record({ attr: fc.constant('permanent'), eq: fc.boolean() }),
  fc.record({ attr: fc.constant('permanent'), in: fc.constant([true]) }),
);
const weight: fc.Arbitrary<Weight> = fc.oneof(
  fc.constantFrom('one', 'population'),
  fc.constantFrom<Weight>(
    { cap: '2/5', base: 'population' },
    { sqrt: 'population', decimals: 1 },
    { normalise: [{ by: 'group' }], base: 'population' },
    {
      mix: [
        { weight: 'one', share: '1/4' },
        { weight: 'population', share: '3/4' },
      ],
    },
  ),
);
const comparison: fc.Arbitrary<RuleTest> = fc
  .record(
    {
      set: fc.constantFrom(...RULE_SETS),
      of: fc.constantFrom(...RULE_SETS),
      weight,
      where: filter,
      op: fc.constantFrom(...COMPARISONS),
      value: fc.constantFrom('0', '1', '1/2', '2/3', '0.65', '1/4', '2', '3/2'),
    },
    { requiredKeys: ['set', 'op', 'value'] },
  )
  // A share above one of a whole that holds the set is refused.
  .map((test) =>
    test.of !== undefined && isPartOf(test.set, test.of) && ['2', '3/2'].includes(test.value)
      ? { ...test, value: '1/3' }
      : test,
  );
const { ruleTest } = fc.letrec<{ ruleTest: RuleTest }>((tie) => ({
  ruleTest: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    comparison,
    fc.record({ all: fc.array(tie('ruleTest'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ any: fc.array(tie('ruleTest'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ not: tie('ruleTest') }),
    fc.record({ each: fc.constant('group'), test: tie('ruleTest') }),
  ),
}));
const rule: fc.Arbitrary<DecisionRule> = fc.record(
  {
    id: fc.constant('drawn'),
    method: fc.constant('ballot' as const),
    requires: fc.constant(['consensusExhausted']),
    eligible: filter,
    discard: fc.array(fc.record({ position: fc.constantFrom(...BALLOT_POSITIONS), where: filter }), {
      minLength: 1,
      maxLength: 1,
    }),
    weight,
    quorum: comparison,
    blocks: fc.array(
      fc.record(
        {
          position: fc.constantFrom(...BALLOT_POSITIONS),
          where: filter,
          min: fc.integer({ min: 1, max: 2 }),
        },
        { requiredKeys: ['position'] },
      ),
      { minLength: 1, maxLength: 1 },
    ),
    pass: ruleTest,
  },
  { requiredKeys: ['id', 'method', 'pass'] },
);
const ballots = fc
  .array(
    fc.record({
      group: fc.constantFrom('a', 'b', 'c', null),
      permanent: fc.boolean(),
      population: fc.constantFrom(0, 1, 2, 3, 7, '1/3', '0.5'),
      position: fc.constantFrom(...BALLOT_POSITIONS),
      present: fc.boolean(),
    }),
    { maxLength: 7 },
  )
  .map((members) =>
    members.map(({ position, present, ...attrs }, index): Ballot => ({
      id: `m${index}`,
      attrs,
      position,
      present: position !== 'none' || present,
    })),
  );

const FLAGS = { consensusExhausted: true };
const adopts = (candidate: DecisionRule, given: readonly Ballot[]): boolean =>
  evaluateRule(candidate, given, FLAGS).outcome === 'adopted';
const isEligible = (candidate: DecisionRule, ballot: Ballot): boolean =>
  evaluateRule(candidate, [ballot], FLAGS).tally.eligible === 1;
const withMoves = (given: readonly Ballot[], moving: (index: number) => boolean): readonly Ballot[] =>
  given.map((ballot, index): Ballot =>
    moving(index) ? { ...ballot, position: 'for', present: true } : ballot,
  );

const isTooWide = (candidate: DecisionRule, given: readonly Ballot[]): boolean => {
  try {
    const eligible = eligibleBallots(candidate, given);
    const everyoneFor = withMoves(eligible, () => true);
    const discarding = (ballot: Ballot): Ballot => afterDiscard(candidate, ballot);
    ruleBranches(candidate, eligible.map(discarding), everyoneFor.map(discarding));
    return false;
  } catch (error) {
    if (error instanceof RuleTooWide) return true;
    throw error;
  }
};

/** Tries every set of eligible members, in order of size. */
const leastByTrying = (candidate: DecisionRule, given: readonly Ballot[]): number | null => {
  const movable = given.flatMap((ballot, index) =>
    ballot.position !== 'for' && isEligible(candidate, ballot) ? [index] : [],
  );
  let least: number | null = null;
  for (let set = 0; set < 2 ** movable.length; set += 1) {
    const chosen = new Set(movable.filter((_, place) => (set >> place) & 1));
    if (least !== null && chosen.size >= least) continue;
    if (
      adopts(
        candidate,
        withMoves(given, (index) => chosen.has(index)),
      )
    )
      least = chosen.size;
  }
  return least;
};

test('[DST-1] the moves to adoption are the least number that trying every set of members finds', () => {
  fc.assert(
    fc.property(rule, ballots, (candidate, given) => {
      // A rule wider than the bound is not answered; DST-5 is about those. Everything else must be proven.
      fc.pre(!isTooWide(candidate, given));
      const { moves, proven } = movesToAdoption(candidate, given);
      expect({ moves, proven }).toEqual({ moves: leastByTrying(candidate, given), proven: true });
    }),
    { numRuns: 1_500 },
  );
});

test('[DST-2] whoever is named to move makes the rule adopt by moving', () => {
  fc.assert(
    fc.property(rule, ballots, (candidate, given) => {
      const { moves, set } = movesToAdoption(candidate, given);
      fc.pre(moves !== null);
      expect(set).toHaveLength(moves ?? -1);
      expect(
        adopts(
          candidate,
          withMoves(given, (index) => set.includes(`m${index}`)),
        ),
      ).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('[DST-3] the distance is zero exactly when the rule adopts', () => {
  fc.assert(
    fc.property(rule, ballots, (candidate, given) => {
      expect(movesToAdoption(candidate, given).moves === 0).toBe(adopts(candidate, given));
    }),
    { numRuns: 500 },
  );
});

test('[DEC-12] the order in which members stand never changes the outcome', () => {
  fc.assert(
    fc.property(rule, ballots, fc.infiniteStream(fc.nat()), (candidate, given, draws) => {
      const keys = given.map(() => draws.next().value ?? 0);
      const shuffled = given
        .map((ballot, index) => ({ ballot, key: keys[index] ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ ballot }) => ballot);
      const [before, after] = [given, shuffled].map((order) => evaluateRule(candidate, order, FLAGS));
      expect(after?.outcome).toBe(before?.outcome);
      expect(after?.tests).toEqual(before?.tests);
      expect(after?.tally).toEqual(before?.tally);
    }),
    { numRuns: 500 },
  );
});

test('[DEC-12] the names of members never change the outcome', () => {
  fc.assert(
    fc.property(rule, ballots, (candidate, given) => {
      const renamed = given.map((ballot, index) => ({ ...ballot, id: `x${given.length - index}` }));
      expect(evaluateRule(candidate, renamed, FLAGS).tests).toEqual(
        evaluateRule(candidate, given, FLAGS).tests,
      );
    }),
    { numRuns: 300 },
  );
});

test('[DEC-13] multiplying every weight by one number changes no share, no outcome and no distance', () => {
  // A test of an amount of weight, without a whole, is not one of shares.
  const isOfShares = (test: RuleTest): boolean => {
    if ('all' in test) return test.all.every(isOfShares);
    if ('any' in test) return test.any.every(isOfShares);
    if ('not' in test) return isOfShares(test.not);
    if ('each' in test) return isOfShares(test.test);
    return test.of !== undefined;
  };
  const factors = fc.constantFrom('2', '7', '1000000007', '1/3', '0.001');
  fc.assert(
    fc.property(
      rule.filter(({ pass, quorum }) => isOfShares(pass) && (quorum === undefined || isOfShares(quorum))),
      ballots,
      factors,
      (candidate, given, factor) => {
        // Rounding a square root to decimals is not proportional.
        fc.pre(!JSON.stringify(candidate).includes('sqrt'));
        const scaled = given.map((ballot): Ballot => {
          const population = parseFraction(String(ballot.attrs['population'])) ?? ZERO;
          const by = parseFraction(factor) ?? ZERO;
          return {
            ...ballot,
            attrs: { ...ballot.attrs, population: formatFraction(multiply(population, by)) },
          };
        });
        expect(evaluateRule(candidate, scaled, FLAGS).outcome).toBe(
          evaluateRule(candidate, given, FLAGS).outcome,
        );
        expect(movesToAdoption(candidate, scaled)).toEqual(movesToAdoption(candidate, given));
        const shared = candidate.weight ?? 'population';
        expect(weightShares(shared, scaled)).toEqual(weightShares(shared, given));
      },
    ),
    { numRuns: 500 },
  );
});

test('[DEC-9] every line of a trace can be redone by hand from its two sides', () => {
  fc.assert(
    fc.property(rule, ballots, (candidate, given) => {
      for (const line of evaluateRule(candidate, given, FLAGS).tests) {
        const [numerator, denominator] = [line.numerator, line.denominator ?? '1'].map(parseFraction);
        const [left, right] = [line.left, line.right].map((text) =>
          text === null ? undefined : parseFraction(text),
        );
        if (numerator === undefined || denominator === undefined || right === undefined)
          throw new Error('a side that is no fraction');
        if (left === undefined) {
          expect(denominator).toEqual(ZERO);
          expect(line.holds).toBe(false);
          continue;
        }
        expect(compare(multiply(left, denominator), numerator)).toBe(0);
        const order = compare(left, right);
        const holds = {
          '>': order > 0,
          '>=': order >= 0,
          '<': order < 0,
          '<=': order <= 0,
          '==': order === 0,
        };
        expect(line.holds).toBe(holds[line.op]);
      }
    }),
    { numRuns: 500 },
  );
});

test('[PRS-1] every rule of the grammar is read, and reading changes nothing', () => {
  fc.assert(
    fc.property(rule, (candidate) => {
      const json: unknown = JSON.parse(JSON.stringify(candidate));
      expect(parseRule(json)).toEqual({ ok: true, rule: json });
    }),
    { numRuns: 500 },
  );
});

test('[WGT-1] shares are not negative and sum to one wherever anybody has weight', () => {
  fc.assert(
    fc.property(weight, ballots, (drawn, given) => {
      const shares = Object.values(weightShares(drawn, given)).map((text) => parseFraction(text) ?? ZERO);
      expect(shares.every(({ n }) => n >= 0n)).toBe(true);
      const total = shares.reduce(add, ZERO);
      expect(total.n === 0n || compare(total, fraction(1)) === 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('[PWR-2] under a rule a coalition wins exactly when the rule adopts with the others against', () => {
  const weighed = ballots
    .filter((given) => given.length > 0)
    .map((given) => given.map((ballot): Ballot => ({ ...ballot, present: true })));
  let answered = 0;
  fc.assert(
    fc.property(rule, weighed, (candidate, given) => {
      const answer = powerOf(candidate, given);
      fc.pre(answer.ok);
      if (!answer.ok) return;
      answered += 1;
      const players = given.filter((ballot) => isEligible(candidate, ballot));
      const wins = Array.from({ length: 2 ** players.length }, (_, set) =>
        adopts(
          candidate,
          players.map((ballot, at): Ballot => ({
            ...ballot,
            position: ((set >> at) & 1) === 1 ? 'for' : 'against',
          })),
        ),
      );
      expect(answer.power.winningCoalitions).toBe(BigInt(wins.filter(Boolean).length));
      players.forEach((_, at) => {
        const swings = wins.filter(
          (won, set) => won && ((set >> at) & 1) === 1 && wins[set - 2 ** at] === false,
        );
        expect(answer.power.members[at]?.swings).toBe(BigInt(swings.length));
      });
    }),
    { numRuns: 500 },
  );
  expect(answered).toBe(500);
});

test('[PWR-4] a rule refused as one that support can harm is not refused because it is weighted or split', () => {
  fc.assert(
    fc.property(weight, ballots, (drawn, given) => {
      const pass: RuleTest = {
        each: 'group',
        test: { set: 'for', of: 'eligible', weight: drawn, op: '>=', value: '1/2' },
      };
      const answer = powerOf({ id: 'r', method: 'ballot', pass }, given);
      expect(answer.ok || answer.refusal.code).toBe(true);
    }),
    { numRuns: 100 },
  );
});
