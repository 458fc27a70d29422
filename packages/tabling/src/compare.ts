import type { AmendmentId, DeliberationState, OrderedAmendment } from '@plenary/consensus';
import {
  amendmentComponents,
  amendmentPlaces,
  conflictsBetween,
  frameOf,
  removalFigures,
  type AmendableText,
  type Amendment,
} from '@plenary/text';
import { FORCE_WORDS } from '@plenary/text/force-words';
import { engineAmendment, textInForce } from './engine-texts.ts';
import { inGroups } from './near.ts';
import { takenBy } from './taken-by.ts';

/** Groups that hold a member in common become one. */
const joined = (groups: readonly (readonly number[])[]): readonly (readonly number[])[] => {
  const all: Set<number>[] = [];
  for (const group of groups) {
    const met = all.filter((other) => group.some((one) => other.has(one)));
    const union = new Set([...group, ...met.flatMap((other) => [...other])]);
    for (const other of met) all.splice(all.indexOf(other), 1);
    all.push(union);
  }
  return all.map((group) => [...group].sort((a, b) => a - b));
};

/** What is decided together, with its place in the text; its members say nothing of how many come before. */
interface Component {
  readonly at: number;
  readonly first: number;
  readonly members: readonly Omit<OrderedAmendment, 'component'>[];
}

/** Own amendments of a group and those that were taken into them, in which nothing meets what is outside. */
interface Group {
  readonly own: readonly Amendment[];
  readonly taken: readonly Amendment[];
}

const componentsIn = (text: AmendableText, { own, taken }: Group): readonly Component[] => {
  const all: readonly Amendment[] = [...own, ...taken].sort((a, b) => a.number - b.number);
  const inNameOf = new Map(taken.map(({ number, parent }) => [number, parent ?? number]));
  const named = (number: number): number => inNameOf.get(number) ?? number;
  const conflicts = all.length < 2 ? [] : conflictsBetween(text, all);
  const hard = conflicts.flatMap(({ a, b, hard: isHard }): readonly (readonly [number, number])[] =>
    isHard && named(a) !== named(b) ? [[named(a), named(b)]] : [],
  );
  const numbers = new Set(own.map(({ number }) => number));
  const needs = own.flatMap(({ number, needs: needed = [] }) =>
    needed.filter((one) => numbers.has(one)).map((one) => [number, one]),
  );
  const excludes = new Map<number, Set<number>>();
  const exclude = (one: number, other: number): void => {
    excludes.set(one, (excludes.get(one) ?? new Set()).add(other));
  };
  for (const [a, b] of hard) {
    exclude(a, b);
    exclude(b, a);
  }
  const figures = removalFigures(text, FORCE_WORDS, frameOf(text, all));
  const ordered = new Map(
    own.map((amendment): [number, Component['members'][number]] => {
      const { number, parent, needs: needed = [] } = amendment;
      const { tenths, numberShift, wordsRemoved } = figures(amendment);
      return [
        number,
        {
          id: `A${number}`,
          distance: tenths,
          numberShift,
          wordsRemoved,
          submitted: number,
          excludesIfAdopted: [...(excludes.get(number) ?? [])].sort((a, b) => a - b).map((one) => `A${one}`),
          needs: needed.filter((one) => numbers.has(one)).map((one) => `A${one}`),
          ...(parent === undefined ? {} : { amends: `A${parent}` }),
        },
      ];
    }),
  );
  const place = amendmentPlaces(text, all);
  return joined([...amendmentComponents(own, conflicts), ...hard, ...needs]).map((group) => ({
    at: Math.min(...group.map(place)),
    first: group[0] ?? 0,
    members: group.flatMap((number) => ordered.get(number) ?? []),
  }));
};

/** What is compared in a text, by the first of each group: an amendment that comes or goes elsewhere changes nothing of it. */
const knownComponents = new WeakMap<
  AmendableText,
  WeakMap<Amendment, { readonly group: Group; readonly components: readonly Component[] }>
>();

const isSame = (one: readonly Amendment[], other: readonly Amendment[]): boolean =>
  one.length === other.length && one.every((amendment, at) => amendment === other[at]);

const componentsOf = (text: AmendableText, group: Group): readonly Component[] => {
  const inText = knownComponents.get(text) ?? new WeakMap();
  knownComponents.set(text, inText);
  const [first] = group.own;
  if (first === undefined) return [];
  const known = inText.get(first);
  if (known !== undefined && isSame(known.group.own, group.own) && isSame(known.group.taken, group.taken))
    return known.components;
  const components = componentsIn(text, group);
  inText.set(first, { group, components });
  return components;
};

/**
 * TAB-8: these pending amendments as the order of voting compares them. What was adopted to one of them meets others in
 * its name. Decided together is what meets hard, amends or needs one another; components come by their place in the text.
 * TAB-105: each group that may be decided together is compared by itself, and again only when it or the text is another.
 */
export const compare = (
  state: DeliberationState,
  ids: readonly AmendmentId[],
): readonly OrderedAmendment[] => {
  if (ids.length === 0) return [];
  const text = textInForce(state);
  const components = inGroups(state, ids)
    .flatMap((part) =>
      componentsOf(text, {
        own: part.map((id) => engineAmendment(state, id)),
        taken: part.flatMap((id) => takenBy(state, id).map((sub) => engineAmendment(state, sub))),
      }),
    )
    .sort((a, b) => a.at - b.at || a.first - b.first);
  const compared = new Map(
    components.flatMap(({ members }, at) =>
      members.map((member): [string, OrderedAmendment] => [member.id, { ...member, component: at + 1 }]),
    ),
  );
  return ids.flatMap((id) => compared.get(id) ?? []);
};
