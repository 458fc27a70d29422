import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { REFUSAL_CODES } from './refusal-codes.ts';

const sources = (folder: URL): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && entry.name.endsWith('.ts') && !/\.(test|fixture)\.ts$/u.test(entry.name),
    )
    .filter((entry) => entry.name !== 'refusal-codes.ts')
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'));

test('[ACT-49] every code of the catalogue is one with which a rule refuses', () => {
  // What the rules ask of words is refused by the engine that is passed in.
  const all = [new URL('.', import.meta.url), new URL('../../tabling/src', import.meta.url)]
    .flatMap(sources)
    .join('\n');
  const unused = Object.keys(REFUSAL_CODES).filter((code) => !all.includes(`'${code}'`));
  expect(unused).toEqual([]);
});

test('[ACT-49] every code with which a rule refuses is in the catalogue', () => {
  const named = sources(new URL('.', import.meta.url)).flatMap((source) =>
    [...source.matchAll(/(?:refuse\(\s*|fail\(\s*|code: )'([a-zA-Z]+\.[a-zA-Z]+)'/gu)].map(
      ([, code]) => code ?? '',
    ),
  );
  const codes: readonly string[] = Object.keys(REFUSAL_CODES);
  const missing = [...new Set(named)].filter(
    (code) => !codes.includes(code) && !/^(missing|power)\./u.test(code),
  );
  expect(missing).toEqual([]);
});
