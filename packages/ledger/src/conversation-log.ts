import { bytesToHex, concatBytes, hexToBytes, sha256, utf8 } from './bytes.ts';

/** New kinds stand behind the old ones: the place in the list is the number by which they are kept. */
export const ENTRY_KINDS = [
  'vote',
  'statement',
  'moderation',
  'appeal',
  'settingAside',
  'accountAppeal',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One entry in the log of a conversation, as everybody may read it. */
export interface ConversationEntry {
  /** From 1, without gaps. */
  readonly position: number;
  readonly kind: EntryKind;
  /** Pseudonym of who said it; empty where those who moderate did. */
  readonly participant: string;
  /** Number of the statement it is about, 0 where it is about accounts. */
  readonly statement: number;
  /** Of a vote: 1 agrees, 0 passes, −1 disagrees; else null. */
  readonly value: number | null;
  /** Canonical JSON of what else the entry says, empty where that is nothing. Words stand in it as a commitment. */
  readonly detail: string;
  readonly at: string;
}

/** Where the entries of a log end that are hashed together, and the hash of everything up to there. */
export interface LogBatch {
  readonly position: number;
  readonly hash: string;
}

const TAG = utf8('plenary/conversation/1\n');

/** Hash before the first entry. */
export const EMPTY_LOG_HASH = bytesToHex(sha256(TAG));

/** The line that an entry is hashed as. */
const entryLine = ({
  position,
  kind,
  participant,
  statement,
  value,
  detail,
  at,
}: ConversationEntry): string =>
  `${JSON.stringify([position, kind, participant, statement, value, detail, at])}\n`;

/** LOG-1: H(tag ‖ hash before ‖ lines of the entries): each hash stands for everything up to it. */
export const batchHash = (before: string, entries: readonly ConversationEntry[]): string =>
  bytesToHex(sha256(concatBytes(TAG, hexToBytes(before), utf8(entries.map(entryLine).join('')))));

/**
 * LOG-2: the position of the first entry or batch that does not fit, undefined where the log is whole and ends with
 * `head`.
 */
export const brokenAt = (
  entries: readonly ConversationEntry[],
  batches: readonly LogBatch[],
  head: LogBatch,
): number | undefined => {
  const gap = entries.findIndex(({ position }, place) => position !== place + 1);
  if (gap >= 0) return gap + 1;
  let before: LogBatch = { position: 0, hash: EMPTY_LOG_HASH };
  for (const batch of batches) {
    const hashed = entries.slice(before.position, batch.position);
    const isWhole = batch.position > before.position && hashed.length === batch.position - before.position;
    if (!isWhole || batchHash(before.hash, hashed) !== batch.hash) return before.position + 1;
    before = batch;
    if (batch.position === head.position) return batch.hash === head.hash ? undefined : head.position;
  }
  return before.position === head.position && before.hash === head.hash ? undefined : head.position;
};
