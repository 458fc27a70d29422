import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rememberTested, treeHash } from '../checks/tested-tree.mjs';
import { build } from './build.mjs';
import { run } from './child.mjs';
import { ROOT } from './checkout.mjs';
import { findChromium } from './chromium.mjs';
import { toolEnvironment } from './environment.mjs';
import { install } from './install.mjs';

const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');
const JOURNEYS = join(ROOT, 'apps/web/e2e');

const vitest = (args, env = {}) =>
  run(process.execPath, [VITEST, 'run', ...args], { cwd: ROOT, env: { ...toolEnvironment(), ...env } });

const hasJourneys = () =>
  existsSync(JOURNEYS) && readdirSync(JOURNEYS).some((name) => name.endsWith('.e2e.ts'));

/**
 * Everything that needs no browser, then the journeys in Chromium where there is one. Arguments go to vitest, which
 * then runs what they name and no journey.
 */
export const test = async (args) => {
  await install();
  const tree = args.length === 0 ? treeHash(ROOT) : undefined;
  const code = await vitest(args);
  if (code === 0 && tree !== undefined) rememberTested(ROOT, tree);
  if (code !== 0 || args.length > 0 || !hasJourneys()) return code;
  const chromium = findChromium();
  if (chromium === undefined) {
    console.error(
      'Not run: the journeys in a browser (apps/web/e2e), because no Chromium was found; name one in PLENARY_CHROMIUM.',
    );
    return 0;
  }
  await build();
  return vitest(['--config', 'vitest.e2e.config.ts'], { PLENARY_CHROMIUM: chromium });
};
