import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hexToBytes } from './bytes.ts';
import { signReceipt, verifyReceipt, type Receipt } from './receipt.ts';
import { seedSigner, verifierKeyOf } from './verifier-key.ts';

const example = JSON.parse(
  readFileSync(new URL('../../testkit/vectors/ledger-example.json', import.meta.url), 'utf8'),
) as { seed: string; name: string; verifierKey: string; receipt: Receipt };
const { receipt, verifierKey: key } = example;
const signer = seedSigner(example.name, hexToBytes(example.seed));

test('[LED-3] the worked example of the format is signed to the letter', () => {
  const { signature: _, key: __, ...unsigned } = receipt;
  expect(signReceipt(unsigned, signer)).toEqual(receipt);
});

test('[LED-3] a receipt holds for what it says and for nothing else', () => {
  expect(verifyReceipt(receipt, key)).toBe(true);
  const changes: Partial<Receipt>[] = [
    { stream: 'deliberation:other' },
    { fromVersion: 1 },
    { toVersion: 2 },
    { commitments: [] },
    { commitments: [...receipt.commitments, ...receipt.commitments] },
    { at: '2026-01-15T09:00:00.001Z' },
    { key: '00000000' },
    { signature: 'zz' },
    { signature: receipt.signature.toUpperCase() },
    { signature: `${receipt.signature.slice(0, -1)}0` },
  ];
  for (const change of changes)
    expect(verifyReceipt({ ...receipt, ...change }, key), JSON.stringify(change)).toBe(false);
});

test('[LED-3] a receipt does not hold under another key, nor under the same key with another name', () => {
  const others = [
    seedSigner(example.name, new Uint8Array(32).fill(8)),
    { ...signer, name: 'example.org/other' },
  ];
  for (const other of others) expect(verifyReceipt(receipt, verifierKeyOf(other))).toBe(false);
  expect(verifyReceipt(receipt, 'no key')).toBe(false);
});
