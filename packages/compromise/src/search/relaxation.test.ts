import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allClausesHold, modelBuilder, rowSums } from '../model/choice-model.ts';
import { openDomains } from './domains.ts';
import { excessOver, goalValue, type Caps, type Goal } from './goal.ts';
import { pricingOf, relaxationOf } from './relaxation.ts';

const GROUPS = 3;
const ROWS = 5;
const CHOICES = 4;
const OPTIONS = 2;

const drawn = fc.record({
  costs: fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: ROWS, maxLength: ROWS }), {
    minLength: CHOICES * OPTIONS,
    maxLength: CHOICES * OPTIONS,
  }),
  clauses: fc.array(
    fc.array(
      fc.tuple(fc.nat({ max: CHOICES * OPTIONS - 1 }), fc.boolean()).map(([at, isNot]) => (isNot ? ~at : at)),
      { minLength: 1, maxLength: 3 },
    ),
    { maxLength: 4 },
  ),
  goal: fc.oneof(
    fc.constantFrom<Goal>({ kind: 'largest', k: 1 }, { kind: 'largest', k: 2 }, { kind: 'largest', k: 3 }),
    fc.constant<Goal>({
      kind: 'rows',
      weights: [
        { row: 3, weight: 5 },
        { row: 4, weight: 1 },
      ],
    }),
  ),
  ranks: fc.option(
    fc
      .array(fc.integer({ min: 20, max: 100 }), { minLength: GROUPS, maxLength: GROUPS })
      .map((ranks) => [...ranks].sort((a, b) => b - a)),
    { nil: undefined },
  ),
  cap: fc.option(fc.integer({ min: 20, max: 120 }), { nil: undefined }),
});

/** All takings of a model of two options each. */
const TAKINGS = Array.from({ length: OPTIONS ** CHOICES }, (_, set) =>
  Int32Array.from({ length: CHOICES }, (_unused, choice) => choice * OPTIONS + ((set >> choice) & 1)),
);

test('[PKG-8] whatever the steps, the relaxation is never above the least value that trying everything finds', () => {
  fc.assert(
    fc.property(
      drawn,
      fc.integer({ min: 1, max: 60 }),
      ({ costs, clauses, goal, ranks, cap }, iterations) => {
        const builder = modelBuilder(GROUPS, ROWS);
        for (let choice = 0; choice < CHOICES; choice += 1)
          builder.addChoice(
            Array.from({ length: OPTIONS }, (_, at) =>
              (costs[choice * OPTIONS + at] ?? []).map((cost, row) => [row, cost] as const),
            ),
          );
        for (const clause of clauses) builder.addClause(clause);
        const model = builder.build(CHOICES);
        const caps: Caps = { ranks, rows: cap === undefined ? [] : [{ row: 3, cap }] };
        const domains = openDomains(model);
        fc.pre(domains.propagate());
        const relaxation = relaxationOf(model, domains);
        relaxation.refresh();
        const pricing = pricingOf(relaxation, GROUPS, goal, caps);
        const values = TAKINGS.filter((taken) => allClausesHold(model, taken)).flatMap((taken) => {
          const sums = rowSums(model, taken);
          return excessOver(caps, sums, GROUPS) > 0 ? [] : [goalValue(goal, sums, GROUPS)];
        });
        const least = Math.min(...values);
        const { value, multipliers } = relaxation.ascend(pricing, relaxation.start(pricing), {
          iterations,
          target: () => (Number.isFinite(least) ? least + 10 : 1_000),
          step: 1.2,
          patience: 3,
        });
        expect(value - relaxation.margin()).toBeLessThanOrEqual(least);
        // The multipliers that are given back are those of the value.
        expect(relaxation.evaluate(pricing, multipliers)).toBeCloseTo(value, 6);
      },
    ),
    { numRuns: 1_500 },
  );
});

test('[PKG-8] without caps and clauses the relaxation of a sum of rows is the least value at once', () => {
  const builder = modelBuilder(0, 2);
  for (const [one, other] of [
    [3, 5],
    [9, 2],
  ] as const)
    builder.addChoice([[[0, one]], [[0, other]]]);
  const model = builder.build(2);
  const relaxation = relaxationOf(model, openDomains(model));
  relaxation.refresh();
  const goal: Goal = { kind: 'rows', weights: [{ row: 0, weight: 1 }] };
  const pricing = pricingOf(relaxation, 0, goal, { ranks: undefined, rows: [] });
  expect(relaxation.evaluate(pricing, relaxation.start(pricing))).toBe(5);
  expect(Array.from(relaxation.picks)).toEqual([0, 3]);
});

test('[PKG-3] ranks that stay the same cap every group alone; ranks that fall cap the sums of the largest', () => {
  const over = (ranks: readonly number[], ...sums: readonly number[]): number =>
    excessOver({ ranks, rows: [] }, sums, sums.length);
  expect(over([5, 5, 5], 5, 4, 5)).toBe(0);
  expect(over([5, 5, 5], 7, 4, 6)).toBe(3);
  expect(over([7, 4, 4], 4, 7, 4)).toBe(0);
  expect(over([7, 4, 4], 6, 6, 1)).toBe(1);
  expect(over([7, 4, 4], 8, 1, 1)).toBe(1);
});
