import { SETTINGS } from './settings.ts';

/** Settings that only the commands of the checkout read. */
const OF_COMMANDS = [
  {
    variable: 'PLENARY_CHROMIUM',
    meaning:
      'Path of the Chromium in which `npm test` makes the browser journeys. Without it the usual places are tried.',
    example: '/usr/bin/chromium',
  },
  {
    variable: 'PLENARY_TEST_SEED',
    meaning:
      'Seed from which the laws of the tests draw their cases: a whole number, or `random`. Fixed unless it is given, so that a run repeats the one before it.',
    example: 'random',
  },
  {
    variable: 'PLENARY_SERVER',
    meaning: 'Address of the service that `plenary export` asks, where `--server` does not say it.',
    example: 'https://plenary.example.org',
  },
  {
    variable: 'PLENARY_DEV_SERVER',
    meaning: 'Address of the service that the pages talk to while they are developed (`vite` in apps/web).',
    example: 'http://127.0.0.1:8080',
  },
] as const;

const line = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const code = (text: string): string => (text === '' ? 'empty' : `\`${text}\``);

/** docs/configuration.md, printed from the table of settings. */
export const configurationPage = (): string =>
  [
    '# Configuration',
    '',
    'Every setting is a variable of the environment. This page is printed from `apps/server/src/settings.ts` by',
    '`infra/docs/configuration.ts`; do not edit it by hand.',
    '',
    'A setting that is wrong keeps the service from starting, with one sentence for each. Empty means not given.',
    'A variable marked *secret* is also read from a file: name the file in the variable with `_FILE` at its end.',
    '',
    line(['Variable', 'Meaning', 'Default', 'Example']),
    line(['---', '---', '---', '---']),
    ...Object.values(SETTINGS).map(({ variable, meaning, standard, example, secret }) =>
      line([
        `\`${variable}\`${secret ? ' (secret)' : ''}`,
        meaning,
        standard === null ? 'none' : code(standard),
        code(example),
      ]),
    ),
    '',
    '## Where the data is',
    '',
    'Without `DATABASE_URL` everything lies in the data folder: `.plenary/` in the checkout, or where `PLENARY_DATA`',
    'says. Stop the service, copy the folder, and you have a copy of everything. Deleting the folder begins anew.',
    'Only one copy of the service can use a data folder; a second one says which process holds it.',
    '',
    '## Of the commands only',
    '',
    line(['Variable', 'Meaning', 'Example']),
    line(['---', '---', '---']),
    ...OF_COMMANDS.map(({ variable, meaning, example }) => line([`\`${variable}\``, meaning, code(example)])),
    '',
  ].join('\n');
