import { expect, test } from 'vitest';
import { bytesToHex, sha256, utf8 } from './bytes.ts';
import { proofBits } from './proof-bits.ts';

test('[LOG-3] the measure of a proof of work is the leading zero bits of its hash', () => {
  for (let nonce = 0; nonce < 500; nonce += 1) {
    const bits = [...bytesToHex(sha256(utf8(`a:${nonce}`)))]
      .map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0'))
      .join('');
    expect(proofBits('a', String(nonce))).toBe(bits.indexOf('1'));
  }
});
