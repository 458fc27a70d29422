import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluatePackage } from '../answer/evaluate-package.ts';
import { acceptanceOf } from '../model/acceptance.ts';
import { drawnProblem } from '../problem/drawn-problems.fixture.ts';
import type { PackageProblem } from '../problem/package-problem.ts';
import { problemIndex } from '../problem/problem-index.ts';
import { bestByTrying, everyPackage } from './brute-force.fixture.ts';
import { solve, unsolved, type SearchTools, type SolveState } from './solve.ts';

const TOOLS: SearchTools = { milp: undefined, timeLeft: () => Infinity, shouldStop: () => false };
type Proven = 'minMax' | 'leastTotal' | 'leximin' | 'capped';

const solved = (problem: PackageProblem, objective: Proven) => {
  const index = problemIndex(problem);
  const answer = acceptanceOf(problem.rule, index.members);
  if (!answer.ok) throw new Error(answer.refusal.code);
  const state = unsolved();
  const search = solve(
    { index, acceptance: answer.acceptance, objective, allowance: { n: 1n, d: 20n } },
    TOOLS,
    state,
  );
  const seen: SolveState[] = [];
  while (search.next().done !== true) seen.push({ ...state });
  return { index, state, seen };
};

test.each(['minMax', 'leastTotal', 'leximin', 'capped'] as const)(
  '[PKG-3] %s finds the package that trying every one finds',
  (objective) => {
    fc.assert(
      fc.property(drawnProblem({ items: 4, alternatives: 3, members: 5 }), (problem) => {
        const best = bestByTrying(objective, everyPackage(problem));
        const { index, state } = solved(problem, objective);
        expect(state.status).toBe(best === undefined ? 'infeasible' : 'found');
        if (best === undefined) return;
        expect(state.choice?.map((place) => index.alternatives[place]?.id)).toEqual(best.chosen);
        const figures = evaluatePackage(index, state.choice ?? []);
        expect(figures.feasible).toBe(true);
        expect([
          figures.groups.filter((figure) => figure !== null),
          figures.total,
          figures.departures,
        ]).toEqual([best.groups, best.total, best.departures]);
      }),
      { numRuns: 400 },
    );
  },
);
