import fc from 'fast-check';
import { expect, test } from 'vitest';
import { projected } from '../acts/decision-ballots.ts';
import { coverByCost, coverByDeficit, greedyCost } from '../rules/distance-knapsack.ts';
import { CHEAPEST_MAX } from '../rules/distance-nearest.ts';
import { safeBranch, type Mover } from '../rules/distance-problem.ts';
import { searchCovers } from '../rules/distance-search.ts';
import { evaluateRule } from '../rules/evaluate.ts';
import type { DecisionRule, RuleTest } from '../types.ts';
import type { Stance } from '../vocabulary.ts';
import { drawnPoints, drawnRule } from './drawn-rules.fixture.ts';
import {
  distanceStatement,
  LADDER,
  stanceDistance,
  type StanceDistance,
  type Standpoint,
} from './stance-distance.ts';

const adopts = (rule: DecisionRule, points: readonly Standpoint[]): boolean =>
  evaluateRule(
    rule,
    points.map(({ id, attrs, stance }) => ({ id, attrs, position: projected(stance) })),
  ).outcome === 'adopted';

interface Tried {
  readonly members: readonly string[];
  readonly cost: number;
}
/** Every way in which every member stays or goes to one of the targets. */
const byTrying = (rule: DecisionRule, points: readonly Standpoint[], targets: readonly Stance[]) => {
  const found: Tried[] = [];
  const visit = (at: number, so: readonly Standpoint[], members: readonly string[], cost: number): void => {
    const point = points[at];
    if (point === undefined) {
      if (adopts(rule, so)) found.push({ members, cost });
      return;
    }
    visit(at + 1, [...so, point], members, cost);
    for (const stance of targets)
      if (stance !== point.stance)
        visit(
          at + 1,
          [...so, { ...point, stance }],
          [...members, point.id],
          cost + Math.abs(LADDER[point.stance] - LADDER[stance]),
        );
  };
  visit(0, [], [], 0);
  const needed = found.length === 0 ? null : Math.min(...found.map(({ members }) => members.length));
  const smallest = found.filter(({ members }) => members.length === needed);
  const sets = new Map<string, number>();
  for (const { members, cost } of smallest)
    sets.set(members.join(), Math.min(cost, sets.get(members.join()) ?? Infinity));
  const pivotality = Object.fromEntries(
    needed === 0
      ? []
      : points.flatMap(({ id }) => {
          const times = [...sets.keys()].filter((set) => set.split(',').includes(id)).length;
          return times === 0 ? [] : [[id, times === sets.size ? 'all' : 'some']];
        }),
  );
  return {
    needed,
    cost: found.length === 0 ? null : Math.min(...found.map(({ cost }) => cost)),
    sets,
    pivotality,
  };
};

const moved = (points: readonly Standpoint[], { cheapest }: StanceDistance, set: number) =>
  points.map((point) => {
    const move = cheapest[set]?.moves.find(({ member }) => member === point.id);
    return move === undefined ? point : { ...point, stance: move.to };
  });

const agreesWithTrying = (
  rule: DecisionRule,
  points: readonly Standpoint[],
  targets: readonly Stance[],
): void => {
  const distance = stanceDistance(rule, points, { targets });
  fc.pre(distance.error === undefined);
  const tried = byTrying(rule, points, targets);
  expect(distance).toMatchObject({
    needed: tried.needed,
    cost: tried.cost,
    neededProven: true,
    costProven: true,
  });
  if (tried.needed === null || tried.needed === 0) return;
  const sets = distance.cheapest.map(({ moves }) => moves.map(({ member }) => member).join());
  expect(new Set(sets).size).toBe(sets.length);
  expect(sets).toHaveLength(Math.min(CHEAPEST_MAX, tried.sets.size));
  expect(distance.cheapest.map(({ cost }) => cost)).toEqual(
    [...tried.sets.values()].sort((a, b) => a - b).slice(0, CHEAPEST_MAX),
  );
  for (const [set] of sets.entries()) expect(adopts(rule, moved(points, distance, set))).toBe(true);
  expect(distance.pivotality).toEqual(tried.pivotality);
};

