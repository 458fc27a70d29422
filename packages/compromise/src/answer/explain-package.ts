import type { GroupId, ItemId, MemberId, ShownStance } from '@plenary/consensus';
import type { AlternativeId } from '../problem/package-problem.ts';
import type { Choice, ProblemIndex } from '../problem/problem-index.ts';
import { byWorst, type SwapFigures } from '../search/swap-search.ts';
import {
  evaluatePackage,
  stanceAt,
  worstOf,
  type GroupCosts,
  type PackageFigures,
} from './evaluate-package.ts';
import { nameOf, viewOf, type PackageView } from './package-view.ts';

/** So many least satisfied members are named, each with so many items (engine-spec 5.2). */
const MEMBERS_SHOWN = 8;
const ITEMS_SHOWN = 3;

/** A member that the package leaves far from satisfied. */
export interface LeastSatisfied {
  readonly member: MemberId;
  readonly accepting: boolean;
  /** Sum over the items, without weight. */
  readonly dissatisfaction: number;
  /** Its costliest items; none that cost nothing. */
  readonly items: readonly {
    readonly item: ItemId;
    readonly alternative: AlternativeId;
    readonly stance: ShownStance;
    readonly cost: number;
  }[];
}

/** What it would change to settle one item by its second alternative, everything else as it is. */
export interface SecondAlternative {
  readonly item: ItemId;
  /** The least bad other alternative; null where the item has none. */
  readonly alternative: AlternativeId | null;
  /** Whether the package would still hold; where not, other items would have to change as well, or nothing helps. */
  readonly holds: boolean;
  readonly change: { readonly worst: number; readonly total: number; readonly departures: number } | null;
}

/** How another package compares: differences are other minus ours. */
export interface ComparedPackage {
  readonly package: PackageView;
  readonly differs: readonly ItemId[];
  readonly change: { readonly worst: number; readonly total: number; readonly departures: number };
  /** False where the search for it was stopped early. */
  readonly proven: boolean;
}

/** Why this package, whom it leaves aside, and what the others would cost (engine-spec 5.2). */
export interface Explanation {
  /** The groups with the largest figure. */
  readonly worstGroups: readonly GroupId[];
  readonly leastSatisfied: readonly LeastSatisfied[];
  readonly seconds: readonly SecondAlternative[];
  /** The best package that differs in at least one item; null where there is none, or none was looked for. */
  readonly nextBest: ComparedPackage | null;
  /** The package of least total. */
  readonly leastTotal: ComparedPackage | null;
  readonly base: ComparedPackage;
}

/** The members furthest from satisfied, each with its costliest items. */
export const leastSatisfied = (
  index: ProblemIndex,
  choice: Choice,
  { members }: PackageFigures,
): readonly LeastSatisfied[] =>
  index.members
    .map((member, seat) => ({ member, seat, own: members[seat] }))
    .sort((a, b) => (b.own?.dissatisfaction ?? 0) - (a.own?.dissatisfaction ?? 0) || a.seat - b.seat)
    .slice(0, MEMBERS_SHOWN)
    .flatMap(({ member, own }): readonly LeastSatisfied[] => {
      if (own === undefined) return [];
      const items = choice
        .map((alternative, item) => ({
          item: index.problem.items[item]?.id ?? '',
          alternative: nameOf(index, alternative),
          stance: stanceAt(own.stances[item] ?? 0),
          cost: index.costs[own.stances[item] ?? 0] ?? 0,
        }))
        .filter(({ cost }) => cost > 0);
      return [
        {
          member: member.id,
          accepting: own.accepting,
          dissatisfaction: own.dissatisfaction,
          // Sorting keeps the order of the items among equally costly ones.
          items: items.sort((a, b) => b.cost - a.cost).slice(0, ITEMS_SHOWN),
        },
      ];
    });

const changeBetween = (from: PackageFigures, to: PackageFigures) => ({
  worst: worstOf(to.groups) - worstOf(from.groups),
  total: to.total - from.total,
  departures: to.departures - from.departures,
});

const secondOf = (
  index: ProblemIndex,
  costs: GroupCosts,
  figuresOf: (choice: Choice) => SwapFigures,
  {
    choice,
    figures,
    item,
  }: { readonly choice: Choice; readonly figures: PackageFigures; readonly item: number },
): SecondAlternative => {
  const name = index.problem.items[item]?.id ?? '';
  let best: { readonly choice: Choice; readonly figures: SwapFigures } | undefined;
  for (let at = index.starts[item] ?? 0; at < (index.starts[item + 1] ?? 0); at += 1) {
    if (at === choice[item]) continue;
    const other = choice.map((own, place) => (place === item ? at : own));
    const found = figuresOf(other);
    if (best === undefined || byWorst(found, best.figures) < 0) best = { choice: other, figures: found };
  }
  if (best === undefined) return { item: name, alternative: null, holds: false, change: null };
  const second = evaluatePackage(index, best.choice, costs);
  return {
    item: name,
    alternative: nameOf(index, best.choice[item] ?? -1),
    holds: second.feasible,
    change: changeBetween(figures, second),
  };
};

/** How another package compares with ours. */
export const comparedWith = (
  index: ProblemIndex,
  costs: GroupCosts,
  ours: Choice,
  other: Choice,
  proven: boolean,
): ComparedPackage => ({
  package: viewOf(index, costs, other),
  differs: index.problem.items.flatMap(({ id }, item) => (ours[item] === other[item] ? [] : [id])),
  change: changeBetween(evaluatePackage(index, ours, costs), evaluatePackage(index, other, costs)),
  proven,
});

/** What needs no further search: groups, members, second alternatives and the base. */
export const explainPackage = (
  index: ProblemIndex,
  costs: GroupCosts,
  figuresOf: (choice: Choice) => SwapFigures,
  choice: Choice,
): Omit<Explanation, 'nextBest' | 'leastTotal'> => {
  const figures = evaluatePackage(index, choice, costs);
  const worst = worstOf(figures.groups);
  return {
    worstGroups: index.groups.flatMap(({ id }, group) => (figures.groups[group] === worst ? [id] : [])),
    leastSatisfied: leastSatisfied(index, choice, figures),
    seconds: choice.map((_, item) => secondOf(index, costs, figuresOf, { choice, figures, item })),
    base: comparedWith(index, costs, choice, index.bases, true),
  };
};
