import { parseArgs } from 'node:util';
import { InputError } from './input.ts';

const HELP = `plenary: check and move what a deliberation decided, outside the service

  plenary cases FILE.json          run worked cases through the engine; exit 1 on a failure
  plenary decide FILE.json         one rule and its ballots: outcome, tally, every test, moves, the sentence
  plenary text FILE                plain text of a resolution as paragraphs   [--format json|md]
  plenary verify FILE.json         check an exported record; exit 1 when it does not hold   [--key VERIFIER-KEY]
  plenary export ID                a deliberation with its record             [--server http://127.0.0.1:8080]
  plenary import FILE.json         bring an exported record into an empty database (DATABASE_URL or PLENARY_DATA)

Formats: docs/formats.md. Input errors name the file, the place and what was expected; exit 2, nothing is written.`;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Calls are loaded when they are made: checking a file needs no database. */
const run = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      format: { type: 'string', default: 'json' },
      key: { type: 'string' },
      server: { type: 'string', default: process.env['PLENARY_SERVER'] ?? 'http://127.0.0.1:8080' },
    },
  });
  const [call, subject] = positionals;
  if (values.help === true || call === undefined || call === 'help') {
    print(HELP);
    return call === undefined && values.help !== true ? 2 : 0;
  }
  if (subject === undefined)
    throw new InputError(`plenary ${call}: expected one more word, see plenary --help`);
  switch (call) {
    case 'cases':
      return (await import('./calls/cases.ts')).cases(subject, print);
    case 'decide':
      return (await import('./calls/decide.ts')).decide(subject, print);
    case 'text':
      return (await import('./calls/text.ts')).text(subject, values.format, print);
    case 'verify':
      return (await import('./calls/verify.ts')).verify(subject, values.key, print);
    case 'export':
      return (await import('./calls/export.ts')).exportDeliberation(subject, values.server, print);
    case 'import':
      return (await import('./calls/import.ts')).importRecord(
        subject,
        { databaseUrl: process.env['DATABASE_URL'], dataFolder: process.env['PLENARY_DATA'] ?? '.plenary' },
        print,
      );
    default:
      throw new InputError(`plenary ${call}: no such call, see plenary --help`);
  }
};

run().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    if (error instanceof InputError || (error instanceof TypeError && 'code' in error)) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 2;
      return;
    }
    throw error;
  },
);
