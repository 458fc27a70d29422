// Remembers on which tree all tests passed, so that `npm test` followed by `npm run check` runs them once.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const STAMP = 'node_modules/.cache/plenary/tests-passed';

/** Hash of every file that is not ignored, and of what decides how tests run; undefined without git. */
export const treeHash = (root) => {
  try {
    const names = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64_000_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .split('\0')
      .filter((name) => name !== '' && existsSync(`${root}/${name}`))
      .sort();
    const hash = createHash('sha256').update(`${process.version} ${process.env.PLENARY_TEST_SEED ?? ''}\n`);
    for (const name of names)
      hash.update(
        `${name}\0${createHash('sha256')
          .update(readFileSync(`${root}/${name}`))
          .digest('hex')}\n`,
      );
    return hash.digest('hex');
  } catch {
    return undefined;
  }
};

/** Says that all tests passed on this tree. */
export const rememberTested = (root, tree) => {
  if (tree === undefined) return;
  mkdirSync(dirname(`${root}/${STAMP}`), { recursive: true });
  writeFileSync(`${root}/${STAMP}`, tree);
};

/** Whether all tests passed on this very tree; chance has no memory. */
export const isTested = (root) => {
  if (process.env.PLENARY_TEST_SEED === 'random' || !existsSync(`${root}/${STAMP}`)) return false;
  return readFileSync(`${root}/${STAMP}`, 'utf8') === treeHash(root);
};
