import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { findBinaries, type Binaries } from './binaries.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A new folder that the user of the server can enter; the test removes it. */
export const testFolder = (): string => {
  const folder = mkdtempSync(join(temporaryFolder(), 'plenary-test-'));
  chmodSync(folder, 0o755);
  return folder;
};

/** The packaged PostgreSQL; a test of it cannot be made without. */
export const packagedBinaries = async (): Promise<Binaries> => {
  const binaries = await findBinaries();
  if (binaries === undefined) throw new Error('no PostgreSQL package for this machine');
  return binaries;
};

/**
 * Another process of ours that runs a piece of source, whose imports count from this folder.
 * @returns the process, and what waits for the next line it prints
 */
export const runSource = (
  source: string,
): { readonly child: ChildProcess; readonly line: () => Promise<string> } => {
  const child = spawn(
    process.execPath,
    [
      '--conditions=plenary-source',
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      source.replaceAll(
        /from '(\.{1,2}\/[\w-]+\.ts)'/g,
        (_, name) => `from '${new URL(name, import.meta.url).href}'`,
      ),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines: string[] = [];
  const waiting: ((line: string) => void)[] = [];
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const parts = `${rest}${chunk.toString()}`.split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const next = waiting.shift();
      if (next === undefined) lines.push(part);
      else next(part);
    }
  });
  return {
    child,
    line: () =>
      new Promise((resolve, reject) => {
        const said = lines.shift();
        if (said !== undefined) return resolve(said);
        waiting.push(resolve);
        child.once('close', () => reject(new Error('the other process ended without a word')));
      }),
  };
};
