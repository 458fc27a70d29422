import { parseVerifierKey } from '@plenary/ledger';
import { verifyRecord } from '@plenary/verify';
import { InputError, readJson } from '../input.ts';

/**
 * `plenary verify FILE [--key KEY]`: every check with what was found; 0 when the record holds. Without a key from
 * elsewhere the record's own is believed, and the last line but one says what that does not prove.
 */
export const verify = (path: string, key: string | undefined, print: (line: string) => void): number => {
  if (key !== undefined && parseVerifierKey(key) === undefined)
    throw new InputError('--key: expected name+hash+base64 whose hash fits the key');
  const { ok, checks } = verifyRecord(readJson(path), key === undefined ? {} : { verifierKey: key });
  for (const { code, ok: holds, facts } of checks)
    print(
      `${holds ? 'ok  ' : 'FAIL'} ${code} ${Object.entries(facts)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ')}`.trimEnd(),
    );
  if (key === undefined)
    print('no --key was given: that this is the log of the service, and not another, is not shown');
  print(ok ? 'the record holds' : 'the record does not hold');
  return ok ? 0 : 1;
};
