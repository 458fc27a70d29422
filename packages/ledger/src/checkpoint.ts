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

/** A signed statement of the size and root of the log, as a C2SP tlog-checkpoint note. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** Instant of signing, from the extension line `Timestamp: …`; empty when there is none. */
  readonly at: string;
}

/** Signs bytes with Ed25519; the key never leaves its owner. */
export interface Signer {
  readonly name: string;
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

const ED25519 = Uint8Array.of(1);

/** First four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), as signed notes name keys. */
export const keyHash = (name: string, publicKey: Uint8Array): Uint8Array =>
  sha256(concatBytes(utf8(`${name}\n`), ED25519, publicKey)).slice(0, 4);

/** `name+hash+base64`, by which anyone can check what the key signed. */
export const verifierKeyOf = ({ name, publicKey }: Pick<Signer, 'name' | 'publicKey'>): string =>
  `${name}+${bytesToHex(keyHash(name, publicKey))}+${toBase64(concatBytes(ED25519, publicKey))}`;

/** Reads a verifier key; undefined when it is malformed or its hash does not fit. */
export const parseVerifierKey = (text: string): { name: string; publicKey: Uint8Array } | undefined => {
  const match = /^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/.exec(text);
  const key = match === null ? undefined : fromBase64(match[3] ?? '');
  if (match === null || key === undefined || key.length !== 33 || key[0] !== 1) return undefined;
  const name = match[1] ?? '';
  const publicKey = key.slice(1);
  return equalBytes(keyHash(name, publicKey), hexToBytes(match[2] ?? '')) ? { name, publicKey } : undefined;
};

export const verifySignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean =>
  signature.length === 64 && ed25519.verify(signature, message, publicKey);

const body = ({ origin, size, root, at }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n${at === '' ? '' : `Timestamp: ${at}\n`}`;

/** The note: body, empty line, one signature line. */
export const signCheckpoint = (checkpoint: Checkpoint, signer: Signer): string => {
  const text = body(checkpoint);
  const signature = concatBytes(keyHash(signer.name, signer.publicKey), signer.sign(utf8(text)));
  return `${text}\n— ${signer.name} ${toBase64(signature)}\n`;
};

/** Opens a note; undefined unless it is well-formed and signed by the key. Nothing of an unsigned note is believed. */
export const openCheckpoint = (note: string, verifierKey: string): Checkpoint | undefined => {
  const key = parseVerifierKey(verifierKey);
  const cut = note.indexOf('\n\n');
  if (key === undefined || cut < 0) return undefined;
  const text = note.slice(0, cut + 1);
  const signed = note
    .slice(cut + 2)
    .split('\n')
    .some((line) => {
      const match = /^— (\S+) (\S+)$/.exec(line);
      const bytes = match === null || match[1] !== key.name ? undefined : fromBase64(match[2] ?? '');
      return (
        bytes !== undefined &&
        equalBytes(bytes.slice(0, 4), keyHash(key.name, key.publicKey)) &&
        verifySignature(key.publicKey, utf8(text), bytes.slice(4))
      );
    });
  const lines = text.slice(0, -1).split('\n');
  const [origin = '', sizeText = '', rootText = '', ...extensions] = lines;
  const root = fromBase64(rootText);
  if (!signed || origin === '' || !/^(0|[1-9]\d{0,15})$/.test(sizeText) || root?.length !== 32)
    return undefined;
  const at = extensions.find((line) => line.startsWith('Timestamp: '))?.slice('Timestamp: '.length) ?? '';
  return { origin, size: Number(sizeText), root, at };
};
