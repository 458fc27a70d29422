import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { ROOT, STATE } from './checkout.mjs';
import { toolEnvironment } from './environment.mjs';

const windows = process.platform === 'win32';

/** The pinned pnpm: from the checkout, from the machine when it is the same version, else fetched by npm. */
const pnpm = () => {
  // pnpm is a dependency of the root, so that later runs need no network.
  const local = join(ROOT, 'node_modules/pnpm/bin/pnpm.cjs');
  if (existsSync(local)) return { program: process.execPath, args: [local] };
  const pin = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).packageManager.replace(/\+.*/, '');
  const found = spawnSync('pnpm', ['--version'], {
    env: toolEnvironment(),
    encoding: 'utf8',
    shell: windows,
  });
  if (found.status === 0 && `pnpm@${found.stdout.trim()}` === pin) return { program: 'pnpm', args: [] };
  const cli = process.env.npm_execpath;
  const args = ['exec', '--yes', `--package=${pin}`, '--', 'pnpm'];
  return cli?.endsWith('.js')
    ? { program: process.execPath, args: [cli, ...args] }
    : { program: 'npm', args };
};

/** What an installation depends on: what is locked, what is asked for, and the Node it was made for. */
const wanted = () =>
  createHash('sha256')
    .update(readFileSync(join(ROOT, 'pnpm-lock.yaml')))
    .update(readFileSync(join(ROOT, 'pnpm-workspace.yaml')))
    .update(`${process.version} ${process.platform} ${process.arch}`)
    .digest('hex');

/**
 * Installs what the lock file says, once.
 * @param {{ quiet?: boolean }} options `quiet` keeps the standard output free: everything goes to the error output.
 */
export const install = async ({ quiet = false } = {}) => {
  const stamp = join(STATE, 'install');
  const want = wanted();
  const installed =
    existsSync(join(ROOT, 'node_modules/.modules.yaml')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === want;
  if (installed) return;
  console.error('Installing what is locked; this is done once.');
  const { program, args } = pnpm();
  const code = await run(
    program,
    [
      ...args,
      'install',
      '--frozen-lockfile',
      '--prefer-offline',
      '--config.confirmModulesPurge=false',
      '--reporter=append-only',
      ...(quiet ? ['--silent'] : []),
    ],
    {
      cwd: ROOT,
      env: toolEnvironment(),
      shell: windows && program !== process.execPath,
      stdio: ['ignore', process.stderr, process.stderr],
    },
  );
  if (code !== 0) {
    console.error('Installing failed; the lines above say why. Nothing was started.');
    process.exit(code);
  }
  mkdirSync(STATE, { recursive: true });
  writeFileSync(stamp, want);
};
