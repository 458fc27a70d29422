import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HELD_DATA, NOBODYS_TABLES, type HeldData } from '../../packages/protocol/src/index.ts';

const SCHEMA = 'packages/db/src/schema';

const HELD: readonly HeldData[] = HELD_DATA;

test('docs/privacy.md names every table of the database, and no other, with whose data it holds, why, and until when', () => {
  const tables = readdirSync(SCHEMA)
    .flatMap((file) => [
      ...readFileSync(`${SCHEMA}/${file}`, 'utf8').matchAll(/pgTable\(\s*'(?<name>[a-z_]+)'/gu),
    ])
    .map(({ groups }) => groups?.['name'] ?? '');
  const [, inventory = ''] = readFileSync('docs/privacy.md', 'utf8').split('## Tables');
  const rows = inventory
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  expect(rows.map(([, name]) => name?.replaceAll('`', '')).toSorted()).toEqual(tables.toSorted());
  for (const row of rows) expect(row.filter((cell) => cell !== '')).toHaveLength(4);

  // What everybody reads comes from the same tables, with the days of the code.
  const named = HELD.flatMap(({ tables: own }) => own);
  expect([...named, ...NOBODYS_TABLES].toSorted()).toEqual(tables.toSorted());
  const row = (table: string): readonly string[] => rows.find(([, name]) => name === `\`${table}\``) ?? [];
  for (const table of NOBODYS_TABLES)
    expect(['nobody', 'none of the public'], table).toContain(row(table)[2]);
  for (const { kind, tables: own, days } of HELD) {
    for (const table of own) expect(row(table)[2], table).not.toBe('nobody');
    if (days === undefined) continue;
    const terms = own.length === 0 ? [inventory] : own.map((table) => row(table)[4] ?? '');
    expect(terms.join(' '), kind).toMatch(new RegExp(`\\b${days} days?\\b`, 'u'));
  }
});
