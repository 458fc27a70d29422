import { readFileSync } from 'node:fs';
import { verifyFile } from './verify-file.ts';

process.exitCode = verifyFile(process.argv.slice(2), {
  read: (path) => readFileSync(path, 'utf8'),
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
});
