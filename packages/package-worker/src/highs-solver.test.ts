import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  packageSearch,
  parseProblem,
  type MilpModel,
  type MilpSolver,
  type PackageProblem,
} from '@plenary/compromise';
import { draws, hardProblem } from './hard-problem.fixture.ts';
import { highsSolver } from './highs-solver.ts';

const { format: _format, ...EXAMPLE } = JSON.parse(
  readFileSync('docs/examples/packages.json', 'utf8'),
) as Readonly<Record<string, unknown>>;

let highs: MilpSolver;
beforeAll(async () => {
  highs = await highsSolver();
});

const RULES = [
  { set: 'for', of: 'eligible', op: '>=', value: '2/3' },
  { set: 'for', of: 'eligible', weight: 'votes', op: '>', value: '1/2' },
  { each: 'part', test: { set: 'for', of: 'eligible', op: '>=', value: '1/2' } },
  {
    any: [
      { set: 'for', weight: 'votes', op: '>=', value: '7' },
      { set: 'against', op: '<', value: '2' },
    ],
  },
  {
    all: [
      { set: 'for', of: 'eligible', op: '>', value: '1/2' },
      { set: 'against', op: '>=', value: '1' },
    ],
  },
] as const;

/** A problem with many red lines, so that a rule that counts has something to count. */
const drawn = (seed: number, rule?: string): PackageProblem => {
  const draw = draws(seed);
  const items = Array.from({ length: 2 + draw(3) }, (_, item) => ({
    id: `i${item}`,
    alternatives: Array.from({ length: 1 + draw(3) }, (_unused, at) => `i${item}a${at}`),
  }));
  const names = items.flatMap(({ alternatives }) => alternatives);
  const members = Array.from({ length: 2 + draw(5) }, (_, at) => ({
    id: `m${at}`,
    weight: draw(4),
    votes: draw(4),
    part: draw(2) === 0 ? 'a' : 'b',
  }));
  const stances = ['support', 'accept', 'abstain', 'reserve', 'oppose', 'object', 'object'];
  const stance = () => stances[draw(stances.length)] ?? 'accept';
  const entry = () => {
    const [own, other, name] = [stance(), stance(), names[draw(names.length)]];
    return draw(6) > 0 || own === other
      ? own
      : { stance: own, if: { alternative: name, is: 'chosen' }, else: other };
  };
  const parsed = parseProblem({
    items,
    members,
    groups: [0, 1].map((group) => ({
      id: `g${group}`,
      members: members.filter((_, at) => at % 2 === group).map(({ id }) => id),
    })),
    stances: Object.fromEntries(
      members.map(({ id }) => [id, Object.fromEntries(names.map((name) => [name, entry()]))]),
    ),
    conflicts: [[names[0], names.at(-1)]].filter(([one, other]) => one !== other),
    rule: rule ?? { id: 'r', method: 'ballot', pass: RULES[draw(RULES.length)] },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return parsed.problem;
};

const answered = (
  problem: PackageProblem,
  objective: 'minMax' | 'leastTotal' | 'leximin' | 'capped',
  milp: MilpSolver | undefined,
  { milpAfterNodes = 0, milpEverywhere = false } = {},
) => {
  const begun = packageSearch(
    problem,
    { objective },
    { now: () => 0, milpAfterNodes, milpEverywhere, ...(milp === undefined ? {} : { milp }) },
  );
  if (!begun.ok) throw new Error(begun.refusal.code);
  while (!begun.search.step(1_000).done);
  return begun.search.answer();
};

/** The best package by trying each, as the search itself judges them: one that forbids every other is asked for. */
test('[PWK-6] with the mixed-integer solver and by counting the same package is found, and the same reasons', () => {
  let [counted, infeasible] = [0, 0];
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.constantFrom('minMax' as const, 'leastTotal' as const, 'leximin' as const, 'capped' as const),
      // At once, or after the search itself has had a few nodes.
      fc.constantFrom(0, 0, 1, 3),
      (seed, objective, milpAfterNodes) => {
        const problem = drawn(seed);
        const [solved, searched] = [
          answered(problem, objective, highs, { milpAfterNodes }),
          answered(problem, objective, undefined),
        ];
        expect(solved.package).toEqual(searched.package);
        expect(solved.status).toBe(searched.status);
        expect(solved.proven).toBe(true);
        if (solved.method === 'milp') counted += 1;
        if (solved.status === 'infeasible') infeasible += 1;
        expect(solved.explanation?.nextBest?.package).toEqual(searched.explanation?.nextBest?.package);
        const [a, b] = [solved.infeasibility, searched.infeasibility];
        expect(a?.fewestRedLines?.lines.length).toBe(b?.fewestRedLines?.lines.length);
        expect(a?.mostAccepting?.package.accepting).toEqual(b?.mostAccepting?.package.accepting);
      },
    ),
    { numRuns: 60, seed: 3 },
  );
  expect(counted).toBeGreaterThan(10);
  expect(infeasible).toBeGreaterThan(2);
});

