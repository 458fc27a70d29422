import { evaluateRule, type MemberId, type Stance } from '@plenary/consensus';
import type { Alternative, PackageCondition, PackageProblem } from '../problem/package-problem.ts';

/** A package by ids, with its figures worked out from the definition alone. */
export interface Counted {
  readonly chosen: readonly string[];
  /** In ten-thousandths, of the groups with weight. */
  readonly groups: readonly number[];
  readonly total: number;
  readonly departures: number;
  readonly accepting: ReadonlySet<MemberId>;
  readonly feasible: boolean;
  /** Conflicts and needs hold, whatever the rule says. */
  readonly sound: boolean;
  /** Red lines that are crossed, by member. */
  readonly crossed: ReadonlyMap<MemberId, number>;
}

const holds = (
  condition: PackageCondition,
  chosen: readonly Alternative[],
  settled: PackageProblem['settled'],
): boolean => {
  if ('all' in condition) return condition.all.every((part) => holds(part, chosen, settled));
  if ('any' in condition) return condition.any.some((part) => holds(part, chosen, settled));
  if ('not' in condition) return !holds(condition.not, chosen, settled);
  if ('alternative' in condition)
    return chosen.some(({ id }) => id === condition.alternative) === (condition.is === 'chosen');
  if ('amendment' in condition) {
    const fate =
      settled[condition.amendment] ??
      (chosen.some(({ adopts }) => adopts.includes(condition.amendment)) ? 'adopted' : 'rejected');
    return fate === condition.is;
  }
  const fate = settled[condition.paragraph];
  const gone = fate === 'deleted' || chosen.some(({ deletes }) => deletes.includes(condition.paragraph));
  const other = fate === 'changed' || chosen.some(({ changes }) => changes.includes(condition.paragraph));
  switch (condition.is) {
    case 'deleted':
      return gone;
    case 'kept':
      return !gone;
    case 'changed':
      return !gone && other;
  }
};

/** n/d in ten-thousandths, half away from zero. */
const rounded = (n: number, d: number): number => {
  const [size, sign] = [Math.abs(n) * 10_000, n < 0 ? -1 : 1];
  const whole = Math.floor(size / d);
  return sign * (2 * (size - whole * d) >= d ? whole + 1 : whole) + 0;
};

/** Every package of a problem, each counted by the words of the specification. */
export const everyPackage = (problem: PackageProblem): readonly Counted[] => {
  const { items, members, groups, stances, conflicts, needs, settled, dissatisfaction, rule } = problem;
  const stated = new Map(stances.map((each) => [`${each.member} ${each.alternative}`, each]));
  const count = (chosen: readonly Alternative[]): Counted => {
    const ids = chosen.map(({ id }) => id);
    const stanceOf = (
      member: MemberId,
      id: string,
    ): { now: Stance | 'silent'; asIfMet: Stance | 'silent' } => {
      const given = stated.get(`${member} ${id}`);
      if (given === undefined) return { now: 'silent', asIfMet: 'silent' };
      const { stance, conditional } = given;
      const isUnmet = conditional !== undefined && !holds(conditional.condition, chosen, settled);
      return { now: isUnmet ? conditional.fallback : stance, asIfMet: stance };
    };
    const weightOf = new Map(members.map(({ id, weight }) => [id, weight]));
    const figures = groups.flatMap(({ members: inside }) => {
      const weight = inside.reduce((sum, id) => sum + (weightOf.get(id) ?? 0), 0);
      if (weight === 0) return [];
      let figure = 0;
      for (const id of ids) {
        figure += rounded(
          inside.reduce(
            (sum, member) =>
              sum + (weightOf.get(member) ?? 0) * dissatisfaction[stanceOf(member, id).asIfMet],
            0,
          ),
          weight,
        );
        for (const member of inside) {
          const { now, asIfMet } = stanceOf(member, id);
          if (now !== asIfMet)
            figure += rounded(
              (weightOf.get(member) ?? 0) * (dissatisfaction[now] - dissatisfaction[asIfMet]),
              weight,
            );
        }
      }
      return [figure];
    });
    const crossed = new Map(
      members.map(({ id: member }) => [
        member,
        ids.filter((id) => stanceOf(member, id).now === 'object').length,
      ]),
    );
    const accepting = new Set(members.flatMap(({ id }) => (crossed.get(id) === 0 ? [id] : [])));
    const { outcome } = evaluateRule(
      rule,
      members.map(({ id, attrs }) => ({
        id,
        attrs,
        present: true,
        position: accepting.has(id) ? 'for' : rule.method === 'ballot' ? 'against' : 'object',
      })),
      Object.fromEntries((rule.requires ?? []).map((flag) => [flag, true])),
    );
    const sound =
      !conflicts.some(([a, b]) => ids.includes(a) && ids.includes(b)) &&
      !needs.some(({ alternative, needs: other }) => ids.includes(alternative) && !ids.includes(other));
    return {
      chosen: ids,
      groups: figures,
      total: members.reduce(
        (sum, { id: member, weight }) =>
          sum + weight * ids.reduce((own, id) => own + dissatisfaction[stanceOf(member, id).now], 0),
        0,
      ),
      departures: items.filter(({ base }) => !ids.includes(base)).length,
      accepting,
      crossed,
      sound,
      feasible: sound && outcome === 'adopted',
    };
  };
  let packages: readonly (readonly Alternative[])[] = [[]];
  for (const { alternatives } of items)
    packages = packages.flatMap((before) => alternatives.map((each) => [...before, each]));
  return packages.map(count);
};

/** What is compared, first entry first; lower is better. */
export const keyOf = (
  objective: 'minMax' | 'leastTotal' | 'leximin' | 'capped',
  { groups, total, departures }: Counted,
): readonly number[] => {
  const worst = Math.max(0, ...groups);
  switch (objective) {
    case 'minMax':
      return [worst, total, departures];
    case 'leastTotal':
    case 'capped':
      return [total, departures];
    case 'leximin':
      return [...[...groups].sort((a, b) => b - a), total, departures];
  }
};

const comesBefore = (one: readonly number[], other: readonly number[]): boolean => {
  const at = one.findIndex((value, place) => value !== other[place]);
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
};

/** The best package; of equally good ones the first, in the order of the items and their alternatives. */
export const bestByTrying = (
  objective: 'minMax' | 'leastTotal' | 'leximin' | 'capped',
  packages: readonly Counted[],
): Counted | undefined => {
  const feasible = packages.filter((each) => each.feasible);
  const least = Math.min(...feasible.map(({ groups }) => Math.max(0, ...groups)));
  // One twentieth above the least worst group.
  const limit = objective === 'capped' ? Math.floor((least * 21) / 20) : Infinity;
  let best: Counted | undefined;
  for (const each of feasible) {
    if (Math.max(0, ...each.groups) > limit) continue;
    if (best === undefined || comesBefore(keyOf(objective, each), keyOf(objective, best))) best = each;
  }
  return best;
};
