import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { engineOfFolder } from './engine-of-folder.ts';
import { testFolder } from './testing.ts';

let folder: string;
beforeEach(() => {
  folder = testFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (...path: readonly string[]): void => {
  mkdirSync(join(folder, ...path), { recursive: true });
  writeFileSync(join(folder, ...path, 'PG_VERSION'), '18\n');
};
const able = { isInstalled: true, isReachable: true };
const refusalOf = (means: typeof able): unknown => {
  try {
    return engineOfFolder(folder, means);
  } catch (error) {
    return error;
  }
};

test('[STO-14] a new folder gets a private PostgreSQL where one can run, else PGlite', () => {
  expect(engineOfFolder(folder, able)).toBe('embedded');
  expect(engineOfFolder(folder, { ...able, isInstalled: false })).toBe('pglite');
  expect(engineOfFolder(folder, { ...able, isReachable: false })).toBe('pglite');
});

test('[STO-14] a folder that began with PGlite stays with it, though PostgreSQL could run now', () => {
  put('pglite', 'data');
  expect(engineOfFolder(folder, able)).toBe('pglite');
});

test('[STO-14] a folder in which PGlite never came to be is a new one', () => {
  mkdirSync(join(folder, 'pglite', 'lock-1'), { recursive: true });
  expect(engineOfFolder(folder, able)).toBe('embedded');
});

test('[STO-14] a folder that began with PostgreSQL is refused where no PostgreSQL is installed', () => {
  put('postgres');
  expect(engineOfFolder(folder, able)).toBe('embedded');
  expect(refusalOf({ ...able, isInstalled: false })).toMatchObject({
    code: 'database.noPostgres',
    facts: { folder },
  });
});

test('[STO-14] a folder that began with PostgreSQL is refused where the user of the server cannot enter it', () => {
  put('postgres');
  expect(refusalOf({ ...able, isReachable: false })).toMatchObject({ code: 'database.closedToPostgres' });
});

test('[STO-14] a folder that holds both is refused: which of them is the right one cannot be told', () => {
  put('postgres');
  put('pglite', 'data');
  expect(refusalOf(able)).toMatchObject({ code: 'database.twoEngines', facts: { folder } });
});
