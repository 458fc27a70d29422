import { expect, test } from 'vitest';
import { everyRow, simulatedVotes, tableOf } from '../simulated.fixture.ts';
import { EMPTY_TABLE, withVotes, type Vote, type VoteTable } from '../votes/vote-table.ts';
import {
  components,
  PASSES_MAX,
  statementMeans,
  TOLERANCE_LIVE,
  TOLERANCE_REPORT,
  type Components,
} from './components.ts';
import { addChunks, BLOCK, chunkPass, chunksOf, CHUNK_ROWS, sparsePass, type Pass } from './pass.ts';
import { smallEigen } from './small-eigen.ts';

const SIMULATION = { participants: 90, statements: 24, groups: 3, share: 0.7, seed: 20 } as const;
const tableFrom = (votes: readonly Vote[]): VoteTable => withVotes(EMPTY_TABLE, votes);
const column = ({ vectors }: Pick<Components, 'vectors'>, place: number): readonly number[] =>
  Array.from({ length: vectors.length / BLOCK }, (_, statement) => vectors[statement * BLOCK + place] ?? 0);
const dot = (x: readonly number[], y: readonly number[]): number =>
  x.reduce((sum, entry, at) => sum + entry * (y[at] ?? 0), 0);
const everyone = ({ participants }: VoteTable): Int32Array => everyRow(participants.ids.length);

/** What one would write first: fill unseen votes with the mean, centre, and take the whole covariance apart. */
const byTheBook = (table: VoteTable) => {
  const { ptr, col, val, statements, participants } = table;
  const means = statements.ids.map((_, statement) => {
    const votes = Array.from(val).filter((__, at) => col[at] === statement);
    return votes.length === 0 ? 0 : votes.reduce((sum, one) => sum + one, 0) / votes.length;
  });
  const dense = participants.ids.map((_, person) => {
    const row = [...means];
    for (let at = ptr[person] ?? 0; at < (ptr[person + 1] ?? 0); at += 1) row[col[at] ?? 0] = val[at] ?? 0;
    return row.map((one, statement) => one - (means[statement] ?? 0));
  });
  const scatter = means.map((_, i) =>
    means.map((__, j) => dense.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0)),
  );
  return { means, ...smallEigen(scatter) };
};

test('[OPI-4] components are those of the matrix filled with means and centred, as one would compute them whole', () => {
  const table = tableFrom(simulatedVotes(SIMULATION));
  const book = byTheBook(table);
  const found = components(table, everyone(table), { tolerance: 1e-10 });
  expect(found.converged).toBe(true);
  expect(Array.from(found.means)).toEqual(book.means);
  for (const place of [0, 1]) {
    expect(found.values[place]).toBeCloseTo(book.values[place] ?? 0, 8);
    expect(
      Math.abs(
        dot(
          column(found, place),
          book.vectors.map((row) => row[place] ?? 0),
        ),
      ),
    ).toBeCloseTo(1, 10);
  }
});

test('[OPI-4] columns have length 1, stand at right angles, and their largest entry is positive', () => {
  const table = tableFrom(simulatedVotes(SIMULATION));
  const found = components(table, everyone(table));
  for (const i of [0, 1, 2, 3]) {
    const own = column(found, i);
    for (const j of [0, 1, 2, 3]) expect(dot(own, column(found, j))).toBeCloseTo(i === j ? 1 : 0, 9);
    const largest = own.reduce((most, entry) => (Math.abs(entry) > Math.abs(most) ? entry : most), 0);
    expect(largest).toBeGreaterThan(0);
  }
  expect(found.values).toHaveLength(BLOCK);
  expect([...found.values].sort((a, b) => b - a)).toEqual([...found.values]);
});

