import { join } from 'node:path';
import { ROOT } from './checkout.mjs';
import { run } from './child.mjs';
import { toolEnvironment } from './environment.mjs';
import { install } from './install.mjs';
import { mutationSample } from './mutation-sample.mjs';

const drawn = async (percent, seed) => {
  if (!(percent > 0 && percent <= 100)) throw new Error('--sample PERCENT SEED: from more than 0 to 100');
  const config = await import('../checks/mutation/mutation.config.mjs');
  return mutationSample(ROOT, config.default.mutate, percent, seed);
};

/**
 * How many faults put into what decides are found by its tests; below the floor it fails. Files may be named, or
 * `--sample PERCENT SEED`: so many lines in a hundred, drawn by the seed.
 */
export const mutation = async (asked) => {
  await install();
  const files = asked[0] === '--sample' ? await drawn(Number(asked[1]), Number(asked[2] ?? 1)) : asked;
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
