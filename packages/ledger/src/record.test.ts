import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase64, toBase64 } from './bytes.ts';
import { canonicalJson, CanonicalJsonError } from './canonical-json.ts';
import {
  openCheckpoint,
  parseVerifierKey,
  signCheckpoint,
  verifierKeyOf,
  type Signer,
} from './checkpoint.ts';
import { commitmentOf } from './envelope.ts';
import { EXPORT_FORMAT, parseExport } from './export.ts';
import { EMPTY_ROOT } from './merkle.ts';
import { signReceipt, verifyReceipt } from './receipt.ts';

const secret = new Uint8Array(32).fill(7);
const signer: Signer = {
  name: 'example.org/log',
  publicKey: ed25519.getPublicKey(secret),
  sign: (message) => ed25519.sign(message, secret),
};
const key = verifierKeyOf(signer);

describe('canonical JSON', () => {
  test('[LED-1] the order in which fields were written does not matter', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.integer()), (record) => {
        const reversed = Object.fromEntries(Object.entries(record).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(record));
        expect(JSON.parse(canonicalJson(record))).toEqual(record);
      }),
    );
  });

  test.each([
    ['a fraction', 0.5],
    ['an unsafe integer', 2 ** 53],
    ['not a number', Number.NaN],
    ['a lone surrogate', '\ud800'],
    ['a lone surrogate in a key', { '\udc00': 1 }],
    ['nothing', undefined],
  ])('[LED-1] %s has no canonical form', (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(CanonicalJsonError);
  });

  test('[LED-1] minus zero is zero and the largest safe integer is itself', () => {
    expect(canonicalJson([-0, Number.MAX_SAFE_INTEGER])).toBe('[0,9007199254740991]');
  });
});

describe('commitments, checkpoints and receipts', () => {
  test('[LED-2] a commitment changes with the salt and with the payload', () => {
    const salt = new Uint8Array(32).fill(1);
    const base = commitmentOf(salt, { a: 1 });
    expect(commitmentOf(salt, { a: 1 })).toBe(base);
    expect(commitmentOf(salt, { a: 2 })).not.toBe(base);
    expect(commitmentOf(new Uint8Array(32).fill(2), { a: 1 })).not.toBe(base);
    expect(() => commitmentOf(new Uint8Array(16), {})).toThrow(RangeError);
  });

  test('[LED-7] a checkpoint opens with its key and not after any change of one character', () => {
    const checkpoint = { origin: signer.name, size: 12, root: EMPTY_ROOT, at: '2026-01-01T00:00:00.000Z' };
    const note = signCheckpoint(checkpoint, signer);
    expect(openCheckpoint(note, key)).toEqual(checkpoint);
    for (let at = 0; at < note.length - 1; at += 1) {
      const changed = `${note.slice(0, at)}${note[at] === 'x' ? 'y' : 'x'}${note.slice(at + 1)}`;
      expect(openCheckpoint(changed, key), `character ${at}`).toBeUndefined();
    }
  });

  test('[LED-7] a verifier key is refused when its hash does not fit', () => {
    expect(parseVerifierKey(key)?.publicKey).toEqual(signer.publicKey);
    expect(parseVerifierKey(key.replace(/\+[0-9a-f]{8}\+/, '+00000000+'))).toBeUndefined();
  });

  test('[LED-3] a receipt holds for what it says and for nothing else', () => {
    const receipt = signReceipt(
      {
        stream: 'deliberation:x',
        fromVersion: 3,
        toVersion: 4,
        commitments: ['ab'],
        at: '2026-01-01T00:00:00.000Z',
      },
      signer,
    );
    expect(verifyReceipt(receipt, key)).toBe(true);
    expect(verifyReceipt({ ...receipt, toVersion: 5 }, key)).toBe(false);
    expect(verifyReceipt({ ...receipt, commitments: [] }, key)).toBe(false);
    expect(verifyReceipt({ ...receipt, signature: 'zz' }, key)).toBe(false);
  });

  test('[LED-7] base64 has one text for each list of bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
    expect(fromBase64('QQ=')).toBeUndefined();
    expect(fromBase64('QR==')).toBeUndefined();
  });
});

test('[LED-8] an export with an unknown, missing or misshapen field is refused with its path', () => {
  const whole = {
    format: EXPORT_FORMAT,
    body: 'body:b',
    deliberation: 'deliberation:d',
    verifierKey: key,
    checkpoint: 'x',
    entries: [],
    otherLeaves: [],
  };
  expect(parseExport(whole).ok).toBe(true);
  expect(parseExport({ ...whole, extra: 1 })).toMatchObject({ ok: false, path: '$.extra' });
  expect(parseExport({ ...whole, otherLeaves: [[0, 'xyz']] })).toMatchObject({ path: '$.otherLeaves[0][1]' });
  expect(parseExport({ ...whole, entries: [{ envelope: {} }] })).toMatchObject({
    path: '$.entries[0].envelope.seq',
  });
});
