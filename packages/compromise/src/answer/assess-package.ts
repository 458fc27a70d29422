import type { GroupId, ItemId, MemberId } from '@plenary/consensus';
import { holdsIn } from '../problem/condition-formula.ts';
import type { AlternativeId, PackageProblem } from '../problem/package-problem.ts';
import { problemIndex, type Choice, type ProblemIndex } from '../problem/problem-index.ts';
import { evaluatePackage, groupCosts, stanceAt, worstOf, type PackageFigures } from './evaluate-package.ts';
import { leastSatisfied, type LeastSatisfied } from './explain-package.ts';
import { packageView, type PackageView } from './package-view.ts';

/** What one package comes to, whoever proposed it and however it was found. */
export interface PackageAssessment {
  readonly package: PackageView;
  /** The groups with the largest figure. */
  readonly worstGroups: readonly GroupId[];
  readonly leastSatisfied: readonly LeastSatisfied[];
  /** Chosen alternatives to which a member objects, by item then member. */
  readonly redLines: readonly {
    readonly item: ItemId;
    readonly member: MemberId;
    readonly conditional: boolean;
  }[];
  /** Conditions of positions on what is chosen, by item then member: whether the package meets them. */
  readonly conditions: readonly {
    readonly item: ItemId;
    readonly member: MemberId;
    readonly met: boolean;
  }[];
  /** Items that would not stay as they are, with the members who have not said where they stand on that. */
  readonly unheard: readonly { readonly item: ItemId; readonly members: readonly MemberId[] }[];
}

const idOf = (index: ProblemIndex, item: number): ItemId => index.problem.items[item]?.id ?? '';

const conditionsOf = (index: ProblemIndex, choice: Choice): PackageAssessment['conditions'] => {
  const chosen = new Set(choice);
  const found = index.conditionals.flatMap(({ seat, alternative, formula }) => {
    const item = index.alternatives[alternative]?.item;
    if (item === undefined || !chosen.has(alternative)) return [];
    const met = holdsIn(formula, (other) => chosen.has(other));
    return [{ place: item, item: idOf(index, item), member: index.members[seat]?.id ?? '', met }];
  });
  // Conditional stances stand by seat, and seats in the order of the ids of members.
  return found.sort((a, b) => a.place - b.place).map(({ item, member, met }) => ({ item, member, met }));
};

const redLinesOf = (
  index: ProblemIndex,
  choice: Choice,
  { members }: PackageFigures,
): PackageAssessment['redLines'] => {
  const conditional = new Set(index.conditionals.map(({ seat, alternative }) => `${seat} ${alternative}`));
  return choice.flatMap((alternative, item) =>
    members.flatMap(({ redLines }, seat) =>
      redLines.includes(alternative)
        ? [
            {
              item: idOf(index, item),
              member: index.members[seat]?.id ?? '',
              conditional: conditional.has(`${seat} ${alternative}`),
            },
          ]
        : [],
    ),
  );
};

const unheardIn = (
  index: ProblemIndex,
  choice: Choice,
  { members }: PackageFigures,
): PackageAssessment['unheard'] =>
  choice.flatMap((alternative, item) => {
    if (alternative === index.bases[item]) return [];
    const silent = index.members.flatMap(({ id }, seat) =>
      stanceAt(members[seat]?.stances[item] ?? 0) === 'silent' ? [id] : [],
    );
    return silent.length === 0 ? [] : [{ item: idOf(index, item), members: silent }];
  });

/**
 * PKG-18: what a package comes to, counted from the problem alone, also one that does not hold.
 * @throws RangeError where an item has no alternative of that name
 */
export const assessPackage = (
  problem: PackageProblem,
  chosen: readonly AlternativeId[],
): PackageAssessment => {
  const index = problemIndex(problem);
  const names = new Set(chosen);
  const choice = problem.items.map(({ id, alternatives }, item) => {
    const at = alternatives.findIndex((alternative) => names.has(alternative.id));
    if (at === -1) throw new RangeError(`nothing is chosen for ${id}`);
    return (index.starts[item] ?? 0) + at;
  });
  const costs = groupCosts(index);
  const figures = evaluatePackage(index, choice, costs);
  const worst = worstOf(figures.groups);
  return {
    package: packageView(index, choice, figures),
    worstGroups: index.groups.flatMap(({ id }, group) => (figures.groups[group] === worst ? [id] : [])),
    leastSatisfied: leastSatisfied(index, choice, figures),
    redLines: redLinesOf(index, choice, figures),
    conditions: conditionsOf(index, choice),
    unheard: unheardIn(index, choice, figures),
  };
};
