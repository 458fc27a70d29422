import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bytesToHex, hexToBytes } from './bytes.ts';
import { leafHashOfBytes } from './envelope.ts';
import {
  appendLeaves,
  consistencyPath,
  EMPTY_FRONTIER,
  EMPTY_ROOT,
  frontierAt,
  inclusionPath,
  nodeHash,
  rootAt,
  rootOf,
  verifyConsistency,
  verifyInclusion,
  type Hash,
} from './merkle.ts';

const vectors = JSON.parse(
  readFileSync(new URL('../../testkit/vectors/merkle-roots.json', import.meta.url), 'utf8'),
) as { leaves: string[]; roots: string[] };

const treeOf = (leaves: readonly Hash[]) => {
  const { frontier, nodes } = appendLeaves(EMPTY_FRONTIER, leaves);
  const stored = new Map(nodes.map((node) => [`${node.level}/${node.index}`, node.hash]));
  const read = (level: number, index: number): Hash => {
    const hash = stored.get(`${level}/${index}`);
    if (hash === undefined) throw new Error(`no node ${level}/${index}`);
    return hash;
  };
  return { frontier, read };
};
/** The definition of RFC 9162 2.1.1, written as it stands there. */
const byDefinition = (leaves: readonly Hash[]): Hash => {
  const [first] = leaves;
  if (first === undefined) return EMPTY_ROOT;
  if (leaves.length === 1) return first;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(byDefinition(leaves.slice(0, k)), byDefinition(leaves.slice(k)));
};
const SIZES = Array.from({ length: 34 }, (_, size) => size);
const leavesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => leafHashOfBytes(Uint8Array.of(index)));
const flipped = (hash: Hash): Hash => hash.map((byte, index) => (index === 7 ? byte ^ 16 : byte));

describe('Merkle tree of the log', () => {
  test('[LED-4] the published roots of eight leaves come out', () => {
    const leaves = vectors.leaves.map((leaf) => leafHashOfBytes(hexToBytes(leaf)));
    vectors.roots.forEach((root, size) => {
      expect(bytesToHex(rootOf(appendLeaves(EMPTY_FRONTIER, leaves.slice(0, size)).frontier))).toBe(root);
    });
  });

  test('[LED-4] appending leaf by leaf, in batches, and the definition give one root', async () => {
    const leaves = leavesOf(33);
    for (const size of SIZES) {
      const some = leaves.slice(0, size);
      const { frontier, read } = treeOf(some);
      const root = byDefinition(some);
      expect(rootOf(frontier)).toEqual(root);
      expect(await rootAt(read, size)).toEqual(root);
      expect(await frontierAt(read, size)).toEqual(frontier);
    }
  });

  test('[LED-5] every leaf of every size has a path that leads to the root, and no other leaf has', async () => {
    const leaves = leavesOf(33);
    const { read } = treeOf(leaves);
    for (const size of SIZES.slice(1))
      for (let index = 0; index < size; index += 1) {
        const path = await inclusionPath(read, index, size);
        const root = byDefinition(leaves.slice(0, size));
        const leaf = leaves[index] as Hash;
        expect(verifyInclusion(leaf, index, size, path, root)).toBe(true);
        expect(verifyInclusion(flipped(leaf), index, size, path, root)).toBe(false);
        expect(verifyInclusion(leaf, index, size, path, flipped(root))).toBe(false);
        expect(verifyInclusion(leaf, (index + 1) % size, size, path, root)).toBe(size === 1);
        for (const place of path.keys())
          expect(
            verifyInclusion(
              leaf,
              index,
              size,
              path.map((hash, at) => (at === place ? flipped(hash) : hash)),
              root,
            ),
          ).toBe(false);
        expect(verifyInclusion(leaf, index, size, [...path, root], root)).toBe(false);
      }
  });

  test('[LED-6] every tree is provably the beginning of every later one, and of no forged one', async () => {
    const leaves = leavesOf(33);
    const { read } = treeOf(leaves);
    for (const to of SIZES)
      for (let from = 0; from <= to; from += 1) {
        const path = await consistencyPath(read, from, to);
        const [fromRoot, toRoot] = [byDefinition(leaves.slice(0, from)), byDefinition(leaves.slice(0, to))];
        expect(verifyConsistency(from, to, path, fromRoot, toRoot)).toBe(true);
        expect(verifyConsistency(from, to, path, flipped(fromRoot), toRoot)).toBe(false);
        if (from > 0 && from < to)
          expect(verifyConsistency(from, to, path, fromRoot, flipped(toRoot))).toBe(false);
        for (const place of path.keys())
          expect(
            verifyConsistency(
              from,
              to,
              path.map((hash, at) => (at === place ? flipped(hash) : hash)),
              fromRoot,
              toRoot,
            ),
          ).toBe(false);
      }
  });
});
