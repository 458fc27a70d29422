import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { dataFolder, ROOT } from './checkout.mjs';
import { install } from './install.mjs';
import { takeLock } from './lock.mjs';

/** What went wrong with the data folder, in one sentence. */
const folderProblem = (folder, error) => {
  switch (error.code) {
    case 'ENOSPC':
      return `The disk of the data folder ${folder} is full.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    // What Node says of folders that it may not make on a disk that is read only.
    case 'ENOENT':
      return `The data folder ${folder} cannot be written to; give it to this user or name another one in PLENARY_DATA.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `The data folder ${folder} is a file; name a folder in PLENARY_DATA.`;
    default:
      return `The data folder ${folder} cannot be used (${error.code}).`;
  }
};

/**
 * Faults name the lines of the sources. What many editors send lives for moments: with more room for the young (MiB) it
 * is gone before it counts as old, which saves a fifth of the processor in five hundred documents.
 */
const NODE_FLAGS = ['--enable-source-maps', '--max-semi-space-size=64'];

/** Serves until the service ends, and passes on whatever asks it to end. */
const serve = (folder) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [...NODE_FLAGS, join(ROOT, 'apps/server/dist/main.js')], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'production', PLENARY_DATA: folder },
      // In a group of its own: Ctrl-C in a terminal reaches every process of a group, and the private database would
      // stop before the service has written what it acknowledged.
      detached: true,
      // The channel tells the service when we are gone, however that came about.
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    const stop = () => child.kill('SIGTERM');
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
    // npm's shell does not pass SIGTERM on: when it is gone, nobody else will tell the service to stop.
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) stop();
    }, 500).unref();
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 1)));
  });

/** Installs, builds and serves. With `DATABASE_URL` several copies may run; with a private database only one. */
export const start = async () => {
  const folder = dataFolder();
  const alone = (process.env.DATABASE_URL ?? '') === '' && (process.env.DATABASE_URL_FILE ?? '') === '';
  let release = () => {};
  if (alone) {
    try {
      const lock = takeLock(folder);
      if (!lock.taken) {
        console.error(`Plenary already runs on ${folder}, as process ${lock.pid}.`);
        return 1;
      }
      release = lock.release;
    } catch (error) {
      console.error(folderProblem(folder, error));
      return 1;
    }
  }
  process.on('exit', release);
  await install();
  await build();
  return serve(folder);
};
