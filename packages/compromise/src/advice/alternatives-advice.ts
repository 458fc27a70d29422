import { stanceIndex, type ItemId } from '@plenary/consensus';
import { holdsIn } from '../problem/condition-formula.ts';
import type { AlternativeId } from '../problem/package-problem.ts';
import type { Choice, ProblemIndex } from '../problem/problem-index.ts';
import { schulzeOrder } from './schulze.ts';

const OBJECT = stanceIndex('object');

/**
 * What the stances say about an item with more than two alternatives, taken alone. It advises; the rule decides
 * (engine-spec 5.3).
 */
export interface ItemAdvice {
  readonly item: ItemId;
  /** The alternative that beats every other one; null where there is none. */
  readonly condorcet: AlternativeId | null;
  /** Schulze's ranking; ties by fewer objections, then by the order of filing. */
  readonly ranking: readonly {
    readonly alternative: AlternativeId;
    /** Members who object, without weight. */
    readonly objections: number;
    /** Weight of those who prefer it, less the weight of those who prefer the other, in the order of filing. */
    readonly margins: readonly number[];
  }[];
}

/** The stance of every seat on every alternative of an item; conditions are judged with the rest of the package as it is. */
const stancesOn = (index: ProblemIndex, item: number, choice: Choice): readonly (readonly number[])[] => {
  const [from, to, width] = [index.starts[item] ?? 0, index.starts[item + 1] ?? 0, index.alternatives.length];
  return Array.from({ length: to - from }, (_, at) => {
    const alternative = from + at;
    const stances = index.members.map((_member, seat) => index.stances[seat * width + alternative] ?? 0);
    const chosen = new Set(choice.map((own, place) => (place === item ? alternative : own)));
    for (const conditional of index.conditionals)
      if (
        conditional.alternative === alternative &&
        !holdsIn(conditional.formula, (other) => chosen.has(other))
      )
        stances[conditional.seat] = conditional.fallback;
    return stances;
  });
};

/** The advice for one item, with the rest of the package as chosen. */
export const itemAdvice = (index: ProblemIndex, item: number, choice: Choice): ItemAdvice => {
  const stances = stancesOn(index, item, choice);
  const names = index.problem.items[item]?.alternatives.map(({ id }) => id) ?? [];
  const margins = stances.map((one) =>
    stances.map((other) =>
      index.members.reduce((sum, { weight }, seat) => {
        const [a, b] = [index.costs[one[seat] ?? 0] ?? 0, index.costs[other[seat] ?? 0] ?? 0];
        // PKG-14: a member prefers what costs it less; equal levels are no preference.
        return a === b ? sum : a < b ? sum + weight : sum - weight;
      }, 0),
    ),
  );
  const objections = stances.map((own) => own.filter((stance) => stance === OBJECT).length);
  const condorcet = margins.findIndex((row, one) =>
    row.every((margin, other) => other === one || margin > 0),
  );
  const ranking = schulzeOrder(
    margins,
    (one, other) =>
      (objections[one] ?? 0) < (objections[other] ?? 0) ||
      (objections[one] === objections[other] && one < other),
  );
  return {
    item: index.problem.items[item]?.id ?? '',
    condorcet: names[condorcet] ?? null,
    ranking: ranking.map((place) => ({
      alternative: names[place] ?? '',
      objections: objections[place] ?? 0,
      margins: margins[place] ?? [],
    })),
  };
};

/** The advice for every item with more than two alternatives. */
export const alternativesAdvice = (index: ProblemIndex, choice: Choice): readonly ItemAdvice[] =>
  index.problem.items.flatMap(({ alternatives }, item) =>
    alternatives.length > 2 ? [itemAdvice(index, item, choice)] : [],
  );
