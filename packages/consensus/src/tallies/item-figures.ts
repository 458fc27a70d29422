import { STANCES_PER_SLOT } from './tally-plan.ts';

/** Weights of one slot under the letters of the figures. */
export interface FoldedSlot {
  /** For: support and accept. */
  readonly F: number;
  /** Against: oppose and object. */
  readonly A: number;
  /** Neither: abstain and reserve. */
  readonly N: number;
  /** Silent. */
  readonly U: number;
  /** Spoken: F + A + N. */
  readonly S: number;
  /** Everybody: S + U. */
  readonly T: number;
}

/** Figures of one slot (engine-spec 3); shares are 0…1 and `null` where the whole they are of is empty. */
export interface SlotFigures extends FoldedSlot {
  /** F/S. */
  readonly support: number | null;
  /** S/T. */
  readonly coverage: number | null;
  /** F/T: if all silent were against. */
  readonly low: number | null;
  /** (F + U)/T: if all silent were for. */
  readonly high: number | null;
  /** (max − (S − max)/2)/S over F, A and N. */
  readonly agreement: number | null;
  /** Leik's consensus over five levels; 1 unanimous, 0 half at each end. */
  readonly leik: number | null;
}

/** Figures of one item over all its slots. */
export interface ItemFigures extends SlotFigures {
  /** 1 − leik. */
  readonly polarisation: number | null;
  /** Share of the spread of levels that lies between the groups of the partition; 0 where there is no spread. */
  readonly eta: number | null;
  /** Least F/T of a group with members. */
  readonly groupFloor: number | null;
  /** Which of the groups that is, −1 without groups; of equal ones that with more members, then the earlier. */
  readonly floorGroup: number;
  /** Geometric mean over the groups of (F + 1)/(S + 2). */
  readonly groupMean: number | null;
}

/** Which slots the figures of an item are made of. */
export interface FigureSlots {
  /** The slot of everybody. */
  readonly all: number;
  /** Slots of the declared groups, in the order of their ids. */
  readonly groups: readonly number[];
  /** Slots of groups that share out the members between them, for η². */
  readonly partition: readonly number[];
}

/** The seven sums of a slot, folded. */
export const foldSlot = (sums: Float64Array, slot: number): FoldedSlot => {
  const at = slot * STANCES_PER_SLOT;
  const F = (sums[at] ?? 0) + (sums[at + 1] ?? 0);
  const N = (sums[at + 2] ?? 0) + (sums[at + 3] ?? 0);
  const A = (sums[at + 4] ?? 0) + (sums[at + 5] ?? 0);
  const U = sums[at + 6] ?? 0;
  const S = F + N + A;
  return { F, A, N, U, S, T: S + U };
};

/** Figures of one slot. */
export const slotFigures = (sums: Float64Array, slot: number): SlotFigures => {
  const at = slot * STANCES_PER_SLOT;
  const support = sums[at] ?? 0;
  const accept = sums[at + 1] ?? 0;
  const N = (sums[at + 2] ?? 0) + (sums[at + 3] ?? 0);
  const oppose = sums[at + 4] ?? 0;
  const object = sums[at + 5] ?? 0;
  const U = sums[at + 6] ?? 0;
  const F = support + accept;
  const A = oppose + object;
  const S = F + N + A;
  const T = S + U;
  if (S === 0) {
    const [low, high] = T === 0 ? [null, null] : [0, U / T];
    const coverage = T === 0 ? null : 0;
    return { F, A, N, U, S, T, support: null, coverage, low, high, agreement: null, leik: null };
  }
  const most = Math.max(F, A, N);
  // Cumulated over support, accept, neither, oppose: the smaller side of each cut.
  const [two, three, four] = [F, F + N, F + N + oppose];
  const apart =
    Math.min(support, S - support) +
    Math.min(two, S - two) +
    Math.min(three, S - three) +
    Math.min(four, S - four);
  return {
    F,
    A,
    N,
    U,
    S,
    T,
    support: F / S,
    coverage: S / T,
    low: F / T,
    high: (F + U) / T,
    agreement: (most - (S - most) / 2) / S,
    leik: 1 - (2 * apart) / (4 * S),
  };
};

