import { bytesToHex, hexToBytes, utf8 } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { keyHash, parseVerifierKey, verifySignature, type Signer } from './verifier-key.ts';

/** What whoever acts gets at once: the service's signed word that these events are in the record. */
export interface Receipt {
  readonly stream: string;
  /** Versions after and up to which the act's events stand; equal when it changed nothing. */
  readonly fromVersion: number;
  readonly toVersion: number;
  /** Commitments of the events in order. */
  readonly commitments: readonly string[];
  readonly at: string;
  /** Hash of the signing key, as in checkpoints. */
  readonly key: string;
  /** Ed25519 over the tag and the canonical receipt without this field, hexadecimal. */
  readonly signature: string;
}

const message = ({
  stream,
  fromVersion,
  toVersion,
  commitments,
  at,
  key,
}: Omit<Receipt, 'signature'>): Uint8Array =>
  utf8(`plenary/receipt/1\n${canonicalJson({ stream, fromVersion, toVersion, commitments, at, key })}`);

export const signReceipt = (unsigned: Omit<Receipt, 'signature' | 'key'>, signer: Signer): Receipt => {
  const whole = { ...unsigned, key: bytesToHex(keyHash(signer.name, signer.publicKey)) };
  return { ...whole, signature: bytesToHex(signer.sign(message(whole))) };
};

/** Whether the holder of the verifier key signed this receipt. */
export const verifyReceipt = (receipt: Receipt, verifierKey: string): boolean => {
  const key = parseVerifierKey(verifierKey);
  if (key === undefined || !/^[0-9a-f]{128}$/.test(receipt.signature)) return false;
  if (receipt.key !== bytesToHex(keyHash(key.name, key.publicKey))) return false;
  return verifySignature(key.publicKey, message(receipt), hexToBytes(receipt.signature));
};
