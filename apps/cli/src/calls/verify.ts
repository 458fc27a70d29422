import { parseVerifierKey } from '@plenary/ledger';
import { logsNamed, verifyRecord } from '@plenary/verify';
import { optionAt, subjectAt, type Call, type Print } from '../call.ts';
import { InputError, readJson, readText } from '../input.ts';

/**
 * Every check with what was found; 0 when the record holds. Without a key from elsewhere the record's own is believed,
 * and the last line but one says what that does not prove.
 */
const run = (
  path: string,
  { key, logs: named }: { readonly key: string | undefined; readonly logs: string | undefined },
  print: Print,
): number => {
  if (key !== undefined && parseVerifierKey(key) === undefined)
    throw new InputError('--key: expected name+hash+base64 whose hash fits the key');
  const logs = named === undefined ? { paths: new Map<string, string>() } : logsNamed(named);
  if ('wrong' in logs) throw new InputError(logs.wrong);
  const { ok, checks } = verifyRecord(readJson(path), {
    ...(key === undefined ? {} : { verifierKey: key }),
    logs: new Map([...logs.paths].map(([id, log]) => [id, readText(log)])),
  });
  for (const { code, ok: holds, facts } of checks)
    print(
      `${holds ? 'ok  ' : 'FAIL'} ${code} ${Object.entries(facts)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ')}`.trimEnd(),
    );
  const { conversations = 0, logs: read = 0 } =
    checks.find(({ code }) => code === 'conversations')?.facts ?? {};
  if (Number(conversations) > Number(read))
    print(
      'votes of conversations were not checked: not all of their logs are in the file or were given with --logs',
    );
  if (key === undefined)
    print('no --key was given: that this is the log of the service, and not another, is not shown');
  print(ok ? 'the record holds' : 'the record does not hold');
  return ok ? 0 : 1;
};

export const verify: Call = {
  takes: 'FILE.json [--key NAME+HASH+KEY] [--logs c1=LOG.jsonl,…]',
  subjects: 1,
  help: `Recomputes root, commitments, texts, tallies and outcomes of an exported record (plenary-record/1) from the file alone.
--key is the verifier key as you know it from elsewhere: the founding instrument, an earlier export, another delegation.
Without it the record's own key is taken, which proves only that the record agrees with itself.
--logs are the logs of votes of its conversations (log.jsonl of their open data), where they are not in the file: each is checked against every hash of it
in the record, and a vote that was changed, added or left out is named with its place.
Prints every check; exit 1 when the record does not hold.`,
  options: { key: { type: 'string' }, logs: { type: 'string' } },
  run: (given, print) =>
    run(subjectAt(given, 0), { key: optionAt(given, 'key'), logs: optionAt(given, 'logs') }, print),
};
