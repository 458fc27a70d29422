import fc from 'fast-check';
import { expect, test } from 'vitest';
import { projected } from '../acts/decision-ballots.ts';
import { SHOWN_STANCES, type ShownStance } from '../board/stance-counts.ts';
import { CATALOGUE } from '../rules/catalogue.ts';
import { evaluateRule } from '../rules/evaluate.ts';
import { agreementIndex, geometricMean, leikConsensus } from '../rules/metrics.ts';
import type { DecisionRule, RuleTest } from '../types.ts';
import { compileRule } from './compile-rule.ts';
import { drawnPoints, drawnRule } from './drawn-rules.fixture.ts';
import { setStance, silentTally, tallyStances } from './item-tally.ts';
import { itemFigures, slotFigures } from './item-figures.ts';
import { stanceDistance } from './stance-distance.ts';
import { SILENT, stanceIndex, STANCES_PER_SLOT, tallyPlan, type TallySlot } from './tally-plan.ts';

const MEMBERS = 9;
const seats = fc.uniqueArray(fc.nat({ max: MEMBERS - 1 }), { maxLength: MEMBERS });
const slot: fc.Arbitrary<TallySlot> = seats.chain((drawn) =>
  fc
    .array(fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 2 ** 40 })), {
      minLength: drawn.length,
      maxLength: drawn.length,
    })
    .map((weights) => ({ seats: drawn, weights })),
);
const slots = fc.array(slot, { maxLength: 5 });
const changes = fc.array(
  fc.record({ seat: fc.nat({ max: MEMBERS - 1 }), stance: fc.nat({ max: STANCES_PER_SLOT - 1 }) }),
  { maxLength: 40 },
);
const sum = (numbers: ArrayLike<number>): number => Array.from(numbers).reduce((all, part) => all + part, 0);

test('[TAL-1] after every change the sums of a slot are the weight of its members', () => {
  fc.assert(
    fc.property(slots, changes, (drawn, all) => {
      const plan = tallyPlan(MEMBERS, drawn);
      const tally = silentTally(plan);
      for (const { seat, stance } of all) {
        setStance(plan, tally, seat, stance);
        for (const [at, { weights }] of drawn.entries())
          expect(sum(tally.sums.slice(at * STANCES_PER_SLOT, (at + 1) * STANCES_PER_SLOT))).toBe(
            sum(weights),
          );
      }
    }),
    { numRuns: 300 },
  );
});

test('[TAL-2] one by one is the same as at once, and undoing is the identity', () => {
  fc.assert(
    fc.property(slots, changes, (drawn, all) => {
      const plan = tallyPlan(MEMBERS, drawn);
      const tally = silentTally(plan);
      const last = new Uint8Array(MEMBERS).fill(SILENT);
      for (const { seat, stance } of all) {
        const before = tally.held[seat] ?? 0;
        const copy = tally.sums.slice();
        setStance(plan, tally, seat, stance);
        setStance(plan, tally, seat, before);
        expect(tally.sums).toEqual(copy);
        setStance(plan, tally, seat, stance);
        last[seat] = stance;
      }
      expect(tally).toEqual(tallyStances(plan, last));
      expect(tallyStances(plan, new Uint8Array(MEMBERS).fill(SILENT))).toEqual(silentTally(plan));
    }),
    { numRuns: 300 },
  );
});

test('[TAL-3] a compiled rule has the outcome of the rule on the projected ballots', () => {
  fc.assert(
    fc.property(drawnRule, drawnPoints(9), (rule, points) => {
      const compiled = compileRule(rule, points);
      // Weights drawn so far apart that they pass 2^53 as whole numbers are another test's.
      fc.pre(compiled !== undefined);
      const plan = tallyPlan(points.length, compiled.slots);
      const { sums } = tallyStances(
        plan,
        points.map(({ stance }) => stanceIndex(stance)),
      );
      const ballots = points.map(({ id, attrs, stance }) => ({ id, attrs, position: projected(stance) }));
      expect(compiled.outcome(sums, 0)).toBe(evaluateRule(rule, ballots).outcome);
      // A rule holds exactly when all clauses of one of its branches do.
      const holds = compiled.branches?.some((branch) =>
        branch.every(({ slot: at, coefficients, constant }) => {
          const left = coefficients.reduce(
            (all, coefficient, stance) => all + coefficient * (sums[at * STANCES_PER_SLOT + stance] ?? 0),
            constant,
          );
          return left >= 0;
        }),
      );
      if (holds !== undefined) expect(holds).toBe(compiled.outcome(sums, 0) === 'adopted');
    }),
    { numRuns: 1_500 },
  );
});