/** Level of each stance but silent: support 0, accept 1, abstain and reserve 2, oppose 3, object 4. */
const levelSum = (sums: Float64Array, at: number): number =>
  (sums[at + 1] ?? 0) +
  2 * ((sums[at + 2] ?? 0) + (sums[at + 3] ?? 0)) +
  3 * (sums[at + 4] ?? 0) +
  4 * (sums[at + 5] ?? 0);
const levelSquares = (sums: Float64Array, at: number): number =>
  (sums[at + 1] ?? 0) +
  4 * ((sums[at + 2] ?? 0) + (sums[at + 3] ?? 0)) +
  9 * (sums[at + 4] ?? 0) +
  16 * (sums[at + 5] ?? 0);
const spokenAt = (sums: Float64Array, at: number): number =>
  (sums[at] ?? 0) +
  (sums[at + 1] ?? 0) +
  (sums[at + 2] ?? 0) +
  (sums[at + 3] ?? 0) +
  (sums[at + 4] ?? 0) +
  (sums[at + 5] ?? 0);

/** η² = Σ S_g(ȳ_g − ȳ)² / Σ(y − ȳ)² over the members of the partition who spoke; null when none did. */
export const etaSquared = (sums: Float64Array, partition: readonly number[]): number | null => {
  let [spoken, levels, squares] = [0, 0, 0];
  for (const slot of partition) {
    const at = slot * STANCES_PER_SLOT;
    spoken += spokenAt(sums, at);
    levels += levelSum(sums, at);
    squares += levelSquares(sums, at);
  }
  if (spoken === 0) return null;
  // S·Σy² − (Σy)² is a whole number: zero exactly when all hold one level.
  const spread = squares * spoken - levels * levels;
  if (spread === 0) return 0;
  const mean = levels / spoken;
  let between = 0;
  for (const slot of partition) {
    const at = slot * STANCES_PER_SLOT;
    const here = spokenAt(sums, at);
    if (here === 0) continue;
    const apart = levelSum(sums, at) / here - mean;
    between += here * apart * apart;
  }
  return between / (spread / spoken);
};

const SMALL = 1e-150;

/** All figures of an item in one pass over its slots. */
export const itemFigures = (sums: Float64Array, { all, groups, partition }: FigureSlots): ItemFigures => {
  const figures = slotFigures(sums, all);
  let [floor, floorGroup, floorMembers] = [Infinity, -1, 0];
  let [product, scaled, counted] = [1, 0, 0];
  for (let group = 0; group < groups.length; group += 1) {
    const at = (groups[group] ?? 0) * STANCES_PER_SLOT;
    const F = (sums[at] ?? 0) + (sums[at + 1] ?? 0);
    const S = spokenAt(sums, at);
    const T = S + (sums[at + 6] ?? 0);
    if (T === 0) continue;
    const favour = F / T;
    if (favour < floor || (favour === floor && T > floorMembers))
      [floor, floorGroup, floorMembers] = [favour, group, T];
    product *= (F + 1) / (S + 2);
    counted += 1;
    // Two hundred groups that all stand apart would leave the range of a double.
    if (product < SMALL) {
      product /= SMALL;
      scaled += 1;
    }
  }
  const { F, A, N, U, S, T, support, coverage, low, high, agreement, leik } = figures;
  // Written out: spreading so many numbers makes an object hundreds of times slower.
  return {
    F,
    A,
    N,
    U,
    S,
    T,
    support,
    coverage,
    low,
    high,
    agreement,
    leik,
    polarisation: leik === null ? null : 1 - leik,
    eta: etaSquared(sums, partition),
    groupFloor: floorGroup < 0 ? null : floor,
    floorGroup,
    groupMean:
      counted === 0 ? null : product ** (1 / counted) * (scaled === 0 ? 1 : SMALL ** (scaled / counted)),
  };
};
