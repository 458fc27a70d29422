import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A Python that has these modules, or none. */
export const pythonWith = (...modules: readonly string[]): string | undefined =>
  ['python3', '/usr/bin/python3'].find(
    (python) => spawnSync(python, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' }).status === 0,
  );

/** Runs a script of this folder, which answers with one line of JSON. */
export const askPython = (
  python: string,
  script: string,
  args: readonly string[],
): Readonly<Record<string, unknown>> => {
  const { status, stdout, stderr } = spawnSync(
    python,
    [fileURLToPath(new URL(script, import.meta.url)), ...args],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  if (status !== 0) throw new Error(`${script}: ${stderr}`);
  return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
};
