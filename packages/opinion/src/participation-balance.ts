import { gini } from '@plenary/consensus';

/** What one member did: interventions, amendments or speaking seconds. */
export interface Contribution {
  readonly member: string;
  /** Zero or more. */
  readonly amount: number;
}

export interface GroupBalance {
  readonly group: string;
  readonly members: number;
  /** Members that did anything. */
  readonly active: number;
  readonly coverage: number | null;
  /** Share of all that was done; null when nothing was. */
  readonly share: number | null;
  /** Members of the group over all members. */
  readonly fairShare: number;
  /** Share over fair share. */
  readonly ratio: number | null;
}

export interface ParticipationBalance {
  readonly total: number;
  /** 0 when all did as much, near 1 when one did all. */
  readonly gini: number;
  /** Least number of members that together did half of all. */
  readonly halfMembers: number;
  readonly groups: readonly GroupBalance[];
  /** ½·Σ|share − fair share| over the groups of the partition; null when nothing was done. */
  readonly imbalance: number | null;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Members that together made half, the busiest first. */
const halfMembersOf = (amounts: readonly number[], total: number): number => {
  if (total === 0) return 0;
  let done = 0;
  return [...amounts].sort((a, b) => b - a).findIndex((amount) => (done += amount) * 2 >= total) + 1;
};

/**
 * OPI-17: how evenly members took part, by declared group (engine specification 7).
 * @param groups members by group; other groups than `partition` may overlap
 * @param partition ids of the groups that together hold every member once, e.g. the regional ones
 */
export const participationBalance = (
  contributions: readonly Contribution[],
  groups: Readonly<Record<string, readonly string[]>>,
  partition: readonly string[],
): ParticipationBalance => {
  const amounts = new Map(contributions.map(({ member, amount }) => [member, amount]));
  if (amounts.size !== contributions.length) throw new RangeError('every member counts once');
  for (const [member, amount] of amounts)
    if (!(amount >= 0 && Number.isFinite(amount))) throw new RangeError(`${member}: zero or more was expected`);
  const all = [...amounts.values()];
  const total = sumOf(all);
  const balances = Object.keys(groups)
    .sort()
    .map((group): GroupBalance => {
      const inside = [...new Set(groups[group])].flatMap((member) => {
        const amount = amounts.get(member);
        return amount === undefined ? [] : [amount];
      });
      const share = total === 0 ? null : sumOf(inside) / total;
      const fairShare = all.length === 0 ? 0 : inside.length / all.length;
      const active = inside.filter((amount) => amount > 0).length;
      return {
        group,
        members: inside.length,
        active,
        coverage: inside.length === 0 ? null : active / inside.length,
        share,
        fairShare,
        ratio: share === null || fairShare === 0 ? null : share / fairShare,
      };
    });
  const parts = balances.filter(({ group }) => partition.includes(group));
  return {
    total,
    gini: Number(gini(all).value),
    halfMembers: halfMembersOf(all, total),
    groups: balances,
    imbalance: total === 0 ? null : sumOf(parts.map(({ share, fairShare }) => Math.abs((share ?? 0) - fairShare))) / 2,
  };
};
