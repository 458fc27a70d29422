import { ed25519 } from '@noble/curves/ed25519.js';
import {
  bytesToHex,
  concatBytes,
  equalBytes,
  fromBase64,
  hexToBytes,
  sha256,
  toBase64,
  utf8,
} from './bytes.ts';

/** Signs bytes with Ed25519; the key never leaves its owner. */
export interface Signer {
  readonly name: string;
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** A name without white space or plus sign, as signed notes ask. */
const NAME = /^[^+\s]+$/;
const ED25519 = Uint8Array.of(1);
const PUBLIC_KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

/** First four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), as signed notes name keys. */
export const keyHash = (name: string, publicKey: Uint8Array): Uint8Array =>
  sha256(concatBytes(utf8(`${name}\n`), ED25519, publicKey)).slice(0, 4);

/** `name+hash+base64`, by which anyone can check what the key signed. Throws when the name cannot name a key. */
export const verifierKeyOf = ({ name, publicKey }: Pick<Signer, 'name' | 'publicKey'>): string => {
  if (!NAME.test(name)) throw new RangeError('a key name has no white space and no plus sign');
  return `${name}+${bytesToHex(keyHash(name, publicKey))}+${toBase64(concatBytes(ED25519, publicKey))}`;
};

/** Reads a verifier key; undefined when it is malformed or its hash does not fit. */
export const parseVerifierKey = (text: string): { name: string; publicKey: Uint8Array } | undefined => {
  const [, name = '', hash = '', base64 = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? [];
  const key = fromBase64(base64);
  if (name === '' || key?.length !== 1 + PUBLIC_KEY_BYTES || key[0] !== ED25519[0]) return undefined;
  const publicKey = key.slice(1);
  return equalBytes(keyHash(name, publicKey), hexToBytes(hash)) ? { name, publicKey } : undefined;
};

/**
 * RFC 8032, strictly: a key or signature in a second encoding is refused, and so is a key of small order, for which
 * one signature would fit many messages.
 */
export const verifySignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean =>
  publicKey.length === PUBLIC_KEY_BYTES &&
  signature.length === SIGNATURE_BYTES &&
  ed25519.verify(signature, message, publicKey, { zip215: false });

/** A signer that holds its seed of 32 bytes in memory. A service may sign through its platform instead. */
export const seedSigner = (name: string, seed: Uint8Array): Signer => ({
  name,
  publicKey: ed25519.getPublicKey(seed),
  sign: (message) => ed25519.sign(message, seed),
});
