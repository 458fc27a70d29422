import { gini, voiceRatio, type Figure } from '@plenary/consensus';

/** What one member did: interventions, amendments or speaking seconds. Who did nothing is listed with 0. */
export interface Contribution {
  readonly member: string;
  /** A whole number of zero or more. */
  readonly amount: number;
}

/** How one declared group took part. */
export interface GroupBalance {
  readonly group: string;
  readonly members: number;
  /** Members that did anything. */
  readonly active: number;
  /** Active over members; null for an empty group. */
  readonly coverage: number | null;
  readonly amount: number;
  /** Share of all that was done; null when nothing was. */
  readonly share: number | null;
  /** Members of the group over all members. */
  readonly fairShare: number;
  /** Share over fair share, the voice ratio: 1 when the group did as much as its size. */
  readonly ratio: Figure | null;
}

/** How evenly members took part. */
export interface ParticipationBalance {
  readonly total: number;
  /** 0 when all did as much, near 1 when one did all. */
  readonly gini: Figure;
  /** Least number of members that together did half of all; 0 when nothing was done. */
  readonly halfMembers: number;
  /** By name of the group, in the order of code points. */
  readonly groups: readonly GroupBalance[];
  /** ½·Σ|share − fair share| over the groups of the partition; null when nothing was done. */
  readonly imbalance: number | null;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const halfMembersOf = (amounts: readonly number[], total: number): number => {
  let done = 0;
  let members = 0;
  for (const amount of [...amounts].sort((a, b) => b - a)) {
    if (done * 2 >= total) break;
    done += amount;
    members += 1;
  }
  return members;
};

/** Amounts by member, checked. */
const amountsOf = (contributions: readonly Contribution[]): ReadonlyMap<string, number> => {
  const amounts = new Map(contributions.map(({ member, amount }) => [member, amount]));
  if (amounts.size !== contributions.length) throw new RangeError('every member is expected once');
  for (const [member, amount] of amounts)
    if (!Number.isSafeInteger(amount) || amount < 0)
      throw new RangeError(`${member}: a whole number of zero or more is expected`);
  return amounts;
};

const groupBalance = (
  group: string,
  members: readonly string[],
  amounts: ReadonlyMap<string, number>,
  total: number,
): GroupBalance => {
  const inside = [...new Set(members)].flatMap((member) => amounts.get(member) ?? []);
  const active = inside.filter((amount) => amount > 0).length;
  const amount = sumOf(inside);
  return {
    group,
    members: inside.length,
    active,
    coverage: inside.length === 0 ? null : active / inside.length,
    amount,
    share: total === 0 ? null : amount / total,
    fairShare: amounts.size === 0 ? 0 : inside.length / amounts.size,
    ratio: voiceRatio(amount, total, inside.length, amounts.size),
  };
};

/** Each member in exactly one of the groups of a partition. */
const checkPartition = (
  partition: readonly string[],
  groups: Readonly<Record<string, readonly string[]>>,
  amounts: ReadonlyMap<string, number>,
): void => {
  const seen = partition
    .flatMap((group) => [...new Set(groups[group])])
    .filter((member) => amounts.has(member));
  if (new Set(seen).size !== seen.length || seen.length !== amounts.size)
    throw new RangeError('a partition is expected to hold every member once');
};

/**
 * OPI-20: how evenly members took part, by declared group (engine specification 7). Shown beside one another: the groups
 * of the partition with the least developed, landlocked and small island States wherever the body declares them.
 * @param groups members by group; they may overlap, and members without a contribution are not counted
 * @param partition names of the groups that share out the members between them, such as the regional ones
 * @throws RangeError for a member twice, an amount that is none, or a partition that leaves somebody out
 */
export const participationBalance = (
  contributions: readonly Contribution[],
  groups: Readonly<Record<string, readonly string[]>>,
  partition: readonly string[],
): ParticipationBalance => {
  const amounts = amountsOf(contributions);
  checkPartition(partition, groups, amounts);
  const all = [...amounts.values()];
  const total = sumOf(all);
  const balances = Object.keys(groups)
    .sort()
    .map((group) => groupBalance(group, groups[group] ?? [], amounts, total));
  const parts = balances.filter(({ group }) => partition.includes(group));
  return {
    total,
    gini: gini(all),
    halfMembers: halfMembersOf(all, total),
    groups: balances,
    imbalance:
      total === 0 ? null : sumOf(parts.map(({ share, fairShare }) => Math.abs((share ?? 0) - fairShare))) / 2,
  };
};
