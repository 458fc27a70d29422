import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToHex, hexToBytes } from './bytes.ts';
import { leafHashOfBytes, leafHashOfText } from './envelope.ts';
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
const SIZE_MAX = 70;
const SIZES = Array.from({ length: SIZE_MAX + 1 }, (_, size) => size);
const LEAVES = Array.from({ length: SIZE_MAX }, (_, index) => leafHashOfBytes(Uint8Array.of(index)));
const TREE = treeOf(LEAVES);
/** Root of the first leaves, by definition and computed once. */
const ROOTS = SIZES.map((size) => byDefinition(LEAVES.slice(0, size)));
const rootOfSize = (size: number): Hash => ROOTS[size] ?? EMPTY_ROOT;
const leafAt = (index: number): Hash => TREE.read(0, index);
const flipped = (hash: Hash, bit = 60): Hash =>
  hash.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
const withStep = (path: readonly Hash[], place: number, step: Hash): readonly Hash[] =>
  path.map((hash, at) => (at === place ? step : hash));

describe('Merkle tree of the log', () => {
  test('[LED-4] the published roots of eight leaves come out', () => {
    const leaves = vectors.leaves.map((leaf) => leafHashOfBytes(hexToBytes(leaf)));
    expect(vectors.roots).toHaveLength(9);
    vectors.roots.forEach((root, size) => {
      expect(bytesToHex(rootOf(appendLeaves(EMPTY_FRONTIER, leaves.slice(0, size)).frontier))).toBe(root);
    });
  });

  test('[LED-4] appending all at once, in batches of any size, after a restart, and the definition give one root', async () => {
    for (const size of SIZES) {
      const { frontier, read } = treeOf(LEAVES.slice(0, size));
      expect(rootOf(frontier)).toEqual(rootOfSize(size));
      expect(await rootAt(read, size)).toEqual(rootOfSize(size));
      expect(await frontierAt(read, size)).toEqual(frontier);
    }
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 9 }), { maxLength: 12 }), async (batches) => {
        let frontier = EMPTY_FRONTIER;
        for (const batch of batches) {
          const from = frontier.size;
          ({ frontier } = appendLeaves(
            await frontierAt(TREE.read, from),
            LEAVES.slice(from, Math.min(from + batch, SIZE_MAX)),
          ));
        }
        expect(rootOf(frontier)).toEqual(rootOfSize(frontier.size));
      }),
    );
  });

  test('[LED-4] every stored node is the root of its leaves, each is stored once, and none is forgotten', () => {
    for (const size of SIZES) {
      const { nodes } = appendLeaves(EMPTY_FRONTIER, LEAVES.slice(0, size));
      for (const { level, index, hash } of nodes)
        expect(hash).toEqual(byDefinition(LEAVES.slice(index * 2 ** level, (index + 1) * 2 ** level)));
      let complete = 0;
      for (let width = 1; width <= size; width *= 2) complete += Math.floor(size / width);
      expect(new Set(nodes.map(({ level, index }) => `${level}/${index}`)).size).toBe(complete);
      expect(nodes).toHaveLength(complete);
    }
  });

  test('[LED-4] proofs of a large log are read from few stored nodes, with none of a later size', async () => {
    const size = 2 ** 40 + 12_345;
    const asked: string[] = [];
    const read = (level: number, index: number): Hash => {
      expect((index + 1) * 2 ** level).toBeLessThanOrEqual(size);
      asked.push(`${level}/${index}`);
      return leafHashOfText(`${level}/${index}`);
    };
    await inclusionPath(read, 2 ** 39 + 1, size);
    expect(asked.length).toBeLessThan(60);
  });

  test('[LED-5] every leaf of every size has a path that leads to the root, and no other leaf has', async () => {
    for (const size of SIZES)
      for (let index = 0; index < size; index += 1) {
        const path = await inclusionPath(TREE.read, index, size);
        const root = rootOfSize(size);
        const leaf = leafAt(index);
        expect(verifyInclusion(leaf, index, size, path, root)).toBe(true);
        expect(verifyInclusion(flipped(leaf), index, size, path, root)).toBe(false);
        expect(verifyInclusion(leaf, index, size, path, flipped(root))).toBe(false);
        expect(verifyInclusion(leaf, (index + 1) % size, size, path, root)).toBe(size === 1);
        expect(verifyInclusion(leaf, index, size, [...path, root], root)).toBe(false);
        expect(verifyInclusion(leaf, index, size, path.slice(1), root)).toBe(path.length === 0);
        for (const [place, step] of path.entries())
          expect(verifyInclusion(leaf, index, size, withStep(path, place, flipped(step)), root)).toBe(false);
      }
  });

  test('[LED-5] one flipped bit anywhere in a proof is found', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: SIZE_MAX - 1 }),
        fc.nat({ max: SIZE_MAX - 1 }),
        fc.nat(),
        fc.nat({ max: 255 }),
        async (a, b, part, bit) => {
          const [index, size] = [Math.min(a, b), Math.max(a, b) + 1];
          const path = await inclusionPath(TREE.read, index, size);
          const [leaf, root] = [leafAt(index), rootOfSize(size)];
          const place = part % (path.length + 2);
          const step = path[place];
          const spoilt =
            step !== undefined
              ? verifyInclusion(leaf, index, size, withStep(path, place, flipped(step, bit)), root)
              : place === path.length
                ? verifyInclusion(flipped(leaf, bit), index, size, path, root)
                : verifyInclusion(leaf, index, size, path, flipped(root, bit));
          expect(spoilt).toBe(false);
        },
      ),
    );
  });

  test('[LED-5] a place that no log has has no proof', async () => {
    const root = rootOfSize(8);
    const path = await inclusionPath(TREE.read, 0, 8);
    for (const [index, size] of [
      [8, 8],
      [-1, 8],
      [0.5, 8],
      [0, 0],
      [0, Number.NaN],
      [0, Number.POSITIVE_INFINITY],
    ] as const) {
      await expect(inclusionPath(TREE.read, index, size)).rejects.toThrow(RangeError);
      expect(verifyInclusion(leafAt(0), index, size, path, root)).toBe(false);
    }
    await expect(rootAt(TREE.read, -1)).rejects.toThrow(RangeError);
    await expect(frontierAt(TREE.read, 1.5)).rejects.toThrow(RangeError);
  });

  test('[LED-6] every tree is provably the beginning of every later one, and of no forged one', async () => {
    for (const to of SIZES)
      for (let from = 0; from <= to; from += 1) {
        const path = await consistencyPath(TREE.read, from, to);
        const [fromRoot, toRoot] = [rootOfSize(from), rootOfSize(to)];
        expect(verifyConsistency(from, to, path, fromRoot, toRoot)).toBe(true);
        expect(verifyConsistency(from, to, path, flipped(fromRoot), toRoot)).toBe(false);
        // Of the empty log every log is a continuation: nothing is said of the later root.
        if (from > 0) expect(verifyConsistency(from, to, path, fromRoot, flipped(toRoot))).toBe(false);
        expect(verifyConsistency(from, to, [...path, toRoot], fromRoot, toRoot)).toBe(false);
        if (path.length > 0) expect(verifyConsistency(from, to, path.slice(1), fromRoot, toRoot)).toBe(false);
        for (const [place, step] of path.entries())
          expect(verifyConsistency(from, to, withStep(path, place, flipped(step)), fromRoot, toRoot)).toBe(
            false,
          );
      }
  });

  test('[LED-6] a log is no continuation of a longer one, nor of a size that is none', async () => {
    for (const [from, to] of [
      [5, 4],
      [-1, 4],
      [0.5, 4],
      [1, Number.NaN],
    ] as const) {
      await expect(consistencyPath(TREE.read, from, to)).rejects.toThrow(RangeError);
      expect(verifyConsistency(from, to, [], rootOfSize(4), rootOfSize(4))).toBe(false);
    }
  });
});
