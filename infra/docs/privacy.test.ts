import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const SCHEMA = 'packages/db/src/schema';

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
});
