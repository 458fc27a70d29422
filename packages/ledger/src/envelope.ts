import { bytesToHex, concatBytes, sha256, utf8 } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';

/** What the log says of an event to everyone: that it happened, by whom, when; its content only as a commitment. */
export interface Envelope {
  /** Place in the log, from 0, without gaps. */
  readonly seq: number;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly at: string;
  readonly actor: Readonly<Record<string, unknown>>;
  readonly audience: string;
  /** Hexadecimal, see `commitmentOf`. */
  readonly commitment: string;
}

export const SALT_BYTES = 32;
const COMMITMENT_TAG = utf8('plenary/commitment/1\n');
const LEAF = Uint8Array.of(0);

/** H(tag ‖ salt ‖ canonical payload): the payload can be proven when shown and not guessed while it is withheld. */
export const commitmentOf = (salt: Uint8Array, payload: unknown): string => {
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES} bytes`);
  return bytesToHex(sha256(concatBytes(COMMITMENT_TAG, salt, utf8(canonicalJson(payload)))));
};

/** RFC 9162 leaf hash of the canonical envelope. */
export const leafHash = (envelope: Envelope): Uint8Array => leafHashOfText(canonicalJson(envelope));
/** The same from the canonical text as it is stored. */
export const leafHashOfText = (canonical: string): Uint8Array => leafHashOfBytes(utf8(canonical));
export const leafHashOfBytes = (bytes: Uint8Array): Uint8Array => sha256(concatBytes(LEAF, bytes));
