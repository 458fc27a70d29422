import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CANONICAL_DEPTH_MAX, canonicalJson, CanonicalJsonError } from './canonical-json.ts';

const vectors = JSON.parse(
  readFileSync(new URL('../../testkit/vectors/ledger-example.json', import.meta.url), 'utf8'),
) as { canonical: { json: string; text: string }[]; notCanonical: string[] };

/** Any JSON that can be recorded: no fractions, no lone surrogates. */
const recordable = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.string({ unit: 'binary' }), tie('value'), { maxKeys: 5 }),
  ),
})).value;

/** The same value with the fields of every object written in the opposite order. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
};

const pathOf = (value: unknown): string => {
  try {
    return canonicalJson(value);
  } catch (error) {
    if (error instanceof CanonicalJsonError) return error.path;
    throw error;
  }
};

describe('canonical JSON', () => {
  test('[LED-1] the published examples have the published texts', () => {
    for (const { json, text } of vectors.canonical) expect(canonicalJson(JSON.parse(json))).toBe(text);
    for (const json of vectors.notCanonical)
      expect(() => canonicalJson(JSON.parse(json)), json).toThrow(CanonicalJsonError);
  });

  test('[LED-1] the order in which fields were written does not matter, and the text reads back as the value', () => {
    fc.assert(
      fc.property(recordable, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  test.each([
    ['a fraction', { a: [1, 0.5] }, '$.a[1]'],
    ['an unsafe integer', 2 ** 53, '$'],
    ['what is not a number', [Number.NaN], '$[0]'],
    ['infinity', { a: Number.NEGATIVE_INFINITY }, '$.a'],
    ['a lone surrogate', { a: 'x\ud800' }, '$.a'],
    ['surrogates the wrong way round', '\udc00\ud800', '$'],
    ['a lone surrogate in a key', { a: { '\udc00': 1 } }, '$.a'],
    ['nothing at all', undefined, '$'],
    ['a field without value', { a: { b: undefined } }, '$.a.b'],
    // Written by its length, as code that forgot to fill it would leave it.
    ['a hole in a list', { a: Array.from<number>({ length: 2 }).fill(1, 0, 1) }, '$.a[1]'],
    ['a large integer', { a: 1n }, '$.a'],
    ['a function', [() => 1], '$[0]'],
    ['a date', { at: new Date(0) }, '$.at'],
    ['a map', new Map([['a', 1]]), '$'],
    ['bytes', { hash: Uint8Array.of(1) }, '$.hash'],
  ])('[LED-1] %s has no canonical form, and the error says where', (_name, value, path) => {
    expect(pathOf(value)).toBe(path);
  });

  test('[LED-1] minus zero is zero and the largest safe integer is itself', () => {
    expect(canonicalJson([-0, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])).toBe(
      '[0,9007199254740991,-9007199254740991]',
    );
  });

  test('[LED-1] a key named like the prototype is a key like any other', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"a":2}}'))).toBe('{"__proto__":{"a":2},"b":1}');
  });

  test('[LED-1] containers nest up to their bound; a value that contains itself is refused', () => {
    const nested = (depth: number): unknown =>
      JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown;
    expect(canonicalJson(nested(CANONICAL_DEPTH_MAX))).toHaveLength(2 * CANONICAL_DEPTH_MAX);
    expect(() => canonicalJson(nested(CANONICAL_DEPTH_MAX + 2))).toThrow(CanonicalJsonError);
    const endless: unknown[] = [];
    endless.push(endless);
    expect(() => canonicalJson(endless)).toThrow(CanonicalJsonError);
  });
});
