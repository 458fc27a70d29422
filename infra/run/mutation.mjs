import { join } from 'node:path';
import { ROOT } from './checkout.mjs';
import { run } from './child.mjs';
import { toolEnvironment } from './environment.mjs';
import { install } from './install.mjs';

/** How many faults put into what decides are found by its tests; below the floor it fails. Files may be named. */
export const mutation = async (files) => {
  await install();
  return run(
    process.execPath,
    [
      join(ROOT, 'node_modules/@stryker-mutator/core/bin/stryker.js'),
      'run',
      'infra/checks/mutation/mutation.config.mjs',
      ...(files.length === 0 ? [] : ['--mutate', files.join(',')]),
    ],
    { cwd: ROOT, env: toolEnvironment() },
  );
};
