import { addSeconds, type Instant } from '@plenary/consensus';
import {
  batchHash,
  bytesToHex,
  canonicalJson,
  commitmentOf,
  EMPTY_LOG_HASH,
  type ConversationEntry,
} from '@plenary/ledger';

const salt = new Uint8Array(32).fill(5);

/** A line of a log before it is written; tests change it to lie. */
export interface FixtureLine {
  readonly entry: ConversationEntry;
  readonly words?: string;
  readonly salt?: string;
  readonly hash?: string;
}

/** Two statements, one of them hidden with an appeal, and four votes in two batches, which end at 4 and 8. */
export const logLines = (opensAt: Instant): readonly FixtureLine[] => {
  const said = (words: string) => ({ words, salt: bytesToHex(salt) });
  const committed = (words: string): string => canonicalJson({ commitment: commitmentOf(salt, words) });
  const at = addSeconds(opensAt, 60);
  const vote = (participant: string, statement: number, value: -1 | 0 | 1): FixtureLine => ({
    entry: { position: 0, kind: 'vote', participant, statement, value, detail: '', at },
  });
  const other = (
    kind: ConversationEntry['kind'],
    participant: string,
    statement: number,
    detail: string,
  ): ConversationEntry => ({ position: 0, kind, participant, statement, value: null, detail, at });
  const lines: readonly FixtureLine[] = [
    {
      entry: other('statement', '', 1, committed('Every system is tested.')),
      ...said('Every system is tested.'),
    },
    { entry: other('statement', 'ab12', 2, committed('Buy my product')) },
    vote('ab12', 1, 1),
    vote('cd34', 1, -1),
    {
      entry: other(
        'moderation',
        '',
        2,
        canonicalJson({ by: 'secretariat', outcome: 'hidden', reason: 'spam' }),
      ),
    },
    { entry: other('appeal', 'ab12', 2, committed('It is not.')) },
    vote('cd34', 1, 0),
    vote('ef56', 1, 1),
  ];
  return chained(lines);
};

/** Lines with their places and the hashes of two batches, whatever they say. */
export const chained = (lines: readonly FixtureLine[]): readonly FixtureLine[] => {
  const placed = lines.map((line, place) => ({
    ...line,
    entry: { ...line.entry, position: place + 1 },
  }));
  const first = batchHash(
    EMPTY_LOG_HASH,
    placed.slice(0, 4).map(({ entry }) => entry),
  );
  const last = batchHash(
    first,
    placed.slice(4).map(({ entry }) => entry),
  );
  return placed.map((line) => {
    const { position } = line.entry;
    if (position === 4) return { ...line, hash: first };
    return position === placed.length ? { ...line, hash: last } : line;
  });
};

export const logText = (lines: readonly FixtureLine[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('');

/** Hash of everything up to a position at which a batch ends. */
export const hashAt = (lines: readonly FixtureLine[], position: number): string => {
  const hash = lines[position - 1]?.hash;
  if (hash === undefined) throw new RangeError(`no batch ends at ${position}`);
  return hash;
};
