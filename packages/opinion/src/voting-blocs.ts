import { silhouette } from './silhouette.ts';
import { pairAt, type VotingAgreement } from './voting-agreement.ts';

/** Most blocs that are told apart. */
export const BLOCS_MAX = 8;
/** Two members that cannot be compared are as far apart as chance puts them. */
const UNKNOWN = 1;

/** Two branches of the tree that become one; branches 0 … n − 1 are the members, n the first merge and so on. */
interface Merge {
  readonly left: number;
  readonly right: number;
  /** Mean distance between their members: 1 − agreement beyond chance. */
  readonly height: number;
}

export interface VotingBloc {
  readonly members: readonly string[];
  /** How far apart the last two parts of the bloc were; 0 for one member alone. */
  readonly height: number;
}

export interface VotingBlocs {
  readonly blocs: readonly VotingBloc[];
  readonly silhouette: number | undefined;
}

const distancesOf = ({ corrected }: VotingAgreement): Float64Array =>
  corrected.map((agreement) => (Number.isNaN(agreement) ? UNKNOWN : 1 - agreement));

/** Average linkage by chains of nearest neighbours: two that are each other's nearest are joined. */
const linkage = (count: number, distances: Float64Array): readonly Merge[] => {
  const matrix = new Float64Array(count * count);
  for (let j = 1; j < count; j += 1)
    for (let i = 0; i < j; i += 1) {
      const distance = distances[pairAt(i, j)] ?? 0;
      matrix[i * count + j] = distance;
      matrix[j * count + i] = distance;
    }
  const sizes = new Float64Array(count).fill(1);
  const branch = Int32Array.from({ length: count }, (_, member) => member);
  const alive = new Set(branch);
  const merges: Merge[] = [];
  const chain: number[] = [];
  while (alive.size > 1) {
    if (chain.length === 0) chain.push(Math.min(...alive));
    const tip = chain.at(-1) ?? 0;
    const previous = chain.at(-2);
    // The one it came from wins among equals, so that the chain ends.
    let [nearest, least] = previous === undefined ? [-1, Number.POSITIVE_INFINITY] : [previous, matrix[tip * count + previous] ?? 0];
    for (const other of alive)
      if (other !== tip && (matrix[tip * count + other] ?? 0) < least) [nearest, least] = [other, matrix[tip * count + other] ?? 0];
    if (nearest !== previous) {
      chain.push(nearest);
      continue;
    }
    chain.splice(-2);
    const [keep, gone] = [Math.min(tip, nearest), Math.max(tip, nearest)];
    merges.push({ left: branch[keep] ?? 0, right: branch[gone] ?? 0, height: least });
    const [a, b] = [sizes[keep] ?? 0, sizes[gone] ?? 0];
    alive.delete(gone);
    for (const other of alive) {
      if (other === keep) continue;
      const mean = (a * (matrix[keep * count + other] ?? 0) + b * (matrix[gone * count + other] ?? 0)) / (a + b);
      matrix[keep * count + other] = mean;
      matrix[other * count + keep] = mean;
    }
    sizes[keep] = a + b;
    branch[keep] = count + merges.length - 1;
  }
  return merges;
};

/** The tree in the order of its heights, with branches renamed accordingly. */
const byHeight = (count: number, merges: readonly Merge[]): readonly Merge[] => {
  const order = merges.map((_, at) => at).sort((a, b) => (merges[a]?.height ?? 0) - (merges[b]?.height ?? 0) || a - b);
  const renamed = new Map(order.map((at, place) => [count + at, count + place]));
  return order.flatMap((at) => {
    const merge = merges[at];
    return merge === undefined
      ? []
      : [{ ...merge, left: renamed.get(merge.left) ?? merge.left, right: renamed.get(merge.right) ?? merge.right }];
  });
};

/** The blocs when the last k − 1 merges are not made: the bloc of every member, and the height of each bloc. */
const cut = (count: number, merges: readonly Merge[], k: number) => {
  const top = Array.from({ length: count + merges.length }, (_, at) => at);
  merges.slice(0, count - k).forEach(({ left, right }, at) => {
    top[left] = count + at;
    top[right] = count + at;
  });
  // A branch is joined only to later ones, so from the top down every branch knows where it ended.
  for (let at = top.length - 1; at >= 0; at -= 1) top[at] = top[top[at] ?? at] ?? at;
  const ends = [...new Set(top.slice(0, count))];
  return {
    groups: Int32Array.from(top.slice(0, count), (end) => ends.indexOf(end)),
    heights: ends.map((end) => merges[end - count]?.height ?? 0),
  };
};

/**
 * OPI-19: members that vote alike beyond chance, by average linkage, cut where the silhouette is best, with the height
 * at which each bloc came together. Describes past votes; binds nobody.
 */
export const votingBlocs = (agreement: VotingAgreement): VotingBlocs => {
  const { members } = agreement;
  const count = members.length;
  if (count === 0) return { blocs: [], silhouette: undefined };
  const distances = distancesOf(agreement);
  const distance = (i: number, j: number): number =>
    i === j ? 0 : (distances[i < j ? pairAt(i, j) : pairAt(j, i)] ?? 0);
  const merges = byHeight(count, linkage(count, distances));
  const cuts = Array.from({ length: Math.max(0, Math.min(BLOCS_MAX, count - 1) - 1) }, (_, at) => {
    const divided = cut(count, merges, at + 2);
    return { ...divided, width: silhouette(divided.groups, at + 2, distance) };
  });
  const whole = { ...cut(count, merges, 1), width: undefined };
  const best = cuts.reduce<{ groups: Int32Array; heights: number[]; width: number | undefined }>(
    (found, one) => ((one.width ?? -1) > (found.width ?? 0) ? one : found),
    whole,
  );
  return {
    blocs: best.heights.map((height, bloc) => ({
      members: members.filter((_, member) => best.groups[member] === bloc),
      height,
    })),
    silhouette: best.width,
  };
};
