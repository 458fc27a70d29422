import { evaluateRule, SHOWN_STANCES, stanceIndex, type RuleOutcome } from '@plenary/consensus';
import { refusedAs } from '../model/acceptance.ts';
import { holdsIn } from '../problem/condition-formula.ts';
import { itemOf, type Choice, type ProblemIndex } from '../problem/problem-index.ts';

const OBJECT = stanceIndex('object');
/** Group figures are held in ten-thousandths. */
export const FIGURE_UNIT = 10_000;

/** a/b rounded down, for whole numbers of zero or more below 2^53. */
const wholePart = (a: number, b: number): number => {
  const quotient = Math.floor(a / b);
  // The division itself may have been rounded to the next whole number.
  return quotient * b > a ? quotient - 1 : quotient;
};

/** n/d in ten-thousandths, rounded half away from zero; d is positive. */
const tenThousandths = (n: number, d: number): number => {
  const size = Math.abs(n);
  const top = size * 2 * FIGURE_UNIT + d;
  const rounded =
    top <= Number.MAX_SAFE_INTEGER
      ? wholePart(top, 2 * d)
      : Number((BigInt(size) * BigInt(2 * FIGURE_UNIT) + BigInt(d)) / BigInt(2 * d));
  return n < 0 ? -rounded : rounded;
};

/** What each alternative costs each group, conditions taken as met, and what each unmet condition adds. */
export interface GroupCosts {
  /** In ten-thousandths: `ofAlternative[group × alternatives + alternative]`; zero for a group without weight. */
  readonly ofAlternative: Float64Array;
  /** For each group, in the order of the conditional stances. */
  readonly ofUnmet: readonly (readonly number[])[];
}

/** PKG-2: figures of a group are whole numbers, rounded for each alternative and for each condition of a member. */
export const groupCosts = (index: ProblemIndex): GroupCosts => {
  const { alternatives, conditionals, costs, groups, members, stances } = index;
  const width = alternatives.length;
  const ofAlternative = new Float64Array(groups.length * width);
  for (const [at, { seats, weight }] of groups.entries()) {
    if (weight === 0) continue;
    for (let alternative = 0; alternative < width; alternative += 1) {
      let sum = 0;
      for (const seat of seats)
        sum += (members[seat]?.weight ?? 0) * (costs[stances[seat * width + alternative] ?? 0] ?? 0);
      ofAlternative[at * width + alternative] = tenThousandths(sum, weight);
    }
  }
  const inside = groups.map(({ seats }) => new Set(seats));
  const ofUnmet = groups.map(({ weight }, at) =>
    conditionals.map(({ seat, stance, fallback }) =>
      weight === 0 || inside[at]?.has(seat) !== true
        ? 0
        : tenThousandths(
            (members[seat]?.weight ?? 0) * ((costs[fallback] ?? 0) - (costs[stance] ?? 0)),
            weight,
          ),
    ),
  );
  return { ofAlternative, ofUnmet };
};

/** Where a member stands on what is chosen. */
export interface MemberFigures {
  /** Stance on the alternative chosen for each item, by its place in SHOWN_STANCES. */
  readonly stances: readonly number[];
  /** Sum over the items, without weight. */
  readonly dissatisfaction: number;
  /** Chosen alternatives to which it objects. */
  readonly redLines: readonly number[];
  /** No red line is crossed, and the dissatisfaction is within its tolerance. */
  readonly accepting: boolean;
}

/** Everything about one package, computed anew from the problem. */
export interface PackageFigures {
  /** By seat. */
  readonly members: readonly MemberFigures[];
  /** In ten-thousandths, in the order of the groups; null for a group without weight. */
  readonly groups: readonly (number | null)[];
  /** Σ weight × dissatisfaction. */
  readonly total: number;
  /** Items whose base is not chosen. */
  readonly departures: number;
  /** Weight of the members who accept. */
  readonly accepting: number;
  readonly brokenConflicts: readonly (readonly [number, number])[];
  readonly brokenNeeds: readonly (readonly [number, number])[];
  /** Of the rule, with what it requires beside positions taken as met. */
  readonly outcome: RuleOutcome;
  /** No conflict, everything needed is there, and the rule adopts. */
  readonly feasible: boolean;
}

