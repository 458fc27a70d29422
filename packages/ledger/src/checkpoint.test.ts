import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToHex, concatBytes, fromBase64, hexToBytes, toBase64, utf8 } from './bytes.ts';
import { NOTE_SIGNATURES_MAX, openCheckpoint, signCheckpoint } from './checkpoint.ts';
import { EMPTY_ROOT } from './merkle.ts';
import { keyHash, parseVerifierKey, seedSigner, verifierKeyOf, verifySignature } from './verifier-key.ts';

const example = JSON.parse(
  readFileSync(new URL('../../testkit/vectors/ledger-example.json', import.meta.url), 'utf8'),
) as {
  seed: string;
  name: string;
  publicKey: string;
  verifierKey: string;
  root: string;
  checkpoint: { at: string; size: number; note: string };
};
const signer = seedSigner(example.name, hexToBytes(example.seed));
const key = verifierKeyOf(signer);
const checkpoint = { origin: signer.name, size: 12, root: EMPTY_ROOT, at: '2026-01-01T00:00:00.000Z' };
const note = signCheckpoint(checkpoint, signer);
/** A note of any body, signed all the same: only its form is wrong. */
const signed = (body: string): string =>
  `${body}\n— ${signer.name} ${toBase64(concatBytes(keyHash(signer.name, signer.publicKey), signer.sign(utf8(body))))}\n`;
const root = toBase64(EMPTY_ROOT);

describe('checkpoints', () => {
  test('[LED-7] the worked example of the format is signed and opened to the letter', () => {
    expect([bytesToHex(signer.publicKey), key]).toEqual([example.publicKey, example.verifierKey]);
    const { at, size, note: published } = example.checkpoint;
    const said = { origin: example.name, size, root: hexToBytes(example.root), at };
    expect(signCheckpoint(said, signer)).toBe(published);
    expect(openCheckpoint(published, example.verifierKey)).toEqual(said);
  });

  test('[LED-7] a checkpoint opens with its key and not after a bit of any byte is flipped', () => {
    expect(openCheckpoint(note, key)).toEqual(checkpoint);
    const bytes = utf8(note);
    for (let place = 0; place < bytes.length; place += 1)
      for (const bit of [place % 8, (place + 5) % 8]) {
        const flipped = bytes.map((byte, at) => (at === place ? byte ^ (1 << bit) : byte));
        const text = new TextDecoder().decode(flipped);
        expect(openCheckpoint(text, key), `bit ${bit} of byte ${place}`).toBeUndefined();
      }
  });

  test('[LED-7] a checkpoint without instant opens, and one with lines of others beside the own', () => {
    const bare = signCheckpoint({ ...checkpoint, at: '' }, signer);
    expect(openCheckpoint(bare, key)).toEqual({ ...checkpoint, at: '' });
    const witness = `— witness.example ${toBase64(new Uint8Array(76))}\n`;
    expect(openCheckpoint(`${note}${witness}`, key)).toEqual(checkpoint);
    expect(openCheckpoint(signed(`${signer.name}\n12\n${root}\nwords of later versions\n`), key)?.size).toBe(
      12,
    );
  });

  test.each([
    ['of another log under the same key', signed(`example.org/other\n12\n${root}\n`)],
    ['with a size that has a leading zero', signed(`${signer.name}\n012\n${root}\n`)],
    ['with a size that is no safe integer', signed(`${signer.name}\n9999999999999999\n${root}\n`)],
    ['with a short root', signed(`${signer.name}\n12\nAAAA\n`)],
    ['without root', signed(`${signer.name}\n12\n`)],
    ['with two instants', signed(`${signer.name}\n12\n${root}\nTimestamp: a\nTimestamp: b\n`)],
    ['without signature', note.slice(0, note.indexOf('\n\n') + 2)],
    ['without last line feed', note.slice(0, -1)],
    ['with words after the signatures', `${note}and more\n`],
    ['with an empty line after the signatures', `${note}\n`],
    [
      'with a second line of the key that does not fit',
      `${note}${note.split('\n').at(-2)?.slice(0, -4)}AAA=\n`,
    ],
    ['with more lines than its bound', note + note.slice(note.indexOf('—')).repeat(NOTE_SIGNATURES_MAX)],
    ['of nothing', ''],
  ])('[LED-7] a note %s does not open', (_name, text) => {
    expect(openCheckpoint(text, key)).toBeUndefined();
  });

  test('[LED-7] a note opens with no other key', () => {
    const other = seedSigner(signer.name, new Uint8Array(32).fill(8));
    expect(openCheckpoint(note, verifierKeyOf(other))).toBeUndefined();
    expect(openCheckpoint(note, 'no key')).toBeUndefined();
  });

  test.each([
    ['another origin', { origin: 'example.org/other' }],
    ['a fraction of a size', { size: 0.5 }],
    ['a short root', { root: new Uint8Array(31) }],
    ['an instant of two lines', { at: 'a\nb' }],
  ])('[LED-7] a checkpoint with %s is not signed', (_name, change) => {
    expect(() => signCheckpoint({ ...checkpoint, ...change }, signer)).toThrow(RangeError);
  });
});

describe('keys and signatures', () => {
  test('[LED-7] a verifier key is refused after any change of one character', () => {
    expect(parseVerifierKey(key)).toEqual({ name: signer.name, publicKey: signer.publicKey });
    for (let at = 0; at < key.length; at += 1)
      for (const other of ['A', '0', '+', ' '])
        if (key[at] !== other)
          expect(
            parseVerifierKey(`${key.slice(0, at)}${other}${key.slice(at + 1)}`),
            `${at}`,
          ).toBeUndefined();
    expect(parseVerifierKey(`${key}\n`)).toBeUndefined();
    expect(() => verifierKeyOf({ ...signer, name: 'a b' })).toThrow(RangeError);
  });

  test('[LED-7] a key of small order signs nothing', () => {
    // The neutral point: under lax rules R = A = neutral with s = 0 fits every message.
    const neutral = Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 1 : 0));
    expect(verifySignature(neutral, utf8('anything'), concatBytes(neutral, new Uint8Array(32)))).toBe(false);
  });

  test('[LED-7] base64 has one text for each list of bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
    for (const text of ['QQ=', 'QR==', 'QQ==\n', 'Q===', 'Q Q=']) expect(fromBase64(text)).toBeUndefined();
  });
});
