import type { GroupId, ItemId, MemberId, RuleOutcome } from '@plenary/consensus';
import type { AlternativeId } from '../problem/package-problem.ts';
import type { Choice, ProblemIndex } from '../problem/problem-index.ts';
import { evaluatePackage, worstOf, type GroupCosts, type PackageFigures } from './evaluate-package.ts';

/** What is chosen for one item. */
export interface ChosenAlternative {
  readonly item: ItemId;
  readonly alternative: AlternativeId;
  /** The base is not chosen. */
  readonly departure: boolean;
}

/** A group with its figure in ten-thousandths; null for a group without weight. */
export interface GroupFigure {
  readonly group: GroupId;
  readonly figure: number | null;
}

/** A package by names, with all its figures. */
export interface PackageView {
  readonly chosen: readonly ChosenAlternative[];
  readonly groups: readonly GroupFigure[];
  /** The largest figure of any group. */
  readonly worst: number;
  /** Σ weight × dissatisfaction. */
  readonly total: number;
  readonly departures: number;
  /** Weight of the members who accept, of that of all. */
  readonly accepting: { readonly weight: number; readonly of: number };
  /** Members who do not accept, in code point order. */
  readonly refusing: readonly MemberId[];
  readonly outcome: RuleOutcome;
  readonly feasible: boolean;
  readonly brokenConflicts: readonly (readonly [AlternativeId, AlternativeId])[];
  readonly brokenNeeds: readonly { readonly alternative: AlternativeId; readonly needs: AlternativeId }[];
}

/** Name of an alternative by its place. */
export const nameOf = ({ alternatives }: ProblemIndex, place: number): AlternativeId =>
  alternatives[place]?.id ?? '';

/** A package by names, from its figures. */
export const packageView = (index: ProblemIndex, choice: Choice, figures: PackageFigures): PackageView => ({
  chosen: choice.map((alternative, item) => ({
    item: index.problem.items[item]?.id ?? '',
    alternative: nameOf(index, alternative),
    departure: alternative !== index.bases[item],
  })),
  groups: index.groups.map(({ id }, group) => ({ group: id, figure: figures.groups[group] ?? null })),
  worst: worstOf(figures.groups),
  total: figures.total,
  departures: figures.departures,
  accepting: {
    weight: figures.accepting,
    of: index.members.reduce((sum, { weight }) => sum + weight, 0),
  },
  refusing: index.members.flatMap(({ id }, seat) => (figures.members[seat]?.accepting === true ? [] : [id])),
  outcome: figures.outcome,
  feasible: figures.feasible,
  brokenConflicts: figures.brokenConflicts.map(([a, b]) => [nameOf(index, a), nameOf(index, b)] as const),
  brokenNeeds: figures.brokenNeeds.map(([a, b]) => ({
    alternative: nameOf(index, a),
    needs: nameOf(index, b),
  })),
});

/** The same, counted from the problem. */
export const viewOf = (index: ProblemIndex, costs: GroupCosts, choice: Choice): PackageView =>
  packageView(index, choice, evaluatePackage(index, choice, costs));
