import { DatabaseUnavailable } from '@plenary/db';
import { expect, test } from 'vitest';
import { SettingsError } from './settings.ts';
import { startProblem } from './start-problem.ts';

const settings = { port: 8080, host: '127.0.0.1', dataFolder: '/data' };
const world = (code: string, syscall: string): Error => Object.assign(new Error(code), { code, syscall });

test.each([
  [
    world('EADDRINUSE', 'listen'),
    'Port 8080 on 127.0.0.1 is taken by another program; stop it or choose another port with PORT.',
  ],
  [world('EACCES', 'listen'), 'This user may not listen on port 8080; choose one above 1023 with PORT.'],
  [
    world('EADDRNOTAVAIL', 'listen'),
    'There is no address 127.0.0.1 on this machine to listen on; correct HOST.',
  ],
  [world('ENOSPC', 'write'), 'The disk that holds /data is full.'],
  [new Error('query', { cause: world('53100', 'none') }), 'The disk that holds /data is full.'],
  [
    world('EROFS', 'mkdir'),
    'The folder /data cannot be written to; give it to this user or name another one in PLENARY_DATA.',
  ],
  [
    world('ENOENT', 'mkdir'),
    'The folder /data cannot be written to; give it to this user or name another one in PLENARY_DATA.',
  ],
  [world('ENOTDIR', 'mkdir'), 'The data folder /data is a file; name a folder in PLENARY_DATA.'],
  [
    new DatabaseUnavailable('database.inUse', { folder: '/data', process: '42' }),
    'Another copy of Plenary already uses the data in /data: process 42.',
  ],
  [
    new DatabaseUnavailable('database.full', { folder: '/data/postgres' }),
    'The disk that holds /data/postgres is full.',
  ],
  [
    new DatabaseUnavailable('database.notEmpty', { folder: '/data/postgres' }),
    'The folder /data/postgres holds something else than a database; empty it or name another data folder in PLENARY_DATA.',
  ],
  [
    new DatabaseUnavailable('database.notOurs', { folder: '/tmp/copy' }),
    'The folder /tmp/copy holds our copy of PostgreSQL, but belongs to another user or can be changed by one; remove it.',
  ],
  [
    new DatabaseUnavailable('database.noPostgres', { folder: '/data' }),
    'The data in /data were made by PostgreSQL, and no PostgreSQL is installed here that could open them; install the optional packages (npm start does on Linux with glibc and on macOS) or name another data folder in PLENARY_DATA.',
  ],
  [
    new DatabaseUnavailable('database.closedToPostgres', { folder: '/data' }),
    'The data in /data were made by PostgreSQL, and the user it runs as when Plenary is started by root cannot enter that folder; open the folders above it (chmod o+x) or start as their owner.',
  ],
  [
    new DatabaseUnavailable('database.twoEngines', { folder: '/data' }),
    'The folder /data holds two databases, in postgres and in pglite, and only one can be the right one; move the other away.',
  ],
  [
    new SettingsError(['PORT must be a number.', 'HOST must be an address.']),
    'PORT must be a number.\nHOST must be an address.',
  ],
])(
  '[IDN-23] what keeps the service from starting is one sentence that says what to do: %s',
  (error, sentence) => {
    expect(startProblem(error, settings)).toBe(sentence);
  },
);

test('[IDN-23] a fault that nobody foresaw has no sentence and is shown as it is', () => {
  expect(startProblem(new Error('odd'), settings)).toBeUndefined();
});
