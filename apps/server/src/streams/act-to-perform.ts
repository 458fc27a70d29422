import { createHash } from 'node:crypto';
import type { Actor, CommittedWords, PlenaryAct, Recorded } from '@plenary/consensus';
import type { KeptWords } from '@plenary/db';
import { canonicalJson, type Receipt } from '@plenary/ledger';

/** An act on its way, with who makes it and the key by which it is delivered once. */
export interface ActToPerform {
  readonly stream: string;
  readonly act: PlenaryAct;
  readonly actor: Actor;
  /** Whose keys `key` is one of: an account, or `deadline`. */
  readonly actorKey: string;
  readonly key: string;
  readonly requestHash: string;
  /** Version of the stream that the person saw. */
  readonly seen?: number;
  /** Of a comment in a consultation: what the record commits to, and what is kept beside it. */
  readonly said?: {
    readonly committed: CommittedWords;
    readonly kept: Omit<KeptWords, 'consultation' | 'comment'>;
  };
  /** Acts of the same person on the same stream that stand or fall with this one, in the order in which they follow it. */
  readonly following?: readonly Pick<ActToPerform, 'act' | 'said'>[];
}

/** What an act brought about, once it is committed. */
export interface Performed {
  readonly receipt: Receipt;
  readonly events: readonly Recorded[];
  /** The key was seen before; this is what the act brought about then. */
  readonly replayed: boolean;
}

/** By this a key that came again is told from one used for something else. Equal acts have equal hashes. */
export const requestHashOf = (stream: string, act: PlenaryAct): string =>
  createHash('sha256')
    .update(`${stream}\n${canonicalJson(act)}`)
    .digest('hex');

/** Name of a key among the keys of everybody. */
export const keyName = ({ actorKey, key }: Pick<ActToPerform, 'actorKey' | 'key'>): string =>
  `${actorKey}\n${key}`;
