import { expect, test } from 'vitest';
import { components } from '../map/components.ts';
import { everyRow, tableOf } from '../simulated.fixture.ts';
import { NO_GROUP } from './group-counts.ts';
import { routingPriority, statementExtremity } from './routing-priority.ts';
import { statementCounts, statementScores } from './statement-scores.ts';

test('[OPI-15] the priority is ((1 − p)(E + 1)·a·(1 + 8·2^(−S/5)))², worked by hand', () => {
  // p = 2/7, a = 4/7, S = 5: (5/7)(1.5)(4/7)(1 + 4) = 150/49.
  expect(routingPriority({ agree: 3, disagree: 1, pass: 1 }, 0.5)).toBeCloseTo((150 / 49) ** 2, 12);
  // Nobody has seen it: (1/2)(1)(1/2)(9) = 9/4.
  expect(routingPriority({ agree: 0, disagree: 0, pass: 0 }, 0)).toBe(81 / 16);
  expect(routingPriority({ agree: 10, disagree: 0, pass: 0 }, 1)).toBeCloseTo(
    ((11 / 12) * 2 * (11 / 12) * 3) ** 2,
    12,
  );
});

test('[OPI-15] the projection of a statement is where one who agrees with it alone would stand', () => {
  const given = { vectors: Float64Array.of(0.6, 0.8, 9, 9, 0, 0.5, 9, 9), means: Float64Array.of(0.5, -1) };
  expect(statementExtremity(given, 0)).toBeCloseTo(0.5 * Math.SQRT2, 14);
  expect(statementExtremity(given, 1)).toBeCloseTo(2 * Math.SQRT2 * 0.5, 14);
});

test('[OPI-11] a statement is counted over everybody who voted on it', () => {
  const table = tableOf([
    [1, 0],
    [1, -1],
    [-1, undefined],
    [0, undefined],
  ]);
  expect(statementCounts(table)).toEqual([
    { agree: 2, disagree: 1, pass: 1 },
    { agree: 0, disagree: 1, pass: 1 },
  ]);
});

test('[OPI-12] the scores of a statement stand together, with the groups it is representative of', () => {
  const rows = Array.from({ length: 40 }, (_, person) =>
    person < 20 ? ([1, 1, 0] as const) : ([-1, 1, 0] as const),
  );
  const table = tableOf(rows);
  const found = components(table, everyRow(40));
  const groups = Int32Array.from({ length: 40 }, (_, person) =>
    person < 20 ? 0 : person < 39 ? 1 : NO_GROUP,
  );
  const scores = statementScores({ table, components: found, groups: { letters: ['A', 'B'], groups } });
  expect(scores.map(({ id }) => id)).toEqual(['s0', 's1', 's2']);
  const [divided, agreed] = scores;
  expect(divided).toMatchObject({
    agree: 20,
    disagree: 20,
    pass: 0,
    minGroup: { letter: 'B', value: 1 / 21 },
  });
  expect(divided?.representativeOf.map(({ letter, direction }) => `${letter} ${direction}`)).toEqual([
    'A agree',
    'B disagree',
  ]);
  expect(agreed?.representativeOf).toEqual([]);
  expect(agreed?.groupInformedConsensus).toBeCloseTo(Math.sqrt((21 / 22) * (20 / 21)), 14);
  expect(divided?.priority).toBe(
    routingPriority({ agree: 20, disagree: 20, pass: 0 }, statementExtremity(found, 0)),
  );
  const published = statementScores(
    { table, components: found, groups: { letters: ['A', 'B'], groups } },
    'published',
  );
  expect(published[1]?.groupInformedConsensus).toBeCloseTo((21 / 22) * (20 / 21), 14);
});
