import { createHash } from 'node:crypto';

/** Gives `bytes` bytes from a cryptographic source. */
export type RandomBytes = (bytes: number) => Uint8Array;

const TOKEN_BYTES = 32;

/** A secret that is handed out once: 256 bits, in an alphabet that fits into cookies and addresses. */
export const newToken = (random: RandomBytes): string =>
  Buffer.from(random(TOKEN_BYTES)).toString('base64url');

/** What is stored of a token. Tokens are drawn at random, so a plain hash is enough and cannot be turned back. */
export const tokenHash = (token: string): string => createHash('sha256').update(token, 'utf8').digest('hex');

/** A random UUID (RFC 9562, version 4): a name for a person or a session that says nothing about either. */
export const newId = (random: RandomBytes): string => {
  const bytes = Buffer.from(random(16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
