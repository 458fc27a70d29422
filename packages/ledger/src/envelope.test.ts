import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesToHex, hexToBytes } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { commitmentOf, leafHash, leafHashOfText, type Envelope } from './envelope.ts';
import { nodeHash } from './merkle.ts';

const example = JSON.parse(
  readFileSync(new URL('../../testkit/vectors/ledger-example.json', import.meta.url), 'utf8'),
) as {
  payload: unknown;
  payloadText: string;
  salt: string;
  envelope: Envelope;
  envelopeText: string;
  leaf: string;
  otherLeaf: string;
  root: string;
};
const salt = hexToBytes(example.salt);

test('[LED-2] the worked example of the format has its commitment, leaf and root', () => {
  expect(canonicalJson(example.payload)).toBe(example.payloadText);
  expect(commitmentOf(salt, example.payload)).toBe(example.envelope.commitment);
  expect(canonicalJson(example.envelope)).toBe(example.envelopeText);
  expect(bytesToHex(leafHash(example.envelope))).toBe(example.leaf);
  expect(leafHashOfText(example.envelopeText)).toEqual(leafHash(example.envelope));
  expect(bytesToHex(nodeHash(hexToBytes(example.leaf), hexToBytes(example.otherLeaf)))).toBe(example.root);
});

test('[LED-2] a commitment changes with every bit of the salt and with the payload', () => {
  fc.assert(
    fc.property(fc.nat({ max: 31 }), fc.nat({ max: 7 }), fc.string(), (byte, bit, reason) => {
      const base = commitmentOf(salt, { reason });
      expect(commitmentOf(salt, { reason })).toBe(base);
      expect(commitmentOf(salt, { reason: `${reason}.` })).not.toBe(base);
      const other = salt.map((value, place) => (place === byte ? value ^ (1 << bit) : value));
      expect(commitmentOf(other, { reason })).not.toBe(base);
    }),
  );
});

test('[LED-2] a salt of another length is a fault of the caller', () => {
  expect(() => commitmentOf(new Uint8Array(16), {})).toThrow(RangeError);
  expect(() => commitmentOf(new Uint8Array(33), {})).toThrow(RangeError);
});

test('[LED-4] the leaf changes with every field of the envelope', () => {
  const base = bytesToHex(leafHash(example.envelope));
  const changes: Partial<Envelope>[] = [
    { seq: 1 },
    { stream: 'deliberation:other' },
    { version: 2 },
    { type: 'positionWithdrawn' },
    { at: '2026-01-15T09:00:00.001Z' },
    { actor: { kind: 'delegate', member: 'FRA', mayBind: false } },
    { audience: 'members' },
    { commitment: '00'.repeat(32) },
  ];
  const leaves = changes.map((change) => bytesToHex(leafHash({ ...example.envelope, ...change })));
  expect(new Set([base, ...leaves]).size).toBe(changes.length + 1);
});
