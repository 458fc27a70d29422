import { expect, test } from 'vitest';
import { components } from '../map/components.ts';
import { mapPositions } from '../map/map-positions.ts';
import { everyRow, simulatedVotes, type Simulation } from '../simulated.fixture.ts';
import { EMPTY_TABLE, withVotes } from '../votes/vote-table.ts';
import { groupingOf } from './grouping.ts';
import { survivingShare } from './survival.ts';

const pipeline = (simulation: Simulation, asked?: number) => {
  const table = withVotes(EMPTY_TABLE, simulatedVotes(simulation));
  const rows = everyRow(table.participants.ids.length);
  const found = components(table, rows);
  const points = mapPositions(table, rows, found);
  const { grouping } = groupingOf(points, asked === undefined ? {} : { asked });
  return { table, rows, grouping, vectors: found.vectors };
};

test('[OPI-10] groups that hold strong views survive the loss of half of the votes', () => {
  const { table, rows, grouping, vectors } = pipeline({
    participants: 80,
    statements: 60,
    groups: 2,
    share: 0.9,
    seed: 11,
  });
  expect(grouping.k).toBe(2);
  expect(survivingShare(table, rows, grouping)).toBeGreaterThan(0.9);
  expect(survivingShare(table, rows, grouping, vectors)).toBeGreaterThan(0.9);
});

test('[OPI-10] a division of people who do not differ as groups does not survive', () => {
  const { table, rows, grouping } = pipeline(
    { participants: 80, statements: 60, groups: 1, share: 0.4, seed: 12 },
    4,
  );
  const share = survivingShare(table, rows, grouping) ?? 1;
  expect(share).toBeLessThan(0.8);
  expect(share).toBeGreaterThan(0.2);
  expect(survivingShare(table, rows, grouping)).toBe(share);
});

test('[OPI-10] one group has nothing to survive', () => {
  const { table, rows } = pipeline({ participants: 20, statements: 9, groups: 1, share: 1, seed: 1 });
  const { grouping } = groupingOf(new Float64Array(40), { asked: 1 });
  expect(survivingShare(table, rows, grouping)).toBeUndefined();
});