test('[DST-7] least number, least cost, all cheapest sets and who is pivotal are what trying all moves of 5 members finds', () => {
  fc.assert(
    fc.property(drawnRule, drawnPoints(5), (rule, points) =>
      agreesWithTrying(rule, points, ['support', 'accept', 'abstain']),
    ),
    { numRuns: 250 },
  );
});

test('[DST-7] the same for 7 members who may accept or abstain', () => {
  fc.assert(
    fc.property(drawnRule, drawnPoints(7), (rule, points) =>
      agreesWithTrying(rule, points, ['accept', 'abstain']),
    ),
    { numRuns: 100 },
  );
});

const people = (
  stances: readonly Standpoint['stance'][],
  population: readonly number[] = [],
): readonly Standpoint[] =>
  stances.map((stance, at) => ({
    id: `m${at}`,
    attrs: { population: population[at] ?? 1 },
    stance,
  }));
const CONSENSUS: DecisionRule = {
  id: 'c',
  method: 'consensus',
  pass: { set: 'object', op: '==', value: '0' },
};
const MAJORITY: DecisionRule = {
  id: 'm',
  method: 'ballot',
  pass: { set: 'for', of: 'voting', op: '>', value: '1/2' },
};

test('[DST-7] the lone objector to a consensus is in every smallest set, and abstaining is the cheapest way', () => {
  const distance = stanceDistance(CONSENSUS, people(['support', 'object', 'silent']));
  expect(distance).toMatchObject({ needed: 1, cost: 3, pivotality: { m1: 'all' }, cheapestComplete: true });
  expect(distance.cheapest).toEqual([
    { cost: 3, moves: [{ member: 'm1', from: 'object', to: 'abstain', cost: 3 }] },
  ]);
  expect(distanceStatement(distance)).toEqual({
    code: 'missing.moves',
    facts: { count: 1, members: ['m1'] },
  });
});

test('[DST-7] a rule that holds is at distance zero and one that no move reaches has none', () => {
  expect(stanceDistance(CONSENSUS, people(['support']))).toMatchObject({ needed: 0, cost: 0, cheapest: [] });
  const out = stanceDistance(CONSENSUS, people(['object', 'object']), { fixed: ['m1'] });
  expect(out).toMatchObject({ needed: null, cost: null, neededProven: true, costProven: true, cheapest: [] });
  expect(distanceStatement(out)).toEqual({ code: 'missing.unreachable', facts: {} });
});

test('[DST-7] an objection together with a share: who objects must move, and counts towards the share', () => {
  const both: DecisionRule = { id: 'b', method: 'ballot', pass: { all: [CONSENSUS.pass, MAJORITY.pass] } };
  const distance = stanceDistance(both, people(['support', 'oppose', 'oppose', 'object']));
  expect(distance).toMatchObject({ needed: 2, pivotality: { m1: 'some', m2: 'some', m3: 'all' } });
});

test('[DST-7] equal members give equal sets, of which fifty are listed and it is said that there are more', () => {
  const distance = stanceDistance(MAJORITY, people(Array.from({ length: 30 }, () => 'oppose' as const)));
  expect(distance.needed).toBe(16);
  expect(distance.cheapest).toHaveLength(CHEAPEST_MAX);
  expect(distance.cheapestComplete).toBe(false);
  expect(new Set(Object.values(distance.pivotality))).toEqual(new Set(['some']));
});

test('[DST-8] costs are those of the table given; a move that it does not list cannot be made', () => {
  const points = people(['object', 'object', 'support']);
  const costs = { object: { accept: 7 } };
  expect(stanceDistance(CONSENSUS, points, { costs })).toMatchObject({ needed: 2, cost: 14 });
  expect(stanceDistance(CONSENSUS, points, { costs: { silent: { accept: 1 } } }).needed).toBeNull();
  expect(() => stanceDistance(CONSENSUS, points, { costs: { object: { accept: -1 } } })).toThrow(
    'costs.object.accept is -1',
  );
  expect(() => stanceDistance(CONSENSUS, points, { costs: { object: { accept: 0.5 } } })).toThrow(RangeError);
});

