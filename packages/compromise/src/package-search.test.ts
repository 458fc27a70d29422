import { catalogueRule, evaluateRule } from '@plenary/consensus';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  packageSearch,
  type PackageOptions,
  type PackageProgress,
  type PackageTools,
} from './package-search.ts';
import { drawnProblem } from './problem/drawn-problems.fixture.ts';
import type { PackageProblem } from './problem/package-problem.ts';
import { parseProblem } from './problem/parse-problem.ts';
import { bestByTrying, everyPackage, keyOf, type Counted } from './search/brute-force.fixture.ts';
import { OBJECTIVES } from './search/objective.ts';

const read = (json: unknown): PackageProblem => {
  const parsed = parseProblem(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return parsed.problem;
};
/** A clock that does not go on unless it is told to. */
const STANDING: PackageTools = { now: () => 0 };

const started = (problem: PackageProblem, options: PackageOptions = {}, tools: PackageTools = STANDING) => {
  const begun = packageSearch(problem, options, tools);
  if (!begun.ok) throw new Error(JSON.stringify(begun.refusal));
  return begun.search;
};
const answered = (problem: PackageProblem, options: PackageOptions = {}, tools: PackageTools = STANDING) => {
  const search = started(problem, options, tools);
  while (!search.step(100).done);
  return search.answer();
};
const chosenIn = (
  view: { readonly chosen: readonly { readonly alternative: string }[] } | null | undefined,
) => view?.chosen.map(({ alternative }) => alternative);

const two = (more: Readonly<Record<string, unknown>> = {}) =>
  read({
    items: [
      { id: 'OP1', alternatives: ['OP1', 'A1'] },
      { id: 'OP2', alternatives: ['OP2', 'A2'] },
    ],
    members: ['FRA', 'KEN'],
    groups: [
      { id: 'one', members: ['FRA'] },
      { id: 'other', members: ['KEN'] },
    ],
    ...more,
  });

test('[PKG-3] a single item with one alternative is settled by it', () => {
  const answer = answered(read({ items: [{ id: 'OP1', alternatives: ['OP1'] }], members: ['FRA'] }));
  expect(answer).toMatchObject({ status: 'found', proven: true, value: 2, bound: 2, gap: 0, stopped: null });
  expect(answer.explanation).toMatchObject({
    nextBest: null,
    seconds: [{ item: 'OP1', alternative: null, holds: false, change: null }],
  });
});

test('[PKG-3] an item without stances keeps its base, since nothing speaks against it', () => {
  const answer = answered(two({ stances: { FRA: { A1: 'support' }, KEN: { A1: 'accept' } } }));
  expect(chosenIn(answer.package)).toEqual(['A1', 'OP2']);
  expect(answer.package).toMatchObject({ departures: 1, worst: 30_000, total: 5 });
});

test('[PKG-3] of packages that leave two groups with equal figures the one with the lower alternatives is taken', () => {
  const stances = { FRA: { OP1: 'support', A1: 'oppose' }, KEN: { OP1: 'oppose', A1: 'support' } };
  const answer = answered(
    two({
      stances,
      items: two()
        .items.slice(0, 1)
        .map(({ id }) => ({ id, alternatives: ['A1', 'OP1'], base: 'OP1' })),
    }),
  );
  // Both have a worst group of 5 and a total of 5: then fewest departures.
  expect(chosenIn(answer.package)).toEqual(['OP1']);
  const without = answered(two({ stances, items: [{ id: 'x', alternatives: ['B', 'A1', 'OP1'] }] }));
  expect(chosenIn(without.package)).toEqual(['B']);
});

test('[PKG-3] a conflict that the base is part of sends it away', () => {
  const answer = answered(two({ conflicts: [['OP1', 'OP2']], stances: { FRA: { A1: 'oppose' } } }));
  expect(chosenIn(answer.package)).toEqual(['OP1', 'A2']);
  expect(answer.explanation?.base).toMatchObject({
    package: { feasible: false, brokenConflicts: [['OP1', 'OP2']] },
    change: { departures: -1 },
  });
});

test('[PKG-2] without groups, and with groups that have no weight, the total decides', () => {
  const stances = { FRA: { A1: 'support' }, KEN: { A1: 'oppose', A2: 'support' } };
  const items = two().items;
  expect(items).toHaveLength(2);
  const free = answered(two({ stances, groups: [] }));
  expect(free).toMatchObject({ value: free.package?.total, stages: [{ name: 'total' }, { name: 'order' }] });
  const empty = answered(two({ stances, groups: [{ id: 'nobody', members: [] }] }));
  expect(empty.package?.groups).toEqual([{ group: 'nobody', figure: null }]);
  expect(chosenIn(empty.package)).toEqual(chosenIn(free.package));
});

test('[PKG-2] who weighs nothing changes no figure, and keeps its red line', () => {
  const weightless = [{ id: 'FRA', weight: 0 }, 'KEN'];
  const stances = { FRA: { A1: 'oppose' }, KEN: { A1: 'support' } };
  expect(chosenIn(answered(two({ members: weightless, stances })).package)).toEqual(['A1', 'OP2']);
  const red = { ...stances, FRA: { A1: 'object' } };
  expect(chosenIn(answered(two({ members: weightless, stances: red })).package)).toEqual(['OP1', 'OP2']);
});

test('[PKG-2] a mean that is no whole ten-thousandth is rounded half away from zero', () => {
  const members = ['a', 'b', 'c'];
  const answer = answered(
    read({
      items: [{ id: 'x', alternatives: ['x'] }],
      members,
      groups: [{ id: 'g', members }],
      stances: { a: { x: 'accept' }, b: { x: 'support' }, c: { x: 'support' } },
    }),
  );
  expect(answer.package?.groups).toEqual([{ group: 'g', figure: 3_333 }]);
});

test('[PKG-2] figures are exact also where weights are too large for a division in floating point', () => {
  const [heavy, light] = [3_000_000_000_019, 1_000_000_000_039];
  const answer = answered(
    read({
      items: [{ id: 'x', alternatives: ['x'] }],
      members: [
        { id: 'a', weight: heavy },
        { id: 'b', weight: light },
      ],
      groups: [{ id: 'g', members: ['a', 'b'] }],
      stances: { a: { x: 'oppose' }, b: { x: 'accept' } },
    }),
  );
  const [sum, weight] = [5n * BigInt(heavy) + BigInt(light), BigInt(heavy) + BigInt(light)];
  const expected = Number((sum * 20_000n + weight) / (2n * weight));
  expect(answer.package?.groups).toEqual([{ group: 'g', figure: expected }]);
});

test('[PKG-5] a condition binds whoever could veto: the package meets it, or does without the alternative', () => {
  const stances = {
    FRA: { A1: { stance: 'support', if: { alternative: 'A2', is: 'chosen' } }, A2: 'oppose', OP1: 'oppose' },
    KEN: { A2: 'oppose' },
  };
  // With A1, FRA has 0 + 5 and KEN 2 + 5; without it FRA has 5 + 2 and KEN 2 + 2.
  const answer = answered(two({ stances }));
  expect(chosenIn(answer.package)).toEqual(['OP1', 'OP2']);
  const missed = answer.explanation?.seconds[0];
  expect(missed).toMatchObject({ item: 'OP1', alternative: 'A1', holds: false });
});

test('[PKG-5] a condition with another fallback only changes what the alternative costs', () => {
  const conditional = { stance: 'support', if: { alternative: 'A2', is: 'chosen' }, else: 'oppose' };
  const answer = answered(two({ stances: { FRA: { A1: conditional, A2: 'support', OP2: 'accept' } } }));
  expect(chosenIn(answer.package)).toEqual(['A1', 'A2']);
  const unmet = answered(two({ stances: { FRA: { A1: conditional, A2: 'oppose', OP2: 'accept' } } }));
  expect(chosenIn(unmet.package)).toEqual(['OP1', 'OP2']);
});

test('[PKG-6] conditions see amendments and paragraphs through what is chosen and what is settled', () => {
  const items = [
    { id: 'OP1', alternatives: ['OP1', { id: 'B', adopts: ['A1'], deletes: ['p1'] }] },
    { id: 'OP2', alternatives: ['OP2', { id: 'C', changes: ['p1'] }] },
  ];
  const holding = (condition: unknown, settled: unknown = {}) =>
    answered(
      read({
        items,
        settled,
        members: ['FRA'],
        groups: [{ id: 'g', members: ['FRA'] }],
        // Whatever holds, the condition alone says which of the two first alternatives is taken.
        stances: {
          FRA: { B: 'support', OP1: 'oppose', C: { stance: 'support', if: condition }, OP2: 'reserve' },
        },
      }),
    ).package?.chosen.map(({ alternative }) => alternative);
  expect(holding({ amendment: 'A1', is: 'adopted' })).toEqual(['B', 'C']);
  expect(holding({ paragraph: 'p1', is: 'deleted' })).toEqual(['B', 'C']);
  expect(holding({ amendment: 'A1', is: 'rejected' })).toEqual(['B', 'OP2']);
  expect(holding({ paragraph: 'p1', is: 'kept' })).toEqual(['B', 'OP2']);
  // What is deleted is not changed.
  expect(holding({ paragraph: 'p1', is: 'changed' })).toEqual(['B', 'OP2']);
  expect(holding({ paragraph: 'p2', is: 'kept' })).toEqual(['B', 'C']);
  expect(holding({ paragraph: 'p2', is: 'changed' }, { p2: 'changed' })).toEqual(['B', 'C']);
  expect(holding({ amendment: 'A7', is: 'adopted' }, { A7: 'adopted' })).toEqual(['B', 'C']);
  expect(holding({ amendment: 'A1', is: 'rejected' }, { A1: 'rejected' })).toEqual(['B', 'C']);
});

test('[PKG-7] under consensus every red line excludes; where the member concerned has no veto, its line does not', () => {
  const stances = { FRA: { A1: 'object', OP1: 'oppose' }, KEN: { A1: 'support', OP1: 'oppose' } };
  expect(chosenIn(answered(two({ stances })).package)).toEqual(['OP1', 'OP2']);
  const members = [{ id: 'FRA', concerned: true }, 'KEN'];
  const minusOne = answered(two({ stances, members, rule: 'consensus-minus-one', groups: [] }));
  expect(chosenIn(minusOne.package)).toEqual(['A1', 'OP2']);
  expect(minusOne).toMatchObject({
    method: 'tree',
    package: { refusing: ['FRA'], outcome: 'adopted', accepting: { weight: 1, of: 2 } },
  });
});

test('[PKG-7] what a rule requires beside positions counts as met', () => {
  const rule = { ...catalogueRule('consensus'), requires: ['consensusExhausted'] };
  expect(answered(two({ rule }))).toMatchObject({ status: 'found', package: { outcome: 'adopted' } });
});

test('[PKG-7] a rule that splits members by their ballots, or unfolds too widely, is refused', () => {
  const refusal = (rule: unknown) => {
    const begun = packageSearch(two({ rule }), {}, STANDING);
    return begun.ok ? undefined : begun.refusal;
  };
  const test1 = { set: 'for', op: '>=', value: '1' } as const;
  expect(refusal({ id: 'r', method: 'ballot', pass: { each: 'position', test: test1 } })).toMatchObject({
    code: 'package.rule',
    facts: { path: 'rule', expected: 'ruleWithoutBallots' },
  });
  expect(
    refusal({ id: 'r', method: 'ballot', eligible: { attr: 'position', eq: 'for' }, pass: test1 }),
  ).toMatchObject({ code: 'package.rule' });
  const wide = {
    all: Array.from({ length: 7 }, (_, at) => ({
      any: ['for', 'against'].map((set) => ({
        set,
        where: { attr: 'id', eq: at % 2 === 0 ? 'FRA' : 'KEN' },
        op: '>=',
        value: '1',
      })),
    })),
  };
  expect(refusal({ id: 'r', method: 'ballot', pass: wide })).toMatchObject({
    code: 'package.ruleTooWide',
    facts: { path: 'rule', expected: 'narrowerRule' },
  });
  const large = (votes: string) => ({ id: votes, votes });
  const begun = packageSearch(
    two({
      members: [large('9007199254740993'), large('9007199254740995')],
      groups: [],
      rule: {
        id: 'r',
        method: 'ballot',
        pass: { set: 'for', weight: 'votes', op: '>=', value: '10000000000000000' },
      },
    }),
    {},
    STANDING,
  );
  expect(begun).toMatchObject({ ok: false, refusal: { code: 'package.ruleTooWide' } });
});

const small = drawnProblem({ items: 4, alternatives: 3, members: 5 });
const PROVEN = ['minMax', 'leastTotal', 'leximin', 'capped'] as const;

test('[PKG-13] the next best package is the best of all others, and least total the least of all', () => {
  fc.assert(
    fc.property(small, fc.constantFrom('minMax' as const, 'leximin' as const), (problem, objective) => {
      const all = everyPackage(problem);
      const { package: best, explanation } = answered(problem, { objective });
      fc.pre(best !== null);
      const chosen = chosenIn(best)?.join(' ');
      const others = all.filter((each) => each.chosen.join(' ') !== chosen);
      expect(chosenIn(explanation?.nextBest?.package)).toEqual(bestByTrying(objective, others)?.chosen);
      expect(explanation?.nextBest?.proven ?? true).toBe(true);
      expect(chosenIn(explanation?.leastTotal?.package)).toEqual(bestByTrying('leastTotal', all)?.chosen);
    }),
    { numRuns: 80 },
  );
});

test('[PKG-13] the least satisfied are named with their costliest items, and the worst groups by name', () => {
  fc.assert(
    fc.property(drawnProblem({ items: 5, alternatives: 2, members: 10 }), (problem) => {
      const { package: best, explanation } = answered(problem);
      fc.pre(best !== null && explanation !== null);
      if (best === null || explanation === null) return;
      const { leastSatisfied, worstGroups } = explanation;
      expect(leastSatisfied).toHaveLength(Math.min(8, problem.members.length));
      const costs = leastSatisfied.map(({ dissatisfaction }) => dissatisfaction);
      expect(costs).toEqual([...costs].sort((a, b) => b - a));
      for (const { items, dissatisfaction, member } of leastSatisfied) {
        expect(items.length).toBeLessThanOrEqual(3);
        expect(items.reduce((sum, { cost }) => sum + cost, 0)).toBeLessThanOrEqual(dissatisfaction);
        for (const { stance, cost } of items) expect(cost).toBe(problem.dissatisfaction[stance]);
        expect(best.refusing.includes(member)).toBe(items.some(({ stance }) => stance === 'object'));
      }
      expect(worstGroups).toEqual(
        best.groups.flatMap(({ group, figure }) => (figure === best.worst ? [group] : [])),
      );
    }),
    { numRuns: 100 },
  );
});

test('[PKG-13] the price of a second alternative is what swapping that item alone changes', () => {
  fc.assert(
    fc.property(small, (problem) => {
      const all = everyPackage(problem);
      const { package: best, explanation } = answered(problem);
      fc.pre(best !== null && explanation !== null);
      if (best === null || explanation === null) return;
      const ours = chosenIn(best) ?? [];
      explanation.seconds.forEach(({ alternative, change, holds }, item) => {
        if (alternative === null || change === null) {
          expect(problem.items[item]?.alternatives).toHaveLength(1);
          return;
        }
        const swapped = ours.map((own, at) => (at === item ? alternative : own)).join(' ');
        const other = all.find((each) => each.chosen.join(' ') === swapped);
        expect(other?.feasible).toBe(holds);
        expect(change).toEqual({
          worst: Math.max(0, ...(other?.groups ?? [])) - best.worst,
          total: (other?.total ?? 0) - best.total,
          departures: (other?.departures ?? 0) - best.departures,
        });
        // No other alternative of the item that holds would be better.
        for (const each of all) {
          const differs = each.chosen.flatMap((id, at) => (id === ours[at] ? [] : [at]));
          if (!each.feasible || differs.length !== 1 || differs[0] !== item) continue;
          expect(holds).toBe(true);
          const [mine, theirs] = [other, each].map((one) => keyOf('minMax', one ?? each));
          const at = mine?.findIndex((value, place) => value !== theirs?.[place]) ?? -1;
          if (at >= 0) expect(mine?.[at]).toBeLessThan(theirs?.[at] ?? 0);
        }
      });
    }),
    { numRuns: 120 },
  );
});

/** The fewest red lines whose going makes the rule adopt some package, by trying who would give them up. */
const fewestLines = (problem: PackageProblem, all: readonly Counted[]): number => {
  const { rule, members } = problem;
  const adopts = (accepting: (id: string) => boolean): boolean =>
    evaluateRule(
      rule,
      members.map(({ id, attrs }) => ({
        id,
        attrs,
        present: true,
        position: accepting(id) ? 'for' : rule.method === 'ballot' ? 'against' : 'object',
      })),
      Object.fromEntries((rule.requires ?? []).map((flag) => [flag, true])),
    ).outcome === 'adopted';
  let fewest = Infinity;
  for (const { sound, accepting, crossed } of all)
    for (let set = 0; sound && set < 2 ** members.length; set += 1) {
      const gives = new Set(members.flatMap(({ id }, at) => ((set >> at) & 1 ? [id] : [])));
      if (!adopts((id) => accepting.has(id) || gives.has(id))) continue;
      fewest = Math.min(
        fewest,
        [...gives].reduce((sum, id) => sum + (crossed.get(id) ?? 0), 0),
      );
    }
  return fewest;
};

test('[PKG-12] where nothing holds, the fewest red lines and the largest accepting weight are those of trying everything', () => {
  let asked = 0;
  fc.assert(
    fc.property(drawnProblem({ items: 3, alternatives: 2, members: 5 }), (problem) => {
      const all = everyPackage(problem);
      fc.pre(!all.some(({ feasible }) => feasible));
      asked += 1;
      const { status, proven, infeasibility, package: none } = answered(problem);
      expect({ status, proven, none }).toEqual({ status: 'infeasible', proven: true, none: null });
      const sound = all.filter((each) => each.sound);
      if (sound.length === 0) {
        expect(infeasibility).toMatchObject({
          because: 'constraints',
          fewestRedLines: null,
          mostAccepting: null,
        });
        return;
      }
      const weight = (each: Counted) =>
        problem.members.reduce((sum, { id, weight: own }) => sum + (each.accepting.has(id) ? own : 0), 0);
      expect(infeasibility?.mostAccepting?.proven).toBe(true);
      expect(infeasibility?.mostAccepting?.package.accepting.weight).toBe(Math.max(...sound.map(weight)));
      if (infeasibility?.fewestRedLines === null) return;
      expect(infeasibility?.fewestRedLines.proven).toBe(true);
      expect(infeasibility?.fewestRedLines.lines).toHaveLength(fewestLines(problem, all));
    }),
    { numRuns: 150 },
  );
  expect(asked).toBe(150);
});

test('[PKG-12] without the red lines that are named, something holds', () => {
  let lifted = 0;
  fc.assert(
    fc.property(drawnProblem({ items: 3, alternatives: 2, members: 5 }), (problem) => {
      fc.pre(!everyPackage(problem).some(({ feasible }) => feasible));
      const lines = answered(problem).infeasibility?.fewestRedLines?.lines;
      fc.pre(lines !== undefined);
      lifted += 1;
      const named = new Set(lines?.map(({ member, alternative }) => `${member} ${alternative}`));
      const relieved: PackageProblem = {
        ...problem,
        stances: problem.stances.map(({ member, alternative, stance }, at) => {
          const given = problem.stances[at];
          if (given === undefined || !named.has(`${member} ${alternative}`))
            return given ?? { member, alternative, stance };
          return { member, alternative, stance: 'oppose' as const };
        }),
      };
      expect(everyPackage(relieved).some(({ feasible }) => feasible)).toBe(true);
    }),
    { numRuns: 100 },
  );
  expect(lifted).toBe(100);
});

test('[PKG-12] conflicts and needs that exclude everything are named, and none of them too many', () => {
  const items = ['x', 'y', 'z'].map((id) => ({ id, alternatives: [`${id}0`, `${id}1`] }));
  const conflicts = [
    ['x0', 'y0'],
    ['x0', 'y1'],
    ['x1', 'z0'],
    ['y0', 'z1'],
  ];
  const needs = [{ alternative: 'x1', needs: 'z0' }];
  const { infeasibility } = answered(read({ items, members: ['a'], conflicts, needs }));
  expect(infeasibility).toMatchObject({
    because: 'constraints',
    core: {
      conflicts: [
        ['x0', 'y0'],
        ['x0', 'y1'],
        ['x1', 'z0'],
      ],
      needs: [{ alternative: 'x1', needs: 'z0' }],
    },
  });
});

test('[PKG-12] an item all of whose alternatives are red makes everything infeasible, and says whose lines', () => {
  const stances = { FRA: { OP1: 'object' }, KEN: { A1: 'object' } };
  const answer = answered(two({ stances }));
  expect(answer).toMatchObject({ status: 'infeasible', package: null, value: null, method: 'tree' });
  expect(answer.infeasibility).toMatchObject({
    because: 'redLines',
    fewestRedLines: { lines: [{ member: 'FRA', alternative: 'OP1', conditional: false }], proven: true },
    mostAccepting: { package: { accepting: { weight: 1, of: 2 } } },
  });
});

test('[PKG-12] a rule that fails even where all accept is named as the reason', () => {
  const rule = { id: 'r', method: 'ballot', pass: { set: 'for', op: '>=', value: '3' } };
  expect(answered(two({ rule })).infeasibility).toMatchObject({ because: 'rule', fewestRedLines: null });
});

test('[PKG-9] nash holds, is never called proven, and no swap has a larger product', () => {
  fc.assert(
    fc.property(small, (problem) => {
      const all = everyPackage(problem);
      const answer = answered(problem, { objective: 'nash' });
      const feasible = all.filter((each) => each.feasible);
      if (feasible.length === 0) {
        expect(answer.status).toBe('infeasible');
        return;
      }
      expect(answer).toMatchObject({ status: 'found', proven: false, method: 'localSearch', value: null });
      const worst = problem.groups.flatMap((_, group) =>
        Math.max(...all.map((each) => each.groups[group] ?? 0)),
      );
      const product = ({ groups }: Counted): bigint =>
        groups.reduce((sum, figure, group) => sum * BigInt((worst[group] ?? 0) - figure + 1), 1n);
      // Where no condition changes a figure, the worst that a group could suffer is the worst of all packages.
      fc.pre(problem.stances.every(({ conditional }) => conditional === undefined));
      const chosen = chosenIn(answer.package) ?? [];
      const ours = all.find((each) => each.chosen.join() === chosen.join());
      expect(ours?.feasible).toBe(true);
      for (const each of feasible)
        if (each.chosen.filter((id, at) => id !== chosen[at]).length === 1 && ours !== undefined)
          expect(product(each) <= product(ours)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('[PKG-10] a tolerance is held to by a search of swaps, which is never called proven', () => {
  const stances = {
    FRA: { A1: 'support', OP1: 'oppose', A2: 'oppose' },
    KEN: { A1: 'oppose', OP1: 'accept' },
  };
  const free = answered(two({ stances }));
  expect(chosenIn(free.package)).toEqual(['A1', 'OP2']);
  const members = ['FRA', { id: 'KEN', tolerance: 4 }];
  const held = answered(two({ stances, members }));
  expect(held).toMatchObject({ status: 'found', proven: false, method: 'localSearch' });
  expect(chosenIn(held.package)).toEqual(['OP1', 'OP2']);
  expect(held.bound).toBeLessThanOrEqual(held.value ?? 0);
  const strict = answered(
    two({
      stances,
      members: [
        { id: 'FRA', tolerance: 0 },
        { id: 'KEN', tolerance: 0 },
      ],
    }),
  );
  expect(strict).toMatchObject({ status: 'unknown', proven: false, package: null });
});

test('[PKG-15] a search that is stopped gives the best package so far, and says that nothing is proven', () => {
  fc.assert(
    fc.property(
      drawnProblem({ items: 8, alternatives: 3, members: 8, isFull: true }),
      fc.nat({ max: 12 }),
      fc.constantFrom(...PROVEN),
      (problem, steps, objective) => {
        const stop = { on: false };
        const search = started(problem, { objective }, { now: () => 0, shouldStop: () => stop.on });
        const before: PackageProgress = search.step(steps);
        fc.pre(!before.done && before.phase === 'package');
        stop.on = true;
        const after = search.step(1);
        const answer = search.answer();
        expect(after).toMatchObject({ done: true, phase: 'done' });
        expect(answer.stopped).toBe('cancelled');
        if (answer.status === 'infeasible') return;
        expect(answer.proven).toBe(false);
        expect(answer.status).toBe(answer.package === null ? 'unknown' : 'found');
        if (answer.package !== null) expect(answer.package.feasible).toBe(true);
        if (answer.bound !== null) expect(answer.bound).toBeLessThanOrEqual(answer.value ?? 0);
      },
    ),
    { numRuns: 60 },
  );
});

test('[PKG-15] cancelling what explains a proven package leaves it proven', () => {
  const stop = { on: false };
  const search = started(two(), {}, { now: () => 0, shouldStop: () => stop.on });
  while (search.step(1).phase === 'package');
  stop.on = true;
  expect(search.step(1).done).toBe(true);
  expect(search.answer()).toMatchObject({
    status: 'found',
    proven: true,
    stopped: 'cancelled',
    explanation: { leastTotal: null },
  });
});

test('[PKG-15] time that runs out ends the search as it stands', () => {
  const clock = { ms: 0 };
  const stances = { FRA: { A1: 'support' }, KEN: { A1: 'oppose', A2: 'support' } };
  const search = started(two({ stances }), { timeMs: 5 }, { now: () => clock.ms });
  expect(search.step(2)).toMatchObject({ done: false, phase: 'package', timeMs: 0 });
  clock.ms = 5;
  // What is left explains what was found, within a time of its own.
  while (!search.step(1).done);
  expect(search.answer()).toMatchObject({ status: 'found', proven: false, stopped: 'time', timeMs: 5 });
});

test('[PKG-15] stopped before anything was found, the answer is that nothing is known', () => {
  const search = started(two(), {}, { now: () => 0, shouldStop: () => true });
  search.step(1);
  expect(search.answer()).toMatchObject({
    status: 'unknown',
    package: null,
    explanation: null,
    value: null,
    bound: null,
  });
});

test('[PKG-15] step by step or at once, the answer is the same', () => {
  fc.assert(
    fc.property(small, fc.constantFrom(...OBJECTIVES), (problem, objective) => {
      const search = started(problem, { objective });
      let last = search.step(1);
      while (!last.done) {
        const next = search.step(1);
        expect(next.nodes).toBeGreaterThanOrEqual(last.nodes);
        last = next;
      }
      expect(search.answer()).toEqual(answered(problem, { objective }));
    }),
    { numRuns: 100 },
  );
});

test('[PKG-15] explained or not, the package is the same', () => {
  fc.assert(
    fc.property(small, (problem) => {
      const { package: short, explanation, infeasibility } = answered(problem, { explained: false });
      expect(short).toEqual(answered(problem).package);
      expect([explanation?.nextBest ?? null, infeasibility]).toEqual([null, null]);
    }),
    { numRuns: 60 },
  );
});
