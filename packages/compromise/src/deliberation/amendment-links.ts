import type { AmendmentId, DeliberationState, ItemId } from '@plenary/consensus';
import type { AlternativeId, PackageItem, PackageProblem } from '../problem/package-problem.ts';

/** What amendments ask of one another. */
export interface AmendmentBonds {
  /** Pending amendments without which this one is not adopted: those that it needs, and the one that it amends. */
  readonly neededBy: (amendment: AmendmentId) => readonly AmendmentId[];
  /** Amendments that are not adopted beside this one. */
  readonly apartFrom: (amendment: AmendmentId) => readonly AmendmentId[];
}

/** The bonds of the amendments that are pending now. */
export const bondsIn = (
  { amendments }: Pick<DeliberationState, 'amendments'>,
  apartFrom: AmendmentBonds['apartFrom'],
): AmendmentBonds => {
  const pending = (id: AmendmentId) => {
    const found = Object.hasOwn(amendments, id) ? amendments[id] : undefined;
    return found?.state === 'submitted' ? found : undefined;
  };
  return {
    neededBy: (id) => {
      const own = pending(id);
      if (own === undefined) return [];
      return [...own.needs, ...(own.amends === undefined ? [] : [own.amends])].filter(
        (other) => pending(other) !== undefined,
      );
    },
    apartFrom,
  };
};

interface Adopter {
  readonly item: ItemId;
  readonly alternative: AlternativeId;
}

/** Which alternatives adopt each amendment, in the order of the items. */
const adoptersIn = (items: readonly PackageItem[]): ReadonlyMap<AmendmentId, readonly Adopter[]> => {
  const adopters = new Map<AmendmentId, Adopter[]>();
  for (const { id: item, alternatives } of items)
    for (const { id: alternative, adopts } of alternatives)
      for (const amendment of adopts)
        adopters.set(amendment, [...(adopters.get(amendment) ?? []), { item, alternative }]);
  return adopters;
};

/** What an adoption needs beyond itself. */
const wantedBy = ({ neededBy }: AmendmentBonds, adopts: readonly AmendmentId[]): readonly AmendmentId[] => [
  ...new Set(adopts.flatMap(neededBy).filter((id) => !adopts.includes(id))),
];

/**
 * PDL-42: items without the alternatives that could never be chosen, because what they need is in no alternative, or only
 * in others of the same item.
 */
export const possibleItems = (
  items: readonly PackageItem[],
  bonds: AmendmentBonds,
): readonly PackageItem[] => {
  const adopters = adoptersIn(items);
  const isPossible = (item: ItemId, adopts: readonly AmendmentId[]): boolean =>
    wantedBy(bonds, adopts).every((id) => {
      const found = adopters.get(id) ?? [];
      return found.length > 0 && found.every((adopter) => adopter.item !== item);
    });
  const kept = items.map((item) => {
    const alternatives = item.alternatives.filter(
      ({ id, adopts }) => id === item.base || isPossible(item.id, adopts),
    );
    return alternatives.length === item.alternatives.length ? item : { ...item, alternatives };
  });
  // What is gone may have been what others need.
  return kept.every((item, at) => item === items[at]) ? items : possibleItems(kept, bonds);
};

/**
 * PDL-42: what amendments ask of one another, as what their alternatives do: those that meet hard or exclude one another
 * are not chosen together, and one that needs another only with an alternative that adopts it.
 * @param items of which every alternative is possible
 */
export const amendmentLinks = (
  items: readonly PackageItem[],
  bonds: AmendmentBonds,
): Pick<PackageProblem, 'conflicts' | 'needs'> => {
  const adopters = adoptersIn(items);
  const conflicts = new Map<string, readonly [AlternativeId, AlternativeId]>();
  const needs = new Map<string, { readonly alternative: AlternativeId; readonly needs: AlternativeId }>();
  const part = (one: AlternativeId, other: AlternativeId): void => {
    const pair = one < other ? ([one, other] as const) : ([other, one] as const);
    conflicts.set(pair.join(' '), pair);
  };
  const bind = (alternative: AlternativeId, wanted: AmendmentId): void => {
    const found = adopters.get(wanted) ?? [];
    // What is adopted in several items is adopted in all of them or in none.
    const home = found[0]?.item;
    const serving = found.flatMap((adopter) => (adopter.item === home ? [adopter.alternative] : []));
    const [only] = serving;
    if (serving.length === 1 && only !== undefined) {
      needs.set(`${alternative} ${only}`, { alternative, needs: only });
      return;
    }
    const all = items.find(({ id }) => id === home)?.alternatives ?? [];
    for (const { id } of all) if (!serving.includes(id)) part(alternative, id);
  };
  for (const item of items)
    for (const { id, adopts } of item.alternatives) {
      for (const wanted of wantedBy(bonds, adopts)) bind(id, wanted);
      for (const other of new Set(adopts.flatMap(bonds.apartFrom)))
        for (const adopter of adopters.get(other) ?? [])
          if (adopter.item !== item.id) part(id, adopter.alternative);
    }
  return { conflicts: [...conflicts.values()], needs: [...needs.values()] };
};