test('[PKG-16] under vetoes as well the mixed-integer solver finds the package that the search finds', () => {
  let solvedBy = 0;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.constantFrom('minMax' as const, 'leastTotal' as const, 'leximin' as const, 'capped' as const),
      (seed, objective) => {
        const problem = drawn(seed, 'consensus');
        const solved = answered(problem, objective, highs, { milpEverywhere: true });
        const searched = answered(problem, objective, undefined);
        expect([solved.status, solved.package]).toEqual([searched.status, searched.package]);
        if (solved.method === 'milp') solvedBy += 1;
      },
    ),
    { numRuns: 60, seed: 3 },
  );
  expect(solvedBy).toBeGreaterThan(3);
});

test.each(['minMax', 'leastTotal', 'capped', 'leximin'] as const)(
  '[PKG-16] on the stored example %s is solved and searched alike',
  (objective) => {
    const parsed = parseProblem(EXAMPLE);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
    const solved = answered(parsed.problem, objective, highs, { milpEverywhere: true });
    const searched = answered(parsed.problem, objective, undefined);
    expect([solved.method, solved.proven, solved.package]).toEqual(['milp', true, searched.package]);
  },
);

const model = (
  rows: readonly { readonly lower: number; readonly upper: number; readonly values: readonly number[] }[],
  cost: readonly number[],
): MilpModel => {
  const entries = rows.map(({ values }) =>
    values.flatMap((value, column) => (value === 0 ? [] : [{ column, value }])),
  );
  const starts = [0];
  for (const own of entries) starts.push((starts.at(-1) ?? 0) + own.length);
  return {
    columns: cost.length,
    cost: Float64Array.from(cost),
    lower: new Float64Array(cost.length),
    upper: new Float64Array(cost.length).fill(1),
    whole: new Uint8Array(cost.length).fill(1),
    rows: rows.length,
    rowLower: Float64Array.from(rows, ({ lower }) => lower),
    rowUpper: Float64Array.from(rows, ({ upper }) => upper),
    rowStarts: Int32Array.from(starts),
    rowColumns: Int32Array.from(entries.flat(), ({ column }) => column),
    rowValues: Float64Array.from(entries.flat(), ({ value }) => value),
  };
};
const UNLIMITED = { timeMs: Infinity, shouldStop: () => false };

test('[PWK-5] small models have the least value that trying all columns finds', () => {
  const row = fc.record({
    values: fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 6, maxLength: 6 }),
    bound: fc.integer({ min: -6, max: 6 }),
  });
  const costs = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 4 }), costs, (rows, cost) => {
      const given = rows.map(({ values, bound }) => ({ lower: -Infinity, upper: bound, values }));
      const answer = highs.solve(model(given, cost), UNLIMITED);
      let least = Infinity;
      for (let set = 0; set < 64; set += 1) {
        const of = (values: readonly number[]) =>
          values.reduce((sum, value, at) => sum + ((set >> at) & 1) * value, 0);
        if (given.every(({ upper, values }) => of(values) <= upper)) least = Math.min(least, of(cost));
      }
      if (least === Infinity) expect(answer.status).toBe('infeasible');
      else {
        expect(answer.status).toBe('optimal');
        if (answer.status !== 'optimal') return;
        expect(
          Math.round(answer.values.reduce((sum, value, at) => sum + value * (cost[at] ?? 0), 0)) + 0,
        ).toBe(least);
        expect(Math.ceil(answer.bound - 1e-6) + 0).toBe(least);
      }
    }),
    { numRuns: 200 },
  );
});

test('[PWK-5] the solver names itself with its version', () => {
  expect(highs.name).toMatch(/^HiGHS \d+\.\d+\.\d+/);
});

test.each([
  ['told to stop', Infinity, true],
  ['without time', 0, false],
] as const)('[PWK-7] %s, it has no bound and says so', (_, timeMs, isStopped) => {
  const rule = { id: 'r', method: 'ballot', pass: { set: 'against', op: '>=', value: '1' } };
  const problem = hardProblem(30, 60, 6, rule);
  const objecting: PackageProblem = {
    ...problem,
    stances: problem.stances.map((given) =>
      given.alternative.endsWith('a2') ? { ...given, stance: 'object' as const } : given,
    ),
  };
  let asked = 0;
  const limited: MilpSolver = {
    name: 'limited',
    solve: (given) => {
      asked += 1;
      return highs.solve(given, { timeMs, shouldStop: () => isStopped });
    },
  };
  const begun = packageSearch(
    objecting,
    { explained: false },
    { now: () => 0, milp: limited, milpAfterNodes: 0 },
  );
  if (!begun.ok) throw new Error(begun.refusal.code);
  while (!begun.search.step(100).done);
  expect(asked).toBe(1);
  expect(begun.search.answer()).toMatchObject({
    method: 'milp',
    proven: false,
    stopped: 'time',
    bound: null,
    gap: null,
  });
});
