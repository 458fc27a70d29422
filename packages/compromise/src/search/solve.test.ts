import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluatePackage, worstOf } from '../answer/evaluate-package.ts';
import { acceptanceOf } from '../model/acceptance.ts';
import { drawnProblem } from '../problem/drawn-problems.fixture.ts';
import type { PackageProblem } from '../problem/package-problem.ts';
import { problemIndex } from '../problem/problem-index.ts';
import { bestByTrying, everyPackage, keyOf } from './brute-force.fixture.ts';
import { solve, unsolved, type SearchTools, type SolveState } from './solve.ts';

const TOOLS: SearchTools = { milp: undefined, timeLeft: () => Infinity, shouldStop: () => false };
const PROVEN = ['minMax', 'leastTotal', 'leximin', 'capped'] as const;
type Proven = (typeof PROVEN)[number];

/** The search to its end, with what it said after each step. */
const solved = (problem: PackageProblem, objective: Proven) => {
  const index = problemIndex(problem);
  const answer = acceptanceOf(problem.rule, index.members);
  if (!answer.ok) throw new Error(answer.refusal.code);
  const state = unsolved();
  const { acceptance } = answer;
  const search = solve({ index, acceptance, objective, allowance: { n: 1n, d: 20n } }, TOOLS, state);
  const seen: SolveState[] = [];
  while (search.next().done !== true) seen.push({ ...state });
  const chosen = state.choice?.map((place) => index.alternatives[place]?.id ?? '');
  return { index, state, seen, chosen };
};

test.each(PROVEN)('[PKG-3] %s finds the package that trying every one finds', (objective) => {
  fc.assert(
    fc.property(drawnProblem({ items: 4, alternatives: 3, members: 5 }), (problem) => {
      const best = bestByTrying(objective, everyPackage(problem));
      const { index, state, chosen } = solved(problem, objective);
      expect(state.status).toBe(best === undefined ? 'infeasible' : 'found');
      if (best === undefined) return;
      expect(chosen).toEqual(best.chosen);
      const { feasible, groups, total, departures } = evaluatePackage(index, state.choice ?? []);
      expect({ feasible, groups: groups.filter((figure) => figure !== null), total, departures }).toEqual({
        feasible: true,
        groups: best.groups,
        total: best.total,
        departures: best.departures,
      });
    }),
    { numRuns: 250 },
  );
});

test.each(PROVEN)('[PKG-3] %s of eight items with three alternatives finds it too', (objective) => {
  fc.assert(
    fc.property(drawnProblem({ items: 8, alternatives: 3, members: 4, isFull: true }), (problem) => {
      const best = bestByTrying(objective, everyPackage(problem));
      expect(solved(problem, objective).chosen).toEqual(best?.chosen);
    }),
    { numRuns: 6 },
  );
});

