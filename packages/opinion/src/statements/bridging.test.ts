import { expect, test } from 'vitest';
import { components } from '../map/components.ts';
import { BLOCK } from '../map/pass.ts';
import { drawsFrom, everyRow, simulatedVotes, tableOf } from '../simulated.fixture.ts';
import { EMPTY_TABLE, withVotes, type VoteValue } from '../votes/vote-table.ts';
import { bridgingScores, SWEEPS_MAX } from './bridging.ts';

test('[OPI-14] without sides the score is the ridge of a mean, worked by hand', () => {
  // One person agrees with one statement and disagrees with another: ½/(1 + 3) either way, settled at once.
  const found = bridgingScores(tableOf([[1, -1]]), everyRow(1), new Float64Array(8));
  expect(Array.from(found.scores)).toEqual([0.125, -0.125]);
  expect(found.sweeps).toBe(2);
  // Two people who differ: each is taken for what they are, and nothing is left for the statement.
  const apart = bridgingScores(tableOf([[1], [-1]]), everyRow(2), new Float64Array(4));
  expect(apart.scores[0]).toBeCloseTo(0, 15);
});

/** The same model from a filled sheet, with the loss of every vote summed anew: what one would write first. */
const byTheBook = (
  sheet: readonly (readonly (VoteValue | undefined)[])[],
  start: readonly number[],
  sweeps: number,
) => {
  const entries = sheet.flatMap((row, i) =>
    row.flatMap((vote, j) => (vote === undefined ? [] : [{ i, j, y: (vote + 1) / 2 }])),
  );
  const mean = entries.reduce((sum, { y }) => sum + y, 0) / entries.length;
  const people = sheet.map(() => ({ b: 0, f: 0 }));
  const items = start.map((f) => ({ b: 0, f }));
  const best = (own: readonly (readonly [rest: number, factor: number])[]) => {
    const sum = (of: (rest: number, factor: number) => number): number =>
      own.reduce((total, [rest, factor]) => total + of(rest, factor), 0);
    const [a, c, d] = [own.length + 3, sum((_, f) => f), sum((_, f) => f * f) + 3];
    const [u, v] = [sum((rest) => rest), sum((rest, f) => rest * f)];
    return { b: (d * u - c * v) / (a * d - c * c), f: (a * v - c * u) / (a * d - c * c) };
  };
  const losses: number[] = [];
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const [i, person] of people.entries()) {
      const own = entries.filter((entry) => entry.i === i);
      Object.assign(person, best(own.map(({ j, y }) => [y - mean - (items[j]?.b ?? 0), items[j]?.f ?? 0])));
    }
    for (const [j, item] of items.entries()) {
      const own = entries.filter((entry) => entry.j === j);
      Object.assign(item, best(own.map(({ i, y }) => [y - mean - (people[i]?.b ?? 0), people[i]?.f ?? 0])));
    }
    const votes = entries.reduce((sum, { i, j, y }) => {
      const [person, item] = [people[i] ?? { b: 0, f: 0 }, items[j] ?? { b: 0, f: 0 }];
      return sum + (y - mean - person.b - item.b - person.f * item.f) ** 2;
    }, 0);
    losses.push([...people, ...items].reduce((sum, { b, f }) => sum + 3 * (b * b + f * f), votes));
  }
  return { scores: items.map(({ b }) => b), losses };
};

test('[OPI-14] offsets are those of the model worked vote by vote, and it ends when the loss falls by less than 1e-5', () => {
  const draw = drawsFrom(12);
  const sheet = Array.from({ length: 30 }, (_, person) =>
    Array.from({ length: 12 }, (__, statement): VoteValue | undefined => {
      if (draw() < 0.3) return undefined;
      const leaning =
        (person % 3 === 0 ? 1 : -1) * (statement < 5 ? 1 : statement < 9 ? -0.8 : 0) + (statement - 6) / 8;
      return draw() < 0.15 ? 0 : draw() < 0.5 + 0.4 * leaning ? 1 : -1;
    }),
  );
  const vectors = Float64Array.from({ length: 12 * BLOCK }, (_, at) => Math.cos(at * at + 1));
  const first = Array.from({ length: 12 }, (_, statement) => vectors[statement * BLOCK] ?? 0);
  const largest = Math.max(...first.map(Math.abs));
  const found = bridgingScores(tableOf(sheet), everyRow(30), vectors);
  const { scores, losses } = byTheBook(
    sheet,
    first.map((entry) => entry / largest),
    found.sweeps,
  );
  for (const [at, score] of found.scores.entries()) expect(score).toBeCloseTo(scores[at] ?? 0, 10);
  const falls = losses.slice(1).map((loss, at) => ((losses[at] ?? 0) - loss) / loss);
  expect(falls.at(-1)).toBeLessThan(1e-5);
  for (const fall of falls.slice(0, -1)) expect(fall).toBeGreaterThan(1e-5);
  expect(found.sweeps).toBeGreaterThan(5);
});

test('[OPI-14] of two statements that as many agree with, the one agreed on both sides scores higher', () => {
  const sided = (yes: boolean): VoteValue => (yes ? 1 : -1);
  // Thirty statements divide; sixty of a hundred agree with either of the last two: six of ten on both sides, or one side.
  const rows = Array.from({ length: 100 }, (_, person) => {
    const left = person < 60;
    return [
      ...Array.from({ length: 30 }, (__, at) => sided(left === at < 15)),
      sided((person * 7) % 10 < 6),
      sided(left),
    ];
  });
  const table = tableOf(rows);
  const { scores } = bridgingScores(table, everyRow(100), components(table, everyRow(100)).vectors);
  const common = scores[30] ?? 0;
  const cheered = scores[31] ?? 0;
  expect(common).toBeGreaterThan(cheered * 1.2);
  expect(cheered).toBeGreaterThan(0);
});

test('[OPI-14] at the end no offset or factor of a statement could be better for the people as they are', () => {
  const table = withVotes(
    EMPTY_TABLE,
    simulatedVotes({ participants: 60, statements: 20, groups: 2, share: 0.6, seed: 5 }),
  );
  const rows = everyRow(60);
  const { vectors } = components(table, rows);
  const first = bridgingScores(table, rows, vectors);
  // The sign and the length of the start do not matter to the offsets.
  const turned = bridgingScores(
    table,
    rows,
    vectors.map((entry) => -5 * entry),
  );
  for (const [at, score] of first.scores.entries()) expect(turned.scores[at]).toBeCloseTo(score, 10);
  expect(first.sweeps).toBeGreaterThan(3);
  expect(first.sweeps).toBeLessThan(60);
  expect(SWEEPS_MAX).toBe(60);
});

test('[OPI-14] only those on the map count', () => {
  const table = tableOf([
    [1, -1],
    [-1, 1],
    [1, 1],
  ]);
  const some = bridgingScores(table, Int32Array.of(0), new Float64Array(8));
  expect(Array.from(some.scores)).toEqual([0.125, -0.125]);
});

test('[OPI-14] nobody, and nothing, scores nothing', () => {
  expect(bridgingScores(EMPTY_TABLE, everyRow(0), new Float64Array())).toEqual({
    scores: new Float64Array(),
    sweeps: 2,
  });
  const unseen = bridgingScores(tableOf([[1, undefined]]), everyRow(1), new Float64Array(8));
  expect(Array.from(unseen.scores).map((score) => score + 0)).toEqual([0, 0]);
});
