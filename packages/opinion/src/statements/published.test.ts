import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { namesOf } from '../votes/names.ts';
import { voteTable } from '../votes/vote-table.ts';
import { consensusScore } from './consensus-score.ts';
import { declaredGroups, groupCounts } from './group-counts.ts';
import { statementCounts } from './statement-scores.ts';

// Data of The Computational Democracy Project under CC BY 4.0: packages/testkit/vectors/polis/NOTICE.md.
const lines = (name: string): readonly (readonly string[])[] =>
  readFileSync(new URL(`../../../testkit/vectors/polis/${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));

const COLUMNS_BEFORE = 6;

test('[OPI-12] a published conversation is reproduced: the product over its groups for all 371 statements', () => {
  const [heading = [], ...rows] = lines('bg2050-participants-votes.csv');
  const statements = heading.slice(COLUMNS_BEFORE);
  const cells = rows.flatMap((row, person) =>
    row
      .slice(COLUMNS_BEFORE)
      .flatMap((cell, statement) => (cell === '' ? [] : [{ person, statement, value: Number(cell) }])),
  );
  const table = voteTable(namesOf(rows.map(([id = '']) => id)), namesOf(statements), {
    row: Int32Array.from(cells, ({ person }) => person),
    col: Int32Array.from(cells, ({ statement }) => statement),
    val: Int8Array.from(cells, ({ value }) => value),
  });
  const declared = declaredGroups(
    table,
    new Map(rows.flatMap(([id = '', group = '']) => (group === '' ? [] : [[id, group]]))),
  );
  const counts = groupCounts(table, declared);
  expect(counts.map(({ letter, size }) => `${letter}: ${size}`)).toEqual(['0: 100', '1: 8']);
  const published = new Map(
    lines('bg2050-consensus.csv')
      .slice(1)
      .map(([id = '', , value = '']) => [id, Number(value)]),
  );
  expect(published.size).toBe(371);
  const mine = statements.map((id, statement) => ({
    id,
    score: consensusScore(counts, statement, 'published').groupInformedConsensus ?? Number.NaN,
  }));
  expect(mine).toHaveLength(371);
  const apart = mine.map(({ id, score }) => Math.abs(score - (published.get(id) ?? Number.NaN)));
  expect(Math.max(...apart)).toBeLessThan(1e-15);
  // The counts by person are those of the matrix as well.
  const whole = statementCounts(table).reduce((sum, { agree }) => sum + agree, 0);
  expect(whole).toBe(rows.reduce((sum, row) => sum + Number(row[4]), 0));
});
