import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { ROOT } from './checkout.mjs';
import { install } from './install.mjs';
import { runSource } from './sources.mjs';

const FOLDER = join(ROOT, 'infra/bench');

/** One measurement by its name: `bench NAME …` runs infra/bench/NAME.ts on the packages as they are built for use. */
export const bench = async ([name, ...args]) => {
  const names = existsSync(FOLDER)
    ? readdirSync(FOLDER).flatMap((file) => (/^[a-z0-9-]+\.ts$/.test(file) ? [file.slice(0, -3)] : []))
    : [];
  if (name === undefined || !names.includes(name)) {
    console.error(`Which measurement? There are: ${names.join(', ') || 'none'}.`);
    return 2;
  }
  await install();
  const built = await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-b'], {
    cwd: ROOT,
  });
  if (built !== 0) return built;
  return runSource(`infra/bench/${name}.ts`, args, { cwd: ROOT, built: true });
};