test('[OPI-4] the residual W − θV of both components is within the tolerance that was asked for', () => {
  const table = tableFrom(simulatedVotes(SIMULATION));
  const rows = everyone(table);
  expect([TOLERANCE_LIVE, TOLERANCE_REPORT, PASSES_MAX]).toEqual([1e-4, 1e-6, 200]);
  const passes = [1e-2, TOLERANCE_LIVE, TOLERANCE_REPORT, 1e-10].map((tolerance) => {
    const found = components(table, rows, { tolerance });
    const image = sparsePass({ table, rows, means: found.means }, found.vectors);
    for (const place of [0, 1]) {
      const value = found.values[place] ?? 0;
      const off = column({ vectors: image }, place).map(
        (entry, at) => entry - value * (column(found, place)[at] ?? 0),
      );
      expect(Math.sqrt(dot(off, off)) / value).toBeLessThan(tolerance * 1.001);
    }
    return found.passes;
  });
  expect([...passes].sort((a, b) => a - b)).toEqual(passes);
  expect(new Set(passes).size).toBe(passes.length);
});

test('[OPI-4] what was not asked for is the tolerance of a report', () => {
  const table = tableFrom(simulatedVotes(SIMULATION));
  const rows = everyone(table);
  expect(components(table, rows)).toEqual(components(table, rows, { tolerance: TOLERANCE_REPORT }));
});

test('[OPI-4] a warm start gives what a cold one gives, sooner, and the old block is left as it was', () => {
  const votes = simulatedVotes({ ...SIMULATION, participants: 300, statements: 60 });
  const before = tableFrom(votes.slice(0, -60));
  const table = tableFrom(votes);
  const first = components(before, everyone(before));
  const start = first.vectors.slice();
  const cold = components(table, everyone(table), { tolerance: TOLERANCE_LIVE });
  const warm = components(table, everyone(table), { tolerance: TOLERANCE_LIVE, start });
  expect(warm.passes).toBeLessThan(cold.passes);
  expect(start).toEqual(first.vectors);
  for (const place of [0, 1]) expect(dot(column(warm, place), column(cold, place))).toBeGreaterThan(1 - 1e-6);
});

test('[OPI-4] a new statement after a warm start has its place in the components', () => {
  const votes = simulatedVotes(SIMULATION);
  const isNew = ({ statement }: Vote): boolean => statement === 's23';
  const before = tableFrom(votes.filter((one) => !isNew(one)));
  const table = tableFrom([...votes.filter((one) => !isNew(one)), ...votes.filter(isNew)]);
  const start = components(before, everyone(before)).vectors;
  const warm = components(table, everyone(table), { start });
  const cold = components(table, everyone(table));
  expect(table.statements.ids.at(-1)).toBe('s23');
  for (const place of [0, 1]) {
    expect(dot(column(warm, place), column(cold, place))).toBeGreaterThan(1 - 1e-9);
    expect(column(warm, place).at(-1)).toBeCloseTo(column(cold, place).at(-1) ?? 0, 5);
  }
});

test('[OPI-4] people who appear later and share no statement with those before are found all the same', () => {
  const few = simulatedVotes({ participants: 12, statements: 8, groups: 2, share: 1, seed: 5 });
  const many = simulatedVotes({ participants: 80, statements: 8, groups: 2, share: 1, seed: 6 }).map(
    (one) => ({
      ...one,
      participant: `q${one.participant}`,
      statement: `t${one.statement}`,
    }),
  );
  const before = tableFrom(few);
  const table = tableFrom([...few, ...many]);
  const start = components(before, everyone(before)).vectors;
  for (const tolerance of [TOLERANCE_LIVE, TOLERANCE_REPORT]) {
    const warm = components(table, everyone(table), { start, tolerance });
    const cold = components(table, everyone(table), { tolerance });
    expect(warm.values[0]).toBeCloseTo(cold.values[0] ?? 0, 4);
  }
});

test('[OPI-4] only the rows that are asked for count', () => {
  const votes = simulatedVotes(SIMULATION);
  const all = tableFrom(votes);
  const half = tableFrom(votes.filter(({ participant }) => Number(participant.slice(1)) < 45));
  const some = components(all, everyRow(45));
  expect(some).toEqual(components(half, everyRow(45)));
  expect(statementMeans(all, everyRow(45))).toEqual(some.means);
});

