import { parseVerifierKey } from '@plenary/ledger';
import { reportLines } from './report-lines.ts';
import { verifyRecord } from './verify-record.ts';

const USAGE = 'usage: verify FILE [--key VERIFIER-KEY]';

/** What the call needs of its platform. */
export interface Terminal {
  /** Text of a file; throws when it cannot be read. */
  readonly read: (path: string) => string;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** The path and, where it is given, the key; or what is wrong with the words of the call. */
const parseWords = (
  words: readonly string[],
): { readonly path: string; readonly verifierKey?: string } | { readonly wrong: string } => {
  const [path, option, verifierKey, ...more] = words;
  if (path === undefined || path.startsWith('-') || more.length > 0) return { wrong: USAGE };
  if (option === undefined) return { path };
  if (option !== '--key' || verifierKey === undefined) return { wrong: USAGE };
  return parseVerifierKey(verifierKey) === undefined
    ? { wrong: '--key: expected name+hash+base64 whose hash fits the key' }
    : { path, verifierKey };
};

/** `verify FILE [--key KEY]`: the exit code, 0 when the record holds, 1 when it does not, 2 when it cannot be read. */
export const verifyFile = (words: readonly string[], { read, print, complain }: Terminal): 0 | 1 | 2 => {
  const call = parseWords(words);
  if ('wrong' in call) {
    complain(call.wrong);
    return 2;
  }
  const { path, ...options } = call;
  let exported: unknown;
  try {
    exported = JSON.parse(read(path));
  } catch (error) {
    complain(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  const report = verifyRecord(exported, options);
  for (const line of reportLines(report)) print(line);
  return report.ok ? 0 : 1;
};
