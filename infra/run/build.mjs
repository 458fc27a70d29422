import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { run } from './child.mjs';
import { ROOT, STATE } from './checkout.mjs';
import { toolEnvironment } from './environment.mjs';
import { install } from './install.mjs';

const SERVER = join(ROOT, 'apps/server/dist/main.js');
const SITE = join(ROOT, 'apps/web/dist/site');
// What is served is made of these; tests and what others build are not part of it.
const SOURCES = [
  'apps/server',
  'apps/web',
  'apps/verify',
  'packages',
  'tsconfig.base.json',
  'pnpm-lock.yaml',
];
const SKIPPED = new Set(['node_modules', 'dist', 'e2e', 'coverage', 'vectors', 'testkit']);

/** Every file below a path, in order, without what no build reads. */
const filesBelow = (path) => {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter(
      (entry) => !SKIPPED.has(entry.name) && !/\.(test|e2e)\.tsx?$|\.md$|\.tsbuildinfo$/.test(entry.name),
    )
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesBelow(join(path, entry.name)));
};

/** Hash of everything the build reads. */
const sourceHash = () => {
  const hash = createHash('sha256').update(process.version);
  for (const file of SOURCES.map((source) => join(ROOT, source))
    .filter(existsSync)
    .flatMap(filesBelow))
    hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
};

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Compresses what readers load once, as small as it gets, so that no request has to. */
const compressSite = async () => {
  for (const file of filesBelow(SITE).filter((name) => /\.(js|css|svg|json|woff|ttf)$/.test(name))) {
    const bytes = readFileSync(file);
    if (bytes.length < 1024) continue;
    writeFileSync(
      `${file}.br`,
      await brotli(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      }),
    );
    writeFileSync(`${file}.gz`, await gzipped(bytes, { level: 9 }));
  }
};

/** Builds the service and the pages, unless nothing has changed since the last time. */
export const build = async () => {
  const stamp = join(STATE, 'build');
  const want = sourceHash();
  const built =
    existsSync(stamp) && readFileSync(stamp, 'utf8') === want && existsSync(SERVER) && existsSync(SITE);
  if (built) return;
  console.error('Building the service and its pages.');
  rmSync(stamp, { force: true });
  const tool = (name, path, args, cwd) =>
    run(process.execPath, [join(cwd, 'node_modules', path), ...args], {
      cwd,
      env: toolEnvironment(),
      stdio: ['ignore', process.stderr, process.stderr],
    }).then((code) => ({ name, code }));
  const results = await Promise.all([
    tool('the service', 'typescript/bin/tsc', ['-b', 'apps/server'], ROOT),
    tool('the pages', 'vite/bin/vite.js', ['build', '--logLevel', 'warn'], join(ROOT, 'apps/web')),
  ]);
  const failed = results.filter(({ code }) => code !== 0);
  if (failed.length > 0) {
    console.error(
      `Building ${failed.map(({ name }) => name).join(' and ')} failed; the lines above say why.`,
    );
    process.exit(1);
  }
  await compressSite();
  mkdirSync(STATE, { recursive: true });
  writeFileSync(stamp, want);
};

export const buildAfterInstall = async () => {
  await install();
  await build();
  return 0;
};