/** The outcome of the rule where exactly these members, by seat, accept (PKG-7). */
export const outcomeWhere = (index: ProblemIndex, accepting: (seat: number) => boolean): RuleOutcome => {
  const { rule } = index.problem;
  const refused = refusedAs(rule);
  return evaluateRule(
    rule,
    index.members.map(({ id, attrs }, seat) => ({
      id,
      attrs,
      position: accepting(seat) ? 'for' : refused,
      present: true,
    })),
    Object.fromEntries((rule.requires ?? []).map((flag) => [flag, true])),
  ).outcome;
};

/** The stances of every seat on the chosen alternatives, where conditions are judged by the package itself. */
const stancesIn = (
  index: ProblemIndex,
  choice: Choice,
): { readonly bySeat: readonly (readonly number[])[]; readonly unmet: ReadonlySet<number> } => {
  const width = index.alternatives.length;
  const chosen = new Set(choice);
  const bySeat = index.members.map((_, seat) =>
    choice.map((alternative) => index.stances[seat * width + alternative] ?? 0),
  );
  const unmet = new Set<number>();
  for (const [at, { seat, alternative, fallback, formula }] of index.conditionals.entries()) {
    if (!chosen.has(alternative) || holdsIn(formula, (other) => chosen.has(other))) continue;
    unmet.add(at);
    const own = bySeat[seat];
    if (own !== undefined) own[itemOf(index, alternative)] = fallback;
  }
  return { bySeat, unmet };
};

/** All figures of a package, from the problem alone: what a reader can redo by hand. */
export const evaluatePackage = (
  index: ProblemIndex,
  choice: Choice,
  costs: GroupCosts = groupCosts(index),
): PackageFigures => {
  const { bySeat, unmet } = stancesIn(index, choice);
  const chosen = new Set(choice);
  const members = index.members.map(({ tolerance = Infinity }, seat): MemberFigures => {
    const stances = bySeat[seat] ?? [];
    const dissatisfaction = stances.reduce((sum, stance) => sum + (index.costs[stance] ?? 0), 0);
    const redLines = choice.filter((_, item) => stances[item] === OBJECT);
    return {
      stances,
      dissatisfaction,
      redLines,
      accepting: redLines.length === 0 && dissatisfaction <= tolerance,
    };
  });
  const width = index.alternatives.length;
  const weighed = (value: (seat: number) => number): number =>
    index.members.reduce((sum, { weight }, seat) => sum + weight * value(seat), 0);
  const brokenConflicts = index.conflicts.filter(([a, b]) => chosen.has(a) && chosen.has(b));
  const brokenNeeds = index.needs.filter(([a, b]) => chosen.has(a) && !chosen.has(b));
  const outcome = outcomeWhere(index, (seat) => members[seat]?.accepting === true);
  return {
    members,
    groups: index.groups.map(({ weight }, at) =>
      weight === 0
        ? null
        : choice.reduce((sum, alternative) => sum + (costs.ofAlternative[at * width + alternative] ?? 0), 0) +
          [...unmet].reduce((sum, place) => sum + (costs.ofUnmet[at]?.[place] ?? 0), 0),
    ),
    total: weighed((seat) => members[seat]?.dissatisfaction ?? 0),
    departures: choice.filter((alternative, item) => alternative !== index.bases[item]).length,
    accepting: weighed((seat) => (members[seat]?.accepting === true ? 1 : 0)),
    brokenConflicts,
    brokenNeeds,
    outcome,
    feasible: brokenConflicts.length === 0 && brokenNeeds.length === 0 && outcome === 'adopted',
  };
};

/** The largest figure of any group, zero where no group has weight. */
export const worstOf = (groups: readonly (number | null)[]): number =>
  groups.reduce<number>((worst, figure) => Math.max(worst, figure ?? 0), 0);

/** Name of a stance by its place. */
export const stanceAt = (place: number): (typeof SHOWN_STANCES)[number] => SHOWN_STANCES[place] ?? 'silent';
