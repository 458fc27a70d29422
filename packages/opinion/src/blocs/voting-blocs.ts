import { silhouettes, type Divided } from '../groups/silhouette.ts';
import { averageLinkage, type Merge } from './linkage.ts';
import { pairAt, type VotingAgreement } from './voting-agreement.ts';

/** Most blocs that are told apart. */
export const BLOCS_MAX = 8;
/** Two members that cannot be compared are as far apart as chance puts them. */
const UNKNOWN = 1;

/** Members that vote alike beyond chance. */
export interface VotingBloc {
  readonly members: readonly string[];
  /** Distance at which its last two parts came together; 0 for one member alone. */
  readonly height: number;
}

/** The blocs of past roll-calls; they describe and bind nobody. */
export interface VotingBlocs {
  /** In the order of their first members. */
  readonly blocs: readonly VotingBloc[];
  /** Undefined where there is one bloc. */
  readonly silhouette: number | undefined;
  /** The whole tree, lowest merges first. */
  readonly merges: readonly Merge[];
}

interface Cut extends Divided {
  readonly heights: readonly number[];
}

/** The tree without its last k − 1 merges. */
const cut = (count: number, merges: readonly Merge[], k: number): Cut => {
  const top = Array.from({ length: count + merges.length }, (_, at) => at);
  merges.slice(0, count - k).forEach(({ left, right }, at) => {
    top[left] = count + at;
    top[right] = count + at;
  });
  // A branch is joined only to later ones, so from the top down every branch knows where it ends.
  for (let at = top.length - 1; at >= 0; at -= 1) top[at] = top[top[at] ?? at] ?? at;
  const ends = [...new Set(top.slice(0, count))];
  return {
    k: ends.length,
    groups: Int32Array.from(top.slice(0, count), (end) => ends.indexOf(end)),
    heights: ends.map((end) => merges[end - count]?.height ?? 0),
  };
};

/** OPI-22: the blocs at the best silhouette of 2 to `BLOCS_MAX`; one where nothing separates. */
export const votingBlocs = ({ members, corrected }: VotingAgreement): VotingBlocs => {
  const count = members.length;
  const distances = corrected.map((agreement) => (Number.isNaN(agreement) ? UNKNOWN : 1 - agreement));
  const merges = averageLinkage(count, distances);
  const most = Math.min(BLOCS_MAX, count - 1);
  const cuts = Array.from({ length: Math.max(0, most - 1) }, (_, at) => cut(count, merges, at + 2));
  const widths = silhouettes(count, cuts, (from, into) => {
    for (let to = 0; to < count; to += 1)
      into[to] = from === to ? 0 : (distances[from < to ? pairAt(from, to) : pairAt(to, from)] ?? 0);
  });
  let [best, width]: [Cut, number | undefined] = [cut(count, merges, 1), undefined];
  cuts.forEach((one, place) => {
    const found = widths[place] ?? 0;
    if (found > (width ?? 0)) [best, width] = [one, found];
  });
  const { groups, heights } = best;
  return {
    blocs: heights.map((height, bloc) => ({
      members: members.filter((_, member) => groups[member] === bloc),
      height,
    })),
    silhouette: width,
    merges,
  };
};
