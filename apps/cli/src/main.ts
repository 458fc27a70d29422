import { answer } from './answer.ts';
import { InputError } from './input.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

answer(process.argv.slice(2), print).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    if (!(error instanceof InputError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  },
);
