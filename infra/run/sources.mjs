import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from './child.mjs';
import { ROOT } from './checkout.mjs';
import { toolEnvironment } from './environment.mjs';

/** Runs a TypeScript file of the checkout from its sources, without a build. */
export const runSource = (file, args, options = {}) =>
  run(
    process.execPath,
    [
      '--conditions=plenary-source',
      '--import',
      pathToFileURL(join(ROOT, 'infra/run/source-loader.mjs')).href,
      join(ROOT, file),
      ...args,
    ],
    { env: { ...toolEnvironment(), TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.base.json') }, ...options },
  );
