import { concatBytes, equalBytes, sha256 } from './bytes.ts';

/**
 * The tree of RFC 9162. Hashes of complete subtrees are named by level (0 = leaf) and index (from the left), so that
 * proofs are made from stored hashes without the leaves: node (l, i) covers leaves i·2^l … (i+1)·2^l − 1.
 */
export type Hash = Uint8Array;
/** A stored subtree hash. Every node inside a complete subtree of the log is stored when it is complete. */
export type HashReader = (level: number, index: number) => Hash | Promise<Hash>;
export interface StoredNode {
  readonly level: number;
  readonly index: number;
  readonly hash: Hash;
}

const NODE = Uint8Array.of(1);
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(concatBytes(NODE, left, right));
/** The root of a tree without leaves. */
export const EMPTY_ROOT: Hash = sha256(new Uint8Array(0));

/** Right edge of the tree: the complete subtrees it is made of, largest first. */
export interface Frontier {
  readonly size: number;
  readonly hashes: readonly Hash[];
}
export const EMPTY_FRONTIER: Frontier = { size: 0, hashes: [] };

/** Appends leaf hashes. `nodes` are all subtree hashes that became complete, the leaves among them. */
export const appendLeaves = (
  frontier: Frontier,
  leaves: readonly Hash[],
): { readonly frontier: Frontier; readonly nodes: readonly StoredNode[] } => {
  const hashes = [...frontier.hashes];
  const nodes: StoredNode[] = [];
  let size = frontier.size;
  for (const leaf of leaves) {
    nodes.push({ level: 0, index: size, hash: leaf });
    hashes.push(leaf);
    size += 1;
    // As many subtrees close as the new size has trailing zero bits.
    for (let level = 1, rest = size; rest % 2 === 0; level += 1, rest /= 2) {
      const right = hashes.pop();
      const left = hashes.pop();
      if (left === undefined || right === undefined) throw new Error('a frontier does not fit its size');
      const hash = nodeHash(left, right);
      hashes.push(hash);
      nodes.push({ level, index: rest / 2 - 1, hash });
    }
  }
  return { frontier: { size, hashes }, nodes };
};

/** Root of the tree whose right edge this is. */
export const rootOf = (frontier: Frontier): Hash => {
  const [smallest, ...larger] = [...frontier.hashes].reverse();
  return smallest === undefined
    ? EMPTY_ROOT
    : larger.reduce((right, left) => nodeHash(left, right), smallest);
};

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;

/** Largest power of two below n (n > 1). */
const splitOf = (n: number): number => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

const isPowerOfTwo = (n: number): boolean => 2 ** Math.round(Math.log2(n)) === n;

/** Root of the leaves from…from+count, from stored hashes; `from` is a multiple of the largest subtree in it. */
const rangeRoot = async (read: HashReader, from: number, count: number): Promise<Hash> => {
  if (isPowerOfTwo(count)) return read(Math.round(Math.log2(count)), from / count);
  const k = splitOf(count);
  const left = await rangeRoot(read, from, k);
  return nodeHash(left, await rangeRoot(read, from + k, count - k));
};

/** Root of the first `size` leaves. */
export const rootAt = async (read: HashReader, size: number): Promise<Hash> => {
  if (!isCount(size)) throw new RangeError(`${size} is no size of a log`);
  return size === 0 ? EMPTY_ROOT : rangeRoot(read, 0, size);
};

/** Frontier of the first `size` leaves, to go on appending after a restart. */
export const frontierAt = async (read: HashReader, size: number): Promise<Frontier> => {
  if (!isCount(size)) throw new RangeError(`${size} is no size of a log`);
  const hashes: Hash[] = [];
  let from = 0;
  for (let rest = size; rest > 0;) {
    const count = isPowerOfTwo(rest) ? rest : splitOf(rest);
    hashes.push(await read(Math.round(Math.log2(count)), from / count));
    from += count;
    rest -= count;
  }
  return { size, hashes };
};

const pathIn = async (read: HashReader, index: number, from: number, count: number): Promise<Hash[]> => {
  if (count === 1) return [];
  const k = splitOf(count);
  if (index - from < k)
    return [...(await pathIn(read, index, from, k)), await rangeRoot(read, from + k, count - k)];
  return [...(await pathIn(read, index, from + k, count - k)), await rangeRoot(read, from, k)];
};

/** RFC 9162 2.1.3.1: the hashes that lead from leaf `index` to the root of the first `size` leaves. */
export const inclusionPath = async (
  read: HashReader,
  index: number,
  size: number,
): Promise<readonly Hash[]> => {
  if (!isCount(index) || !isCount(size) || index >= size)
    throw new RangeError(`leaf ${index} is not among ${size}`);
  return pathIn(read, index, 0, size);
};

const consistencyIn = async (
  read: HashReader,
  m: number,
  from: number,
  n: number,
  whole: boolean,
): Promise<Hash[]> => {
  if (m === n) return whole ? [] : [await rangeRoot(read, from, n)];
  const k = splitOf(n);
  if (m <= k)
    return [...(await consistencyIn(read, m, from, k, whole)), await rangeRoot(read, from + k, n - k)];
  return [...(await consistencyIn(read, m - k, from + k, n - k, false)), await rangeRoot(read, from, k)];
};

/** RFC 9162 2.1.4.1: proof that the tree of `from` leaves is the beginning of the tree of `to` leaves. */
export const consistencyPath = async (
  read: HashReader,
  from: number,
  to: number,
): Promise<readonly Hash[]> => {
  if (!isCount(from) || !isCount(to) || from > to)
    throw new RangeError(`${from} leaves are no beginning of ${to}`);
  return from === 0 || from === to ? [] : consistencyIn(read, from, 0, to, true);
};

/** RFC 9162 2.1.3.2: whether the path leads from the leaf to the root. */
export const verifyInclusion = (
  leaf: Hash,
  index: number,
  size: number,
  path: readonly Hash[],
  root: Hash,
): boolean => {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let hash = leaf;
  for (const step of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(step, hash);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else hash = nodeHash(hash, step);
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && equalBytes(hash, root);
};

/** RFC 9162 2.1.4.2: whether the second tree begins with the first. */
export const verifyConsistency = (
  from: number,
  to: number,
  path: readonly Hash[],
  fromRoot: Hash,
  toRoot: Hash,
): boolean => {
  if (!isCount(from) || !isCount(to) || from > to) return false;
  if (from === to) return path.length === 0 && equalBytes(fromRoot, toRoot);
  if (from === 0) return path.length === 0 && equalBytes(fromRoot, EMPTY_ROOT);
  const steps = isPowerOfTwo(from) ? [fromRoot, ...path] : [...path];
  const first = steps.shift();
  if (first === undefined) return false;
  let fn = from - 1;
  let sn = to - 1;
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  let fr = first;
  let sr = first;
  for (const step of steps) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(step, fr);
      sr = nodeHash(step, sr);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else sr = nodeHash(sr, step);
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && equalBytes(fr, fromRoot) && equalBytes(sr, toRoot);
};
