// `npm run check`: everything a change must pass, in the order in which it fails fastest.
import { spawnSync } from 'node:child_process';
import { isTested } from './tested-tree.mjs';

const bin = (name) => `node_modules/.bin/${name}`;
const CHECKS = [
  ['format', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['lint', bin('oxlint'), ['--deny-warnings']],
  ['types', bin('tsc'), ['-b']],
  ['types of the tests', bin('tsc'), ['-p', 'tsconfig.tests.json']],
  ['boundaries', process.execPath, ['infra/checks/boundaries.mjs']],
  ['rules cited', process.execPath, ['infra/checks/rules-cited.mjs']],
  ['six languages', process.execPath, ['infra/checks/languages.mjs']],
  ['messages used', process.execPath, ['infra/checks/messages-used.mjs']],
  ['styles', process.execPath, ['infra/checks/styles.mjs']],
  ['unused', bin('knip'), ['--no-progress']],
  ['versions', bin('sherif'), ['--no-install']],
  ['tests', bin('vitest'), ['run']],
];
const only = process.argv.slice(2);
const unknown = only.filter((name) => !CHECKS.some(([known]) => known === name));
if (unknown.length > 0) {
  console.error(
    `No check is called ${unknown.join(', ')}; there are: ${CHECKS.map(([name]) => name).join(', ')}`,
  );
  process.exit(2);
}
let failed = 0;
for (const [name, command, args] of CHECKS) {
  if (only.length > 0 && !only.includes(name)) continue;
  // `npm test` has just run them all on this very tree; asked for by name they run again.
  if (name === 'tests' && only.length === 0 && isTested(process.cwd())) {
    console.log('ok   tests (passed on this very tree by `npm test`)');
    continue;
  }
  const started = Date.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  const seconds = ((Date.now() - started) / 1_000).toFixed(1);
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  if (status !== 0) failed += 1;
}
console.log(failed === 0 ? 'all checks hold' : `${failed} checks failed`);
process.exit(failed === 0 ? 0 : 1);
