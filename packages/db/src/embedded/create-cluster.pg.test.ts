import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Binaries } from './binaries.ts';
import { startCluster } from './cluster.ts';
import { packagedBinaries, testFolder } from './testing.ts';

let folder: string;
let data: string;
let binaries: Binaries;
beforeEach(async () => {
  binaries = await packagedBinaries();
  folder = testFolder();
  data = join(folder, 'data');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The real program, killed as soon as it has written the file by which a database is known. */
const killedHalfWay = (): Binaries => {
  const initdb = join(folder, 'initdb');
  writeFileSync(
    initdb,
    `#!/bin/sh
"${binaries.initdb}" "$@" & making=$!
until [ -e "$2/PG_VERSION" ]; do :; done
kill -9 "$making" $$
`,
  );
  chmodSync(initdb, 0o755);
  return { ...binaries, initdb };
};
const serves = async (): Promise<void> => (await startCluster(binaries, data)).stop();

test('[STO-18] a database whose making was killed half-way is made anew by the next start', async () => {
  await expect(startCluster(killedHalfWay(), data)).rejects.toThrow('Command failed');
  expect(readdirSync(folder)).toEqual(['initdb']);
  await serves();
});

test('[STO-18] what a making left that was killed with all around it is removed by the next start', async () => {
  const partial = `${data}.partial-abc`;
  mkdirSync(partial);
  writeFileSync(join(partial, 'PG_VERSION'), '18\n');
  await serves();
  expect([existsSync(partial), existsSync(join(data, 'PG_VERSION'))]).toEqual([false, true]);
});

test('[STO-18] a folder that has the name of a database and no database in it is made anew', async () => {
  mkdirSync(data);
  writeFileSync(join(data, 'PG_VERSION'), '18\n');
  await serves();
});

test('[STO-18] a folder that holds something else is refused and left as it is', async () => {
  mkdirSync(data);
  writeFileSync(join(data, 'letter.txt'), 'mine');
  await expect(startCluster(binaries, data)).rejects.toMatchObject({
    code: 'database.notEmpty',
    facts: { folder: data },
  });
  expect(readdirSync(data)).toEqual(['letter.txt']);
});

test('[STO-18] an empty folder, as an administrator may prepare it, is taken', async () => {
  mkdirSync(data);
  await serves();
});
