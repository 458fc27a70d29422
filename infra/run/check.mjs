import { join } from 'node:path';
import { run } from './child.mjs';
import { ROOT } from './checkout.mjs';
import { toolEnvironment } from './environment.mjs';
import { install } from './install.mjs';

/** What every change must pass; the list is in infra/checks. */
export const check = async (args) => {
  await install();
  return run(process.execPath, [join(ROOT, 'infra/checks/all.mjs'), ...args], {
    cwd: ROOT,
    env: toolEnvironment(),
  });
};