test('[OPI-4] a pass that never settles ends after two hundred', () => {
  let turn = 0;
  const restless: Pass = (votes, block) => {
    turn += 1;
    return sparsePass(votes, block).map((entry, at) => entry + Math.sin(turn * 7 + at));
  };
  const table = tableFrom(simulatedVotes(SIMULATION));
  const found = components(table, everyone(table), { pass: restless });
  expect([found.passes, found.converged, turn]).toEqual([PASSES_MAX, false, PASSES_MAX]);
});

test('[OPI-4] without people, without statements, or where all say the same there is no direction and no error', () => {
  for (const table of [
    EMPTY_TABLE,
    tableOf([[1]]),
    tableOf([[1], [1], [1]]),
    tableOf([
      [1, 1, 1],
      [1, 1, 1],
    ]),
    tableOf([
      [1, -1, 0],
      [1, -1, 0],
    ]),
  ]) {
    const found = components(table, everyone(table));
    expect([found.converged, found.passes]).toEqual([true, 1]);
    expect(Array.from(found.values)).toEqual([0, 0, 0, 0]);
    expect(found.vectors.every(Number.isFinite)).toBe(true);
  }
});

test('[OPI-4] one statement that divides people is one direction', () => {
  const found = components(tableOf([[1], [1], [-1], [-1]]), everyRow(4));
  expect(Array.from(found.vectors)).toEqual([1, 0, 0, 0]);
  expect(found.values[0]).toBeCloseTo(4, 12);
});

test('[OPI-4] a statement seen by one person bends nothing: its residual is zero', () => {
  const votes = simulatedVotes(SIMULATION);
  const with1 = tableFrom([...votes, { participant: 'p3', statement: 'lonely', value: 1 }]);
  const found = components(with1, everyone(with1));
  expect(column(found, 0).at(-1)).toBeCloseTo(0, 6);
  expect(found.means.at(-1)).toBe(1);
});

test('[OPI-32] a pass is the same to the last bit however its chunks are shared between workers', () => {
  expect(CHUNK_ROWS).toBe(8_192);
  const votes = simulatedVotes({
    participants: CHUNK_ROWS * 2 + 600,
    statements: 12,
    groups: 2,
    share: 0.3,
    seed: 9,
  });
  const table = tableFrom(votes);
  const rows = everyone(table);
  const given = { table, rows, means: statementMeans(table, rows) };
  const block = Float64Array.from({ length: 12 * BLOCK }, (_, at) => Math.sin(at + 1));
  expect(chunksOf(given)).toBe(3);
  const whole = sparsePass(given, block);
  // Two workers: one takes the odd chunks, one the even ones, the last first.
  const parts = new Map([2, 0, 1].map((chunk) => [chunk, chunkPass(given, block, chunk)]));
  const inOrder = [0, 1, 2].map((chunk) => parts.get(chunk) ?? new Float64Array());
  expect(addChunks(inOrder, block.length)).toEqual(whole);
  expect(inOrder.every((part) => part.some((entry) => entry !== 0))).toBe(true);
});

test('[OPI-32] a pass is Rᵀ(R V), worked by hand', () => {
  const table = tableOf([
    [1, -1],
    [-1, undefined],
  ]);
  const rows = everyRow(2);
  const means = statementMeans(table, rows);
  expect(Array.from(means)).toEqual([0, -1]);
  // R = [[1, 0], [−1, 0]], so that RᵀR = [[2, 0], [0, 0]].
  const block = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  expect(Array.from(sparsePass({ table, rows, means }, block))).toEqual([2, 4, 6, 8, 0, 0, 0, 0]);
});

test('[OPI-4] the order of participants and statements does not matter', () => {
  const votes = simulatedVotes(SIMULATION);
  const table = tableFrom(votes);
  const turned = tableFrom([...votes].sort((a, b) => (a.statement < b.statement ? 1 : -1)).reverse());
  const one = components(table, everyone(table), { tolerance: 1e-10 });
  const other = components(turned, everyone(turned), { tolerance: 1e-10 });
  for (const place of [0, 1]) {
    const byId = new Map(turned.statements.ids.map((id, at) => [id, column(other, place)[at] ?? 0]));
    for (const [at, id] of table.statements.ids.entries())
      expect(byId.get(id)).toBeCloseTo(column(one, place)[at] ?? 0, 8);
  }
});
