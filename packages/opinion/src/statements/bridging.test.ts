import { expect, test } from 'vitest';
import { components } from '../map/components.ts';
import { everyRow, simulatedVotes, tableOf } from '../simulated.fixture.ts';
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

test('[OPI-14] three people who agree, one who does not: two ridges in turn', () => {
  const { scores } = bridgingScores(
    tableOf([
      [1, 1],
      [1, 1],
      [1, 1],
      [1, -1],
    ]),
    everyRow(4),
    new Float64Array(8),
  );
  // Solved until nothing changes: μ = 7/8, b by turns; the statement with the disagreement is the lower one.
  const mean = 7 / 8;
  const rows = [
    [1, 1],
    [1, 1],
    [1, 1],
    [1, 0],
  ] as const;
  const items = [0, 0];
  const people = [0, 0, 0, 0];
  for (let time = 0; time < 500; time += 1) {
    for (const [i, row] of rows.entries())
      people[i] = row.reduce<number>((sum, y, j) => sum + y - mean - (items[j] ?? 0), 0) / 5;
    for (const j of [0, 1])
      items[j] = rows.reduce((sum, row, i) => sum + (row[j] ?? 0) - mean - (people[i] ?? 0), 0) / 7;
  }
  expect(scores[0]).toBeCloseTo(items[0] ?? 0, 3);
  expect(scores[1]).toBeCloseTo(items[1] ?? 0, 3);
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
