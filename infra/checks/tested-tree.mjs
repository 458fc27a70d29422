// Remembers on which files all tests passed, so that `npm test` followed by `npm run check` runs them once.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const STAMP = 'node_modules/.cache/plenary/tests-passed';
/** What is made from the other files, or by running. */
const MADE = new Set([
  '.git',
  '.playwright',
  '.plenary',
  '.state',
  '.vite',
  'coverage',
  'dist',
  'node_modules',
  'package-lock.json',
]);

const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (MADE.has(entry.name) || entry.name.endsWith('.tsbuildinfo')) return [];
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesIn(path) : entry.isFile() ? [path] : [];
    });

/** Hash of every file from which something is made, and of what else decides how tests run. */
export const treeHash = (root) => {
  const hash = createHash('sha256').update(`${process.version} ${process.env.PLENARY_TEST_SEED ?? ''}\n`);
  for (const path of filesIn(root))
    hash.update(
      `${path.slice(root.length)}\0${createHash('sha256').update(readFileSync(path)).digest('hex')}\n`,
    );
  return hash.digest('hex');
};

/** Says that all tests passed on these files. */
export const rememberTested = (root, tree) => {
  mkdirSync(dirname(join(root, STAMP)), { recursive: true });
  writeFileSync(join(root, STAMP), tree);
};

/** Whether all tests passed on these very files; chance has no memory. */
export const isTested = (root) => {
  if (process.env.PLENARY_TEST_SEED === 'random' || !existsSync(join(root, STAMP))) return false;
  return readFileSync(join(root, STAMP), 'utf8') === treeHash(root);
};
