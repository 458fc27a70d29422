import { install } from './install.mjs';
import { runSource } from './sources.mjs';

/** The command for files and figures. Paths count from where the caller stands, also through npm. */
export const plenary = async (args) => {
  await install({ quiet: true });
  return runSource('apps/cli/src/main.ts', args, { cwd: process.env.INIT_CWD ?? process.cwd() });
};
