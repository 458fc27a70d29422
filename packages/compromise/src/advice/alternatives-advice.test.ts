import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawnProblem } from '../problem/drawn-problems.fixture.ts';
import { parseProblem } from '../problem/parse-problem.ts';
import { problemIndex } from '../problem/problem-index.ts';
import { alternativesAdvice, itemAdvice } from './alternatives-advice.ts';
import { schulzeOrder, widestPaths } from './schulze.ts';

const NAMES = 'ABCDE';
/** Margins of ballots that rank all candidates, as counts of rankings. */
const marginsOf = (ballots: Readonly<Record<string, number>>): readonly (readonly number[])[] =>
  [...NAMES].map((one) =>
    [...NAMES].map((other) =>
      Object.entries(ballots).reduce(
        (sum, [ranking, count]) =>
          one === other ? 0 : ranking.indexOf(one) < ranking.indexOf(other) ? sum + count : sum - count,
        0,
      ),
    ),
  );

// Schulze, "A new monotonic, clone-independent, reversal symmetric … method", example of 45 voters.
const PUBLISHED = {
  ACBED: 5,
  ADECB: 5,
  BEDAC: 8,
  CABED: 3,
  CAEBD: 7,
  CBADE: 2,
  DCEBA: 7,
  EBADC: 8,
};

test('[PKG-14] Schulze’s published example of 45 voters is ranked E, A, C, B, D', () => {
  const order = schulzeOrder(marginsOf(PUBLISHED), (one, other) => one < other);
  expect(order.map((place) => NAMES[place]).join('')).toBe('EACBD');
});

test('[PKG-14] the widest path is that of trying every path', () => {
  const drawn = fc
    .integer({ min: 2, max: 5 })
    .chain((n) => fc.array(fc.integer({ min: -5, max: 5 }), { minLength: n * n, maxLength: n * n }));
  fc.assert(
    fc.property(drawn, (cells) => {
      const n = Math.round(Math.sqrt(cells.length));
      const margins = Array.from({ length: n }, (_, i) =>
        Array.from({ length: n }, (_unused, j) =>
          i === j ? 0 : i < j ? (cells[i * n + j] ?? 0) : -(cells[j * n + i] ?? 0),
        ),
      );
      const widest = (from: number, to: number, seen: readonly number[]): number =>
        Math.max(
          0,
          ...margins.map((_, next) => {
            const edge = Math.max(0, margins[from]?.[next] ?? 0);
            if (next === to) return edge;
            return seen.includes(next) ? 0 : Math.min(edge, widest(next, to, [...seen, next]));
          }),
        );
      const found = widestPaths(margins);
      for (let from = 0; from < n; from += 1)
        for (let to = 0; to < n; to += 1)
          if (from !== to) expect(found[from]?.[to]).toBe(widest(from, to, [from]));
    }),
    { numRuns: 200 },
  );
});

const adviceOn = (
  alternatives: readonly string[],
  stances: unknown,
  more: Readonly<Record<string, unknown>> = {},
) => {
  const parsed = parseProblem({
    items: [{ id: 'x', alternatives }],
    members: ['a', 'b', 'c'],
    stances,
    ...more,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return itemAdvice(problemIndex(parsed.problem), 0, [0]);
};

test('[PKG-14] an alternative that beats every other one is the Condorcet winner and stands first', () => {
  const advice = adviceOn(['P', 'Q', 'R'], {
    a: { P: 'oppose', Q: 'support', R: 'accept' },
    b: { P: 'oppose', Q: 'support', R: 'object' },
    c: { P: 'support', Q: 'accept', R: 'oppose' },
  });
  expect(advice).toEqual({
    item: 'x',
    condorcet: 'Q',
    ranking: [
      { alternative: 'Q', objections: 0, margins: [1, 0, 3] },
      { alternative: 'P', objections: 0, margins: [0, -1, 1] },
      { alternative: 'R', objections: 1, margins: [-1, -3, 0] },
    ],
  });
});

test('[PKG-14] a circle has no winner; ties go to fewer objections, then to the order of filing', () => {
  const circle = adviceOn(['P', 'Q', 'R'], {
    a: { P: 'support', Q: 'accept', R: 'object' },
    b: { Q: 'support', R: 'accept', P: 'oppose' },
    c: { R: 'support', P: 'accept', Q: 'oppose' },
  });
  expect(circle.condorcet).toBeNull();
  expect(circle.ranking.map(({ alternative }) => alternative)).toEqual(['P', 'Q', 'R']);
  const redder = adviceOn(['P', 'Q', 'R'], {
    a: { P: 'object', Q: 'object', R: 'object' },
    b: { P: 'object', Q: 'object', R: 'object' },
    c: { P: 'object', Q: 'object', R: 'object' },
  });
  expect(redder.ranking.map(({ alternative }) => alternative)).toEqual(['P', 'Q', 'R']);
  const objected = adviceOn(['P', 'Q', 'R'], { a: { P: 'object' } }, { dissatisfaction: { object: 2 } });
  expect(objected.ranking.map(({ alternative }) => alternative)).toEqual(['Q', 'R', 'P']);
});

test('[PKG-14] weights weigh preferences; objections are counted by heads', () => {
  const members = [{ id: 'a', weight: 3 }, 'b', 'c'];
  const stances = {
    a: { P: 'object', Q: 'support' },
    b: { P: 'support', Q: 'object' },
    c: { P: 'support', Q: 'object' },
  };
  const { ranking, condorcet } = adviceOn(['P', 'Q', 'R'], stances, { members });
  expect(ranking.find(({ alternative }) => alternative === 'Q')).toMatchObject({
    objections: 2,
    margins: [1, 0, 1],
  });
  expect(condorcet).toBe('Q');
});

test('[PKG-14] the Condorcet winner comes first wherever there is one, and only items with three alternatives are advised on', () => {
  fc.assert(
    fc.property(drawnProblem({ items: 3, alternatives: 3, members: 5 }), (problem) => {
      const index = problemIndex(problem);
      const advice = alternativesAdvice(index, index.bases);
      expect(advice.map(({ item }) => item)).toEqual(
        problem.items.filter(({ alternatives }) => alternatives.length > 2).map(({ id }) => id),
      );
      for (const { condorcet, ranking } of advice)
        if (condorcet !== null) expect(ranking[0]?.alternative).toBe(condorcet);
    }),
    { numRuns: 200 },
  );
});

test('[PKG-14] a conditional stance is read with the rest of the package as it is', () => {
  const parsed = parseProblem({
    items: [
      { id: 'x', alternatives: ['P', 'Q', 'R'] },
      { id: 'y', alternatives: ['S', 'T'] },
    ],
    members: ['a'],
    stances: {
      a: { Q: { stance: 'support', if: { alternative: 'T', is: 'chosen' } }, P: 'accept', R: 'accept' },
    },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  const index = problemIndex(parsed.problem);
  expect(itemAdvice(index, 0, [0, 4]).condorcet).toBe('Q');
  expect(itemAdvice(index, 0, [0, 3]).ranking.at(-1)).toMatchObject({ alternative: 'Q', objections: 1 });
});
