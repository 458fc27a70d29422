import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const sources = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist', 'e2e'].includes(entry.name) ? [] : sources(path);
    return /(?<!\.test)\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });

test('every variable that anything here reads stands in docs/configuration.md', () => {
  const page = readFileSync('docs/configuration.md', 'utf8');
  const read = ['apps', 'packages', 'infra/run']
    .flatMap(sources)
    .flatMap((path) => readFileSync(path, 'utf8').match(/\bPLENARY_[A-Z_]*[A-Z]\b/g) ?? [])
    .map((name) => name.replace(/_FILE$/, ''));
  expect(new Set(read).size).toBeGreaterThan(8);
  expect([...new Set(read)].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