test('[PKG-8] at every step the package holds, and no bound is above the value', () => {
  fc.assert(
    fc.property(
      drawnProblem({ items: 6, alternatives: 3, members: 6 }),
      fc.constantFrom(...PROVEN),
      (problem, objective) => {
        const { index, state, seen } = solved(problem, objective);
        for (const { choice, stages, current } of [...seen, state]) {
          if (choice !== undefined) expect(evaluatePackage(index, choice).feasible).toBe(true);
          for (const { value, bound } of current === undefined ? stages : [...stages, current])
            if (value !== null && bound !== null) expect(bound).toBeLessThanOrEqual(value);
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('[PKG-8] no bound is ever above the least value, and a settled stage has both equal', () => {
  fc.assert(
    fc.property(drawnProblem({ items: 5, alternatives: 3, members: 5 }), (problem) => {
      const { index, state, seen } = solved(problem, 'minMax');
      fc.pre(state.choice !== undefined && index.groups.some(({ weight }) => weight > 0));
      const least = worstOf(evaluatePackage(index, state.choice ?? []).groups);
      for (const { current } of seen)
        if (current?.name === 'worstGroup' && current.bound !== null)
          expect(current.bound).toBeLessThanOrEqual(least);
      for (const { value, bound, proven, name } of state.stages) {
        expect(proven).toBe(true);
        if (name !== 'order') expect(bound).toBe(value);
      }
    }),
    { numRuns: 150 },
  );
});

/** The same problem told in another order. */
const shuffled = (problem: PackageProblem, draws: Iterator<number>): PackageProblem => {
  const mixed = <T>(all: readonly T[]): readonly T[] =>
    all
      .map((each) => ({ each, key: Number(draws.next().value) }))
      .sort((a, b) => a.key - b.key)
      .map(({ each }) => each);
  return {
    ...problem,
    members: mixed(problem.members),
    stances: mixed(problem.stances),
    conflicts: mixed(problem.conflicts),
    needs: mixed(problem.needs),
    groups: mixed(problem.groups.map((group) => ({ ...group, members: mixed(group.members) }))),
  };
};

test('[PKG-4] the order in which members, stances and constraints are given changes nothing', () => {
  fc.assert(
    fc.property(
      drawnProblem({ items: 5, alternatives: 3, members: 6 }),
      fc.infiniteStream(fc.nat()),
      fc.constantFrom(...PROVEN),
      (problem, draws, objective) => {
        expect(solved(shuffled(problem, draws), objective).chosen).toEqual(solved(problem, objective).chosen);
      },
    ),
    { numRuns: 200 },
  );
});

test('[PKG-11] a conflict more never improves what is found', () => {
  fc.assert(
    fc.property(
      drawnProblem({ items: 5, alternatives: 3, members: 5 }),
      fc.nat(),
      fc.nat(),
      fc.constantFrom('minMax' as const, 'leastTotal' as const, 'leximin' as const),
      (problem, one, other, objective) => {
        const names = problem.items.flatMap(({ alternatives }) => alternatives.map(({ id }) => id));
        const pair = [names[one % names.length] ?? '', names[other % names.length] ?? ''] as const;
        fc.pre(pair[0] !== pair[1]);
        const [free, bound] = [problem, { ...problem, conflicts: [...problem.conflicts, pair] }].map(
          (each) => {
            const { index, state } = solved(each, objective);
            if (state.choice === undefined) return undefined;
            const { groups, total, departures } = evaluatePackage(index, state.choice);
            const figures = groups.filter((figure) => figure !== null);
            return keyOf(objective, { ...NOTHING, groups: figures, total, departures });
          },
        );
        if (bound === undefined) return;
        expect(free).toBeDefined();
        const place = bound.findIndex((value, at) => value !== free?.[at]);
        if (place >= 0) expect(bound[place]).toBeGreaterThan(free?.[place] ?? Infinity);
      },
    ),
    { numRuns: 200 },
  );
});
const NOTHING = {
  chosen: [],
  accepting: new Set<string>(),
  crossed: new Map<string, number>(),
  feasible: true,
  sound: true,
};

test('[PKG-11] where the groups share out the members, no swap that holds lowers one group and raises none', () => {
  fc.assert(
    fc.property(
      drawnProblem({ items: 5, alternatives: 3, members: 6 }),
      fc.constantFrom(...PROVEN),
      (drawn, objective) => {
        const problem: PackageProblem = {
          ...drawn,
          groups: [0, 1].map((part) => ({
            id: `part${part}`,
            members: drawn.members.filter((_, at) => at % 2 === part).map(({ id }) => id),
          })),
        };
        const { index, state } = solved(problem, objective);
        const { choice } = state;
        fc.pre(choice !== undefined);
        if (choice === undefined) return;
        const ours = evaluatePackage(index, choice);
        for (const [item] of index.bases.entries())
          for (let at = index.starts[item] ?? 0; at < (index.starts[item + 1] ?? 0); at += 1) {
            const other = evaluatePackage(
              index,
              choice.map((own, place) => (place === item ? at : own)),
            );
            if (!other.feasible) continue;
            const changes = other.groups.map((figure, group) => (figure ?? 0) - (ours.groups[group] ?? 0));
            expect(changes.some((change) => change < 0) && changes.every((change) => change <= 0)).toBe(
              false,
            );
          }
      },
    ),
    { numRuns: 200 },
  );
});
