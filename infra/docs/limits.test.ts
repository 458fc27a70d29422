import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { limitsPage } from './limits.ts';

test('docs/limits.md says what the code says', async () => {
  expect(readFileSync('docs/limits.md', 'utf8')).toBe(await limitsPage());
});
