import type { Envelope } from './envelope.ts';

export const EXPORT_FORMAT = 'plenary-record/1';

/** One event of the exported streams: what the log says of it and, where the public may see it, what it says. */
export interface ExportedEntry {
  readonly envelope: Envelope;
  readonly payload?: unknown;
  /** Hexadecimal, 32 bytes. */
  readonly salt?: string;
}

/** What was said in a comment of a consultation, beside the record that commits to it. */
export interface ExportedWords {
  /** Stream of the consultation. */
  readonly stream: string;
  /** Id of the comment. */
  readonly comment: string;
  readonly words: unknown;
  /** Hexadecimal, 32 bytes. */
  readonly salt: string;
}

/**
 * A deliberation with its record: all that a stranger needs to check it. Every other entry of the log is there as its
 * leaf hash, so that the root is computed from scratch and nothing can be changed anywhere without being found.
 */
export interface RecordExport {
  readonly format: typeof EXPORT_FORMAT;
  /** Stream of the body. */
  readonly body: string;
  /** Stream of the deliberation. */
  readonly deliberation: string;
  /** Streams of the sittings in which it was on the agenda; absent where there were none. */
  readonly sittings?: readonly string[];
  /** Streams of the consultations on its text; absent where there were none. */
  readonly consultations?: readonly string[];
  /** Words of their comments, those that were erased or hidden left out; absent where there are none. */
  readonly words?: readonly ExportedWords[];
  /**
   * Logs of its conversations by their names, each the text of its `log.jsonl`; whoever exports may leave them out. They lie
   * beside the record, which holds hashes of them.
   */
  readonly logs?: Readonly<Record<string, string>>;
  readonly verifierKey: string;
  /** Signed checkpoint over all entries and leaves below. */
  readonly checkpoint: string;
  /** In the order of the log. */
  readonly entries: readonly ExportedEntry[];
  /** Leaf hashes of all other entries: sequence number → hexadecimal. */
  readonly otherLeaves: readonly (readonly [number, string])[];
}