test('[DST-5] too wide a rule says so, and a search without steps gives a bound instead of a proof', () => {
  const either: RuleTest = {
    any: [
      { set: 'for', where: { attr: 'id', eq: 'm0' }, op: '>=', value: '1' },
      { set: 'for', where: { attr: 'id', eq: 'm1' }, op: '>=', value: '1' },
    ],
  };
  const wide: DecisionRule = {
    id: 'w',
    method: 'ballot',
    pass: { all: Array.from({ length: 7 }, () => either) },
  };
  const unknown = stanceDistance(wide, people(['oppose', 'oppose', 'oppose']));
  expect(unknown).toMatchObject({ needed: null, neededProven: false, error: 'E_RULE_TOO_WIDE' });
  expect(distanceStatement(unknown).code).toBe('missing.distanceUnknown');
  const two: DecisionRule = {
    id: 't',
    method: 'ballot',
    pass: {
      all: [
        { set: 'for', of: 'voting', op: '>=', value: '2/3' },
        { set: 'for', of: 'voting', weight: 'population', op: '>=', value: '2/3' },
      ],
    },
  };
  const stopped = stanceDistance(two, people(['oppose', 'oppose', 'oppose'], [5, 3, 1]), { stepsMax: 0 });
  expect(stopped).toMatchObject({ needed: null, neededProven: false, neededBound: 2 });
});

test('[DST-8] the knapsack by cost, the one by deficit and the search find the same least cost', () => {
  const option = fc.record({ cost: fc.nat({ max: 9 }), gain: fc.integer({ min: 1, max: 40 }) });
  fc.assert(
    fc.property(
      fc.array(fc.array(option, { minLength: 1, maxLength: 3 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 200 }),
      (drawn, deficit) => {
        const movers = drawn.map((options, seat): Mover => ({
          seat,
          options: options.map(({ cost, gain }, way) => ({ way, cost, gains: [gain] })),
        }));
        const most = greedyCost(movers, deficit);
        const searched = searchCovers(
          { deficits: [deficit], movers },
          { valueOf: ({ cost }) => cost, budget: { left: 100_000 } },
        );
        const reachable = drawn.reduce(
          (sum, options) => sum + Math.max(...options.map(({ gain }) => gain)),
          0,
        );
        expect(most === undefined).toBe(reachable < deficit);
        expect(coverByDeficit(movers, deficit)?.cost).toBe(searched.covers[0]?.cost);
        if (most !== undefined)
          expect(coverByCost(movers, deficit, most)?.cost).toBe(searched.covers[0]?.cost);
      },
    ),
    { numRuns: 300 },
  );
});

test('[DST-9] numbers beyond 2^53 are divided by what they share, and else rounded so that no way is lost', () => {
  const huge = 3n ** 60n;
  expect(safeBranch([{ deficit: 5n * huge - 1n, gains: [[huge, 2n * huge]] }])).toEqual({
    deficits: [5],
    gains: [[[1, 2]]],
  });
  const rounded = safeBranch([{ deficit: 2n * huge, gains: [[huge, huge + 1n, 1n]] }]);
  expect(rounded.rounded).toHaveLength(1);
  const [deficit = 0] = rounded.deficits;
  const [one = 0, two = 0] = rounded.gains[0]?.[0] ?? [];
  expect(Number.isSafeInteger(one + two)).toBe(true);
  expect(one + two).toBeGreaterThanOrEqual(deficit);
});

test('[DST-9] members whose weights need more than 2^53 have a distance that is tried by the rule itself', () => {
  const attrs = ['123456789012345678901234567890', '123456789012345678901234567891', '7'];
  const points = attrs.map((population, at): Standpoint => ({
    id: `m${at}`,
    attrs: { population },
    stance: 'oppose',
  }));
  const all: DecisionRule = {
    id: 'a',
    method: 'ballot',
    pass: { set: 'for', of: 'eligible', weight: 'population', op: '==', value: '1' },
  };
  expect(stanceDistance(all, points)).toMatchObject({ needed: 3, neededProven: true });
  const most: DecisionRule = {
    ...all,
    pass: { set: 'for', of: 'eligible', weight: 'population', op: '>', value: '1/2' },
  };
  expect(stanceDistance(most, points).needed).toBe(2);
  expect(adopts(most, moved(points, stanceDistance(most, points), 0))).toBe(true);
});
