import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from './child.mjs';
import { ROOT } from './checkout.mjs';
import { toolEnvironment } from './environment.mjs';

/**
 * Runs a TypeScript file of the checkout; packages are read from their sources, without a build, unless `built` says
 * that what was built of them is to be used.
 */
export const runSource = (file, args, { built = false, ...options } = {}) =>
  run(
    process.execPath,
    [
      ...(built ? [] : ['--conditions=plenary-source']),
      '--import',
      pathToFileURL(join(ROOT, 'infra/run/source-loader.mjs')).href,
      join(ROOT, file),
      ...args,
    ],
    { env: { ...toolEnvironment(), TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.base.json') }, ...options },
  );
