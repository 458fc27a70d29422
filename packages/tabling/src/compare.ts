import type { AmendmentId, DeliberationState, OrderedAmendment } from '@plenary/consensus';
import {
  amendmentComponents,
  amendmentPlaces,
  conflictsBetween,
  frameOf,
  removalDistance,
  type Amendment,
} from '@plenary/text';
import { FORCE_WORDS } from '@plenary/text/force-words';
import { engineAmendment, textInForce } from './engine-texts.ts';
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

/**
 * TAB-8: these pending amendments as the order of voting compares them. What was adopted to one of them meets others in
 * its name. Decided together is what meets hard, amends or needs one another; components come by their place in the text.
 */
export const compare = (
  state: DeliberationState,
  ids: readonly AmendmentId[],
): readonly OrderedAmendment[] => {
  if (ids.length === 0) return [];
  const text = textInForce(state);
  const own = ids.map((id) => engineAmendment(state, id));
  const taken = ids.flatMap((id) => takenBy(state, id).map((sub) => engineAmendment(state, sub)));
  const all: readonly Amendment[] = [...own, ...taken].sort((a, b) => a.number - b.number);
  const inNameOf = new Map(taken.map(({ number, parent }) => [number, parent ?? number]));
  const named = (number: number): number => inNameOf.get(number) ?? number;
  const conflicts = conflictsBetween(text, all);
  const hard = conflicts.flatMap(({ a, b, hard: isHard }): readonly (readonly [number, number])[] =>
    isHard && named(a) !== named(b) ? [[named(a), named(b)]] : [],
  );
  const numbers = new Set(own.map(({ number }) => number));
  const needs = own.flatMap(({ number, needs: needed = [] }) =>
    needed.filter((one) => numbers.has(one)).map((one) => [number, one]),
  );
  const place = amendmentPlaces(text, all);
  const components = joined([...amendmentComponents(own, conflicts), ...hard, ...needs])
    .map((group) => ({ group, at: Math.min(...group.map(place)) }))
    .sort((a, b) => a.at - b.at || (a.group[0] ?? 0) - (b.group[0] ?? 0));
  const componentOf = new Map(
    components.flatMap(({ group }, at) => group.map((number): [number, number] => [number, at + 1])),
  );
  const excludes = new Map<number, Set<number>>();
  const exclude = (one: number, other: number): void => {
    excludes.set(one, (excludes.get(one) ?? new Set()).add(other));
  };
  for (const [a, b] of hard) {
    exclude(a, b);
    exclude(b, a);
  }
  const distance = removalDistance(text, FORCE_WORDS, frameOf(text, all));
  return own.map((amendment): OrderedAmendment => {
    const { number, parent, needs: needed = [] } = amendment;
    const { tenths, numberShift, wordsRemoved } = distance(amendment);
    return {
      id: `A${number}`,
      distance: tenths,
      numberShift,
      wordsRemoved,
      submitted: number,
      component: componentOf.get(number) ?? 0,
      excludesIfAdopted: [...(excludes.get(number) ?? [])].sort((a, b) => a - b).map((one) => `A${one}`),
      needs: needed.filter((one) => numbers.has(one)).map((one) => `A${one}`),
      ...(parent === undefined ? {} : { amends: `A${parent}` }),
    };
  });
};
