import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { getuid } from 'node:process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readableCopy } from './binaries.ts';
import { testFolder } from './testing.ts';

let folder: string;
let native: string;
beforeEach(() => {
  folder = testFolder();
  native = join(folder, 'package', 'native');
  mkdirSync(join(native, 'bin'), { recursive: true });
  writeFileSync(join(native, 'bin', 'postgres'), 'program', { mode: 0o700 });
  symlinkSync('postgres', join(native, 'bin', 'link'));
  describeVersion('18.4.0');
  mkdirSync(join(folder, 'copies'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const describeVersion = (version: string): void =>
  writeFileSync(join(folder, 'package', 'package.json'), JSON.stringify({ version }));
const copyNow = (): string => readableCopy(native, join(folder, 'copies'));
const NOT_OURS = { code: 'database.notOurs' };
const refusal = (): unknown => {
  try {
    return copyNow();
  } catch (error) {
    return error;
  }
};

test('[STO-20] a copy of the programs can be run by everybody and changed by nobody else', () => {
  const copy = copyNow();
  expect(['.', 'bin', 'bin/postgres'].map((path) => lstatSync(join(copy, path)).mode & 0o777)).toEqual([
    0o755, 0o755, 0o755,
  ]);
  expect(readlinkSync(join(copy, 'bin', 'link'))).toBe('postgres');
});

test('[STO-20] a copy is made once for each version, and nothing half-made stays beside it', () => {
  const first = copyNow();
  writeFileSync(join(native, 'bin', 'postgres'), 'newer program');
  expect(copyNow()).toBe(first);
  describeVersion('18.5.0');
  const second = copyNow();
  expect(readFileSync(join(second, 'bin', 'postgres'), 'utf8')).toBe('newer program');
  expect(readdirSync(join(folder, 'copies')).toSorted()).toEqual(
    [first, second].map((path) => basename(path)),
  );
});

test('[STO-20] a copy that others may change is refused', () => {
  chmodSync(copyNow(), 0o777);
  expect(refusal()).toMatchObject(NOT_OURS);
});

test('[STO-20] a link in the place of the copy is refused', () => {
  const copy = copyNow();
  rmSync(copy, { recursive: true });
  symlinkSync(native, copy);
  expect(refusal()).toMatchObject(NOT_OURS);
});

test.runIf(getuid?.() === 0)(
  '[STO-20] a copy that belongs to somebody else is refused (only root can give a folder away)',
  () => {
    chownSync(copyNow(), 65_534, 65_534);
    expect(refusal()).toMatchObject(NOT_OURS);
  },
);
