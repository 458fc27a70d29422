import { verifyRecord } from '@plenary/verify';
import { readJson } from '../input.ts';

/** `plenary verify FILE`: every check with what was found; 0 when the record holds. */
export const verify = (path: string, print: (line: string) => void): number => {
  const { ok, checks } = verifyRecord(readJson(path));
  for (const { code, ok: holds, facts } of checks)
    print(
      `${holds ? 'ok  ' : 'FAIL'} ${code} ${Object.entries(facts)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ')}`.trimEnd(),
    );
  print(ok ? 'the record holds' : 'the record does not hold');
  return ok ? 0 : 1;
};
