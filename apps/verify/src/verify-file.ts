import { parseVerifierKey } from '@plenary/ledger';
import { logsNamed } from './named-logs.ts';
import { reportLines } from './report-lines.ts';
import { verifyRecord } from './verify-record.ts';

const USAGE = 'usage: verify FILE [--key VERIFIER-KEY] [--logs c1=LOG.jsonl,…]';

/** What the call needs of its platform. */
export interface Terminal {
  /** Text of a file; throws when it cannot be read. */
  readonly read: (path: string) => string;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** What a call names. */
interface Named {
  readonly path: string;
  readonly verifierKey?: string;
  /** Paths of logs by the conversations that they are of. */
  readonly logs: ReadonlyMap<string, string>;
}

/** The path and, where they are given, the key and the logs; or what is wrong with the words of the call. */
const parseWords = (words: readonly string[]): Named | { readonly wrong: string } => {
  const [path, ...options] = words;
  if (path === undefined || path.startsWith('-')) return { wrong: USAGE };
  let named: Named = { path, logs: new Map() };
  for (let at = 0; at < options.length; at += 2) {
    const value = options[at + 1];
    if (value === undefined) return { wrong: USAGE };
    if (options[at] === '--key' && named.verifierKey === undefined) {
      if (parseVerifierKey(value) === undefined)
        return { wrong: '--key: expected name+hash+base64 whose hash fits the key' };
      named = { ...named, verifierKey: value };
    } else if (options[at] === '--logs' && named.logs.size === 0) {
      const logs = logsNamed(value);
      if ('wrong' in logs) return logs;
      named = { ...named, logs: logs.paths };
    } else return { wrong: USAGE };
  }
  return named;
};

/** `verify FILE [--key KEY] [--logs c1=FILE]`: the exit code, 0 when the record holds, 1 when it does not, 2 when it cannot be read. */
export const verifyFile = (words: readonly string[], { read, print, complain }: Terminal): 0 | 1 | 2 => {
  const call = parseWords(words);
  if ('wrong' in call) {
    complain(call.wrong);
    return 2;
  }
  const { path, logs: paths, ...options } = call;
  const logs = new Map<string, string>();
  let reading = path;
  let exported: unknown;
  try {
    exported = JSON.parse(read(path));
    for (const [id, log] of paths) {
      reading = log;
      logs.set(id, read(log));
    }
  } catch (error) {
    complain(`${reading}: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  const report = verifyRecord(exported, { ...options, logs });
  for (const line of reportLines(report)) print(line);
  return report.ok ? 0 : 1;
};
