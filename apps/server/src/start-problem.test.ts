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
  [world('ENOTDIR', 'mkdir'), 'The data folder /data is a file; name a folder in PLENARY_DATA.'],
  [
    new DatabaseUnavailable('database.inUse', { folder: '/data', process: '42' }),
    'Another copy of Plenary already uses the data in /data: process 42.',
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
