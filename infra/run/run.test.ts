import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findChromium } from './chromium.mjs';
import { toolEnvironment } from './environment.mjs';
import { takeLock } from './lock.mjs';

const RUN = fileURLToPath(new URL('../run.mjs', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plenary-run-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const lockOf = (pid: number, born?: string): void =>
  writeFileSync(join(folder, 'start.lock'), JSON.stringify({ pid, born }));

test('a second start on the same data folder is refused with the process that holds it', async () => {
  const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  try {
    lockOf(holder.pid ?? 0);
    const second = spawnSync(process.execPath, [RUN, 'start'], {
      env: { ...process.env, PLENARY_DATA: folder, DATABASE_URL: '' },
      encoding: 'utf8',
    });
    expect([second.status, second.stderr]).toEqual([
      1,
      `Plenary already runs on ${folder}, as process ${holder.pid}.\n`,
    ]);
  } finally {
    holder.kill('SIGKILL');
  }
});

test('a data folder that is a file is refused in one sentence', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const started = spawnSync(process.execPath, [RUN, 'start'], {
    env: { ...process.env, PLENARY_DATA: file, DATABASE_URL: '' },
    encoding: 'utf8',
  });
  expect([started.status, started.stderr]).toEqual([
    1,
    `The data folder ${file} is a file; name a folder in PLENARY_DATA.\n`,
  ]);
});

test('an unknown command names the ones there are', () => {
  const { status, stderr } = spawnSync(process.execPath, [RUN, 'fly'], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('start, test, check, plenary, bench, mutation, build');
});

test('the lock of a process that is gone, or of a later one with its number, is taken over', () => {
  const gone = spawnSync(process.execPath, ['-e', '']);
  lockOf(gone.pid);
  const first = takeLock(folder);
  expect(first.taken).toBe(true);
  lockOf(process.ppid, 'another birth');
  expect(takeLock(folder).taken).toBe(existsSync('/proc/self/stat'));
});

test('a lock that names nobody is taken over, and taking it leaves nothing beside it', () => {
  writeFileSync(join(folder, 'start.lock'), '');
  expect(takeLock(folder).taken).toBe(true);
  expect(readdirSync(folder)).toEqual(['start.lock']);
});

test('a lock that another process took since is not given back', () => {
  const lock = takeLock(folder);
  lockOf(process.ppid);
  if (lock.taken) lock.release();
  expect(takeLock(folder)).toEqual({ taken: false, pid: process.ppid });
});

test('a lock is given back, and never holds half a line', () => {
  const lock = takeLock(folder);
  expect(JSON.parse(readFileSync(join(folder, 'start.lock'), 'utf8')).pid).toBe(process.pid);
  if (lock.taken) lock.release();
  expect(existsSync(join(folder, 'start.lock'))).toBe(false);
});

test('tools see the network settings of npm and none of its other ones', () => {
  const env = toolEnvironment({
    npm_config_registry: 'https://r.example/',
    npm_config_loglevel: 'silent',
    npm_lifecycle_event: 'start',
    NODE_ENV: 'production',
    PATH: '/bin',
  });
  expect(env).toEqual({ npm_config_registry: 'https://r.example/', PATH: '/bin', CI: '1' });
});

test('Chromium is where the environment says, or nowhere; otherwise in the usual places', () => {
  expect(
    findChromium({ PLENARY_CHROMIUM: '/opt/c' }, (path: unknown): boolean => path === '/usr/bin/chromium'),
  ).toBeUndefined();
  expect(findChromium({ PLENARY_CHROMIUM: '/opt/c' }, () => true)).toBe('/opt/c');
  expect(findChromium({}, (path: unknown): boolean => path === '/usr/bin/chromium')).toBe(
    '/usr/bin/chromium',
  );
});
