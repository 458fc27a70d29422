// Prints docs/limits.md from the lists of limits and their comments: `node --conditions=plenary-source --import tsx infra/docs/limits.ts`.
import { readFileSync, writeFileSync } from 'node:fs';
import { ACT_LIMITS } from '@plenary/consensus';
import { LIMITS } from '@plenary/protocol';
import prettier from 'prettier';

const number = new Intl.NumberFormat('en');

/** What the comment before each name of a list says; a name without one is a fault. */
const meanings = (path: string): ReadonlyMap<string, string> =>
  new Map(
    [...readFileSync(path, 'utf8').matchAll(/\/\*\* ([^*]+) \*\/\n {2}([A-Z_]+):/g)].map(
      ([, meaning = '', name = '']) => [name, meaning],
    ),
  );

const rows = (limits: Readonly<Record<string, number>>, path: string): readonly string[] => {
  const said = meanings(path);
  return Object.entries(limits).map(([name, value]) => {
    const meaning = said.get(name);
    if (meaning === undefined) throw new Error(`${path}: ${name} does not say what it limits`);
    return `| \`${name}\` | ${number.format(value)} | ${meaning} |`;
  });
};

/** The page as it must be; a test compares. */
export const limitsPage = (): Promise<string> =>
  prettier.format(
    [
      '# Limits',
      '',
      'Printed by `infra/docs/limits.ts`; do not edit by hand. Lengths are in UTF-16 code units unless a name says otherwise.',
      'Each is met by a test. Reaching one is answered with a code, never with silence ([errors.md](errors.md)).',
      '',
      '## Of the service',
      '',
      '| limit | value | what |',
      '| --- | --: | --- |',
      ...rows(LIMITS, 'packages/protocol/src/limits.ts'),
      '',
      '## Of the rules',
      '',
      'Passing one is refused with `act.limit` and its name, whoever asks and by whatever way.',
      '',
      '| limit | value | what |',
      '| --- | --: | --- |',
      ...rows(ACT_LIMITS, 'packages/consensus/src/acts/limits.ts'),
      '',
    ].join('\n'),
    { parser: 'markdown', printWidth: 110 },
  );

if (process.argv[1]?.endsWith('limits.ts') === true) writeFileSync('docs/limits.md', await limitsPage());
