import { readFileSync } from 'node:fs';
import { verifyRecord } from './verify-record.ts';

/** `verify FILE`: exit 0 when the record holds, 1 when it does not, 2 when it cannot be read. */
const [path] = process.argv.slice(2);
if (path === undefined) {
  process.stderr.write('usage: verify FILE\n');
  process.exit(2);
}
let exported: unknown;
try {
  exported = JSON.parse(readFileSync(path, 'utf8'));
} catch (error) {
  process.stderr.write(`${path}: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}
const { ok, checks } = verifyRecord(exported);
for (const { code, ok: holds, facts } of checks)
  process.stdout.write(
    `${holds ? 'ok  ' : 'FAIL'} ${code} ${Object.entries(facts)
      .map(([name, value]) => `${name}=${value}`)
      .join(' ')}\n`,
  );
process.stdout.write(`${ok ? 'the record holds' : 'the record does not hold'}\n`);
process.exit(ok ? 0 : 1);