test('[TAL-3] where products pass 2^53 the comparison is still exact, only without branches', () => {
  const rule: DecisionRule = {
    id: 'r',
    method: 'ballot',
    pass: {
      set: 'for',
      of: 'eligible',
      weight: 'votes',
      op: '>',
      value: '333333333333333333/1000000000000000000',
    },
  };
  const voters = [1, 2].map((votes, at) => ({ id: `m${at}`, attrs: { votes } }));
  const compiled = compileRule(rule, voters);
  if (compiled === undefined) throw new Error('not compiled');
  expect(compiled.branches).toBeUndefined();
  const plan = tallyPlan(2, compiled.slots);
  const outcome = (value: string) =>
    compileRule({ ...rule, pass: { ...rule.pass, value } as RuleTest }, voters)?.outcome(
      tallyStances(plan, [0, SILENT]).sums,
      0,
    );
  // One of three is more than 0.333333333333333333, which no double can tell from a third.
  expect(outcome('333333333333333333/1000000000000000000')).toBe('adopted');
  expect(outcome('333333333333333334/1000000000000000000')).toBe('not_adopted');
  const points = voters.map((voter) => ({ ...voter, stance: 'oppose' as const }));
  expect(stanceDistance(rule, points)).toMatchObject({ needed: 1, cost: 2 + 1, neededProven: true });
});

test('[TAL-4] of the catalogue, only rules that discard or read the ballot are not compiled', () => {
  const attrs = {
    role: 'member',
    population: 3,
    contribution: 2,
    emissions: 5,
    tonnage: 7,
    votes: 9,
    permanent: true,
    group: 'a',
    chamber: 'a',
    hemisphere: 'n',
    status: 'P',
  };
  const without = CATALOGUE.filter((rule) => compileRule(rule, [{ id: 'm', attrs }]) === undefined);
  expect(without.map(({ discard = [] }) => discard.length > 0)).toEqual(without.map(() => true));
  expect(without.map(({ id }) => id).sort()).toEqual(
    CATALOGUE.filter(({ discard = [] }) => discard.length > 0)
      .map(({ id }) => id)
      .sort(),
  );
  const reads: DecisionRule = {
    id: 'r',
    method: 'ballot',
    pass: { set: 'for', where: { not: { attr: 'reasoned', eq: false } }, op: '>=', value: '1' },
  };
  expect(compileRule(reads, [{ id: 'm', attrs }])).toBeUndefined();
});

test('[TAL-5] what is no slot is refused with the seat', () => {
  const plan =
    (...drawn: TallySlot[]) =>
    () =>
      tallyPlan(2, drawn);
  expect(plan({ seats: [2], weights: [1] })).toThrow('seat 2');
  expect(plan({ seats: [0, 0], weights: [1, 1] })).toThrow('twice');
  expect(plan({ seats: [0], weights: [-1] })).toThrow('seat 0');
  expect(plan({ seats: [0], weights: [0.5] })).toThrow('no whole number');
  expect(plan({ seats: [0, 1], weights: [2 ** 53 - 1, 1] })).toThrow('2^53');
  expect(plan({ seats: [0], weights: [1, 2] })).toThrow('do not fit');
  const tally = silentTally(tallyPlan(2, []));
  expect(() => setStance(tallyPlan(2, []), tally, 2, 0)).toThrow('no seat 2');
  expect(() => setStance(tallyPlan(2, []), tally, 0, 7)).toThrow('no stance 7');
});

const LEVEL: Readonly<Record<ShownStance, number>> = {
  support: 0,
  accept: 1,
  abstain: 2,
  reserve: 2,
  oppose: 3,
  object: 4,
  silent: NaN,
};
const mean = (values: readonly number[]): number => sum(values) / values.length;

/** Members with a stance in one of three groups; group d has nobody, group e has everybody. */
const held = fc.array(
  fc.record({ stance: fc.constantFrom(...SHOWN_STANCES), group: fc.constantFrom(0, 1, 2) }),
  { minLength: 1, maxLength: 12 },
);
const headsOf = (places: readonly number[]): TallySlot => ({ seats: places, weights: places.map(() => 1) });

