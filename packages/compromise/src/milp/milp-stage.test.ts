import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptanceOf } from '../model/acceptance.ts';
import { compileProblem } from '../model/compile-problem.ts';
import { packageSearch } from '../package-search.ts';
import { drawnProblem } from '../problem/drawn-problems.fixture.ts';
import type { PackageProblem } from '../problem/package-problem.ts';
import { parseProblem } from '../problem/parse-problem.ts';
import { problemIndex } from '../problem/problem-index.ts';
import { everyPackage } from '../search/brute-force.fixture.ts';
import { fieldOf } from '../search/stage-search.ts';
import { milpModel } from './milp-model.ts';
import type { MilpModel, MilpSolver } from './milp-solver.ts';

const answered = (problem: PackageProblem, milp?: MilpSolver) => {
  const begun = packageSearch(
    problem,
    { explained: false },
    { now: () => 0, milpAfterNodes: 0, milpEverywhere: true, ...(milp === undefined ? {} : { milp }) },
  );
  if (!begun.ok) throw new Error(begun.refusal.code);
  while (!begun.search.step(1_000).done);
  return begun.search.answer();
};

/** Solvers whose numbers do not hold when they are counted again. */
const LIARS: readonly MilpSolver[] = [
  // Everything at once.
  {
    name: 'all',
    solve: ({ columns }) => ({ status: 'optimal', values: new Float64Array(columns).fill(1), bound: 0 }),
  },
  // Nothing at all.
  {
    name: 'none',
    solve: ({ columns }) => ({ status: 'optimal', values: new Float64Array(columns), bound: 0 }),
  },
  // The first option of every choice, whatever it breaks, without a bound to speak of.
  { name: 'unbounded', solve: (model) => ({ status: 'optimal', values: firstOf(model), bound: -Infinity }) },
];

/** A model begins with its choices: rows whose open columns sum to one. */
const firstOf = ({
  columns,
  upper,
  rows,
  rowLower,
  rowUpper,
  rowStarts,
  rowColumns,
}: MilpModel): Float64Array => {
  const values = new Float64Array(columns);
  const settled = new Set<number>();
  for (let row = 0; row < rows; row += 1) {
    if (rowLower[row] !== 1 || rowUpper[row] !== 1) continue;
    const own = Array.from(rowColumns.subarray(rowStarts[row], rowStarts[row + 1]));
    if (own.some((column) => settled.has(column))) continue;
    for (const column of own) settled.add(column);
    values[own.find((column) => upper[column] === 1) ?? 0] = 1;
  }
  return values;
};

test('[PKG-16] numbers that do not hold, or bounds that say nothing, change no answer', () => {
  let asked = 0;
  fc.assert(
    fc.property(
      drawnProblem({ items: 3, alternatives: 3, members: 5 }),
      fc.constantFrom(...LIARS),
      (problem, liar) => {
        const counting: MilpSolver = {
          name: liar.name,
          solve: (model, limits) => {
            asked += 1;
            return liar.solve(model, limits);
          },
        };
        const { package: found, proven } = answered(problem, counting);
        expect({ found, proven }).toEqual({ found: answered(problem).package, proven: true });
      },
    ),
    { numRuns: 200, seed: 3 },
  );
  expect(asked).toBeGreaterThan(20);
});

test('[PKG-16] an answer that crosses a red line is not believed', () => {
  const parsed = parseProblem({
    items: [{ id: 'x', alternatives: ['kept', 'crossed'] }],
    members: ['a', 'b'],
    stances: { a: { crossed: 'object' }, b: { kept: 'oppose', crossed: 'support' } },
  });
  if (!parsed.ok) throw new Error(parsed.refusal.code);
  const crossing: MilpSolver = {
    name: 'crossing',
    solve: ({ columns }) => ({
      status: 'optimal',
      values: Float64Array.from({ length: columns }, (_, column) => Number(column === 1)),
      bound: Infinity,
    }),
  };
  expect(answered(parsed.problem, crossing)).toMatchObject({
    proven: true,
    method: 'tree',
    package: { chosen: [{ alternative: 'kept' }], refusing: [] },
  });
});

test('[PKG-16] an answer that is limited by time is used where it holds, and has no bound', () => {
  let limited = 0;
  fc.assert(
    fc.property(drawnProblem({ items: 3, alternatives: 3, members: 5 }), (problem) => {
      const solver: MilpSolver = {
        name: 'slow',
        solve: (model) => ({ status: 'stopped', values: firstOf(model) }),
      };
      const answer = answered(problem, solver);
      if (answer.method !== 'milp' || answer.proven) return;
      limited += 1;
      expect(answer).toMatchObject({ proven: false, stopped: 'time', bound: null, gap: null });
      if (answer.package !== null) expect(answer.package.feasible).toBe(true);
    }),
    { numRuns: 200, seed: 3 },
  );
  expect(limited).toBeGreaterThan(10);
});

test('[PKG-16] the model holds exactly for the packages under which the rule adopts', () => {
  fc.assert(
    fc.property(drawnProblem({ items: 3, alternatives: 3, members: 4 }), (problem) => {
      const index = problemIndex(problem);
      const accepted = acceptanceOf(problem.rule, index.members);
      if (!accepted.ok) throw new Error(accepted.refusal.code);
      const { acceptance } = accepted;
      const compiled = compileProblem(index, { purpose: 'decide', acceptance });
      const field = fieldOf(compiled.model, compiled.removed);
      const packages = everyPackage(problem);
      if (field === undefined) {
        expect(packages.some(({ feasible }) => feasible)).toBe(false);
        return;
      }
      const { model, domains } = field;
      const caps = { ranks: undefined, rows: compiled.rowCaps };
      const goal = { kind: 'largest', k: 1 } as const;
      const milp = milpModel(model, { goal, caps, open: domains.open, clauses: [] });
      const places = new Map(index.alternatives.map(({ id }, place) => [id, place]));
      for (const { chosen, feasible, groups } of packages) {
        const taken = new Int32Array(model.choices);
        chosen.forEach((id, item) => (taken[item] = places.get(id) ?? -1));
        for (const { choice, optionFor } of model.derived ?? []) taken[choice] = optionFor(taken);
        // The worst figure stands in the one column behind the options.
        const values = new Float64Array(milp.columns);
        for (const option of taken) values[option] = 1;
        values[model.options] = Math.max(0, ...groups);
        const holds =
          Array.from(taken).every((option) => milp.upper[option] === 1) &&
          Array.from({ length: milp.rows }, (_, row) => {
            let sum = 0;
            for (let at = milp.rowStarts[row] ?? 0; at < (milp.rowStarts[row + 1] ?? 0); at += 1)
              sum += (milp.rowValues[at] ?? 0) * (values[milp.rowColumns[at] ?? 0] ?? 0);
            return sum >= (milp.rowLower[row] ?? 0) && sum <= (milp.rowUpper[row] ?? 0);
          }).every(Boolean);
        expect(holds).toBe(feasible);
      }
    }),
    { numRuns: 200 },
  );
});
