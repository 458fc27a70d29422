import { sha256, utf8 } from './bytes.ts';

/** LOG-3: leading zero bits of SHA-256 of `task:nonce`, the measure of a proof of work. */
export const proofBits = (task: string, nonce: string): number => {
  let bits = 0;
  for (const byte of sha256(utf8(`${task}:${nonce}`))) {
    if (byte !== 0) return bits + Math.clz32(byte) - 24;
    bits += 8;
  }
  return bits;
};