test('[FIG-1] support, coverage, bounds, agreement, Leik, η², floor and mean are those of the members one by one', () => {
  fc.assert(
    fc.property(held, (members) => {
      const everyone = members.map((_, seat) => seat);
      const groups = [0, 1, 2].map((group) => everyone.filter((seat) => members[seat]?.group === group));
      const plan = tallyPlan(members.length, [headsOf(everyone), ...groups.map(headsOf), headsOf(everyone)]);
      const { sums } = tallyStances(
        plan,
        members.map(({ stance }) => stanceIndex(stance)),
      );
      const found = itemFigures(sums, { all: 0, groups: [1, 2, 3, 4], partition: [1, 2, 3] });
      const count = (...stances: ShownStance[]) =>
        members.filter(({ stance }) => stances.includes(stance)).length;
      const [F, A, N] = [count('support', 'accept'), count('oppose', 'object'), count('abstain', 'reserve')];
      const S = F + A + N;
      expect(found).toMatchObject({ F, A, N, S, T: members.length });
      expect(found.low).toBe(F / members.length);
      expect(found.high).toBe((members.length - A - N) / members.length);
      const spoken = members.filter(({ stance }) => stance !== 'silent');
      const favour = (places: readonly number[]) =>
        places.filter((seat) => ['support', 'accept'].includes(members[seat]?.stance ?? '')).length;
      const seen = (places: readonly number[]) =>
        places.filter((seat) => members[seat]?.stance !== 'silent').length;
      const seated = [...groups, everyone].filter((places) => places.length > 0);
      expect(found.groupFloor).toBe(Math.min(...seated.map((places) => favour(places) / places.length)));
      expect(found.groupMean).toBeCloseTo(
        geometricMean(seated.map((places) => ({ agree: favour(places), seen: seen(places) }))),
        9,
      );
      if (S === 0) {
        expect(found).toMatchObject({
          support: null,
          agreement: null,
          leik: null,
          polarisation: null,
          eta: null,
        });
        return;
      }
      expect(found.support).toBe(F / S);
      expect(found.coverage).toBe(S / members.length);
      expect(found.agreement).toBeCloseTo(
        Number(agreementIndex({ for: F, against: A, abstain: N })?.value),
        6,
      );
      const levels = [count('support'), count('accept'), N, count('oppose'), count('object')];
      expect(found.leik).toBeCloseTo(Number(leikConsensus(levels)?.value), 6);
      expect(found.polarisation).toBe(1 - (found.leik ?? NaN));
      const y = spoken.map(({ stance }) => LEVEL[stance]);
      const whole = sum(y.map((level) => (level - mean(y)) ** 2));
      const between = sum(
        [0, 1, 2].map((group) => {
          const inside = spoken.filter((member) => member.group === group).map(({ stance }) => LEVEL[stance]);
          return inside.length === 0 ? 0 : inside.length * (mean(inside) - mean(y)) ** 2;
        }),
      );
      expect(found.eta).toBeCloseTo(new Set(y).size === 1 ? 0 : between / whole, 9);
    }),
    { numRuns: 500 },
  );
});

test('[FIG-2] of nobody there are no shares; where all agree nothing lies between the groups', () => {
  const plan = tallyPlan(2, [headsOf([0, 1]), headsOf([0]), headsOf([1]), headsOf([])]);
  const slots3 = { all: 0, groups: [1, 2, 3], partition: [1, 2] };
  const agreed = tallyStances(plan, [5, 5]).sums;
  expect(itemFigures(agreed, slots3)).toMatchObject({ eta: 0, leik: 1, support: 0, groupFloor: 0 });
  expect(itemFigures(tallyStances(plan, [0, 5]).sums, slots3)).toMatchObject({
    eta: 1,
    leik: 0,
    polarisation: 1,
  });
  expect(slotFigures(agreed, 3)).toEqual({
    F: 0,
    A: 0,
    N: 0,
    U: 0,
    S: 0,
    T: 0,
    support: null,
    coverage: null,
    low: null,
    high: null,
    agreement: null,
    leik: null,
  });
  const silent = itemFigures(silentTally(plan).sums, { all: 3, groups: [3], partition: [] });
  expect(silent).toMatchObject({
    coverage: null,
    low: null,
    groupFloor: null,
    floorGroup: -1,
    groupMean: null,
  });
});

test('[FIG-2] weight zero speaks without counting', () => {
  const plan = tallyPlan(2, [{ seats: [0, 1], weights: [0, 3] }]);
  expect(slotFigures(tallyStances(plan, [0, SILENT]).sums, 0)).toMatchObject({
    S: 0,
    support: null,
    coverage: 0,
  });
});

test('[FIG-3] of equally low groups the larger is the floor, then the earlier; many groups keep their mean', () => {
  const plan = tallyPlan(4, [headsOf([0]), headsOf([1, 2]), headsOf([3]), headsOf([1, 3])]);
  const { sums } = tallyStances(plan, [4, 4, 4, 4]);
  const floor = (...groups: number[]) => itemFigures(sums, { all: 0, groups, partition: [] }).floorGroup;
  expect(floor(0, 1, 2)).toBe(1);
  expect(floor(1, 3)).toBe(0);
  const many = tallyPlan(193, [headsOf(Array.from({ length: 193 }, (_, seat) => seat))]);
  const against = tallyStances(many, new Uint8Array(193).fill(5)).sums;
  const groups = Array.from({ length: 200 }, () => 0);
  expect(itemFigures(against, { all: 0, groups, partition: [] }).groupMean).toBeCloseTo(1 / 195, 12);
});
