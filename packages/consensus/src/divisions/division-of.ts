import { entryOf } from '../acts/entry-of.ts';
import { holdsPositions, paragraphOf, WHOLE_TEXT } from '../acts/items.ts';
import type { AmendmentChange, DeliberationState, ItemId, Refusal, TabledAmendment } from '../types.ts';
import { divideText, type DividedUnit } from './divide.ts';
import type { DividedPart, Division, TextPart } from './types.ts';

const NAMED = /^(D[1-9][0-9]*)(?:\.([1-9][0-9]*))?$/u;

/** Whether this is the name of a division or of a part of one, be there such a one or not. */
export const isDivisionName = (item: ItemId): boolean => NAMED.test(item);

/** The division that an item of a decision is about, and the part of it where it is one. */
export const divisionOf = (
  state: Pick<DeliberationState, 'divisions'>,
  item: ItemId,
): { readonly division: Division; readonly part?: DividedPart } | undefined => {
  const [, id, place] = NAMED.exec(item) ?? [];
  const division = id === undefined ? undefined : entryOf(state.divisions, id);
  if (division === undefined || place === undefined) return division === undefined ? undefined : { division };
  const part = division.parts?.find((one) => one.id === place);
  return part === undefined ? undefined : { division, part };
};

/** Of each change the first one of those that call what it brings, and so can only stand with it. */
const rootsOf = (changes: readonly AmendmentChange[]): readonly number[] => {
  const broughtBy = new Map<string, number>();
  return changes.map((change, at) => {
    const called = 'insert' in change ? change.after : 'moveAfter' in change ? change.moveAfter : null;
    const root = (called === null ? undefined : broughtBy.get(called)) ?? at;
    if ('insert' in change) broughtBy.set(change.pid, root);
    return root;
  });
};

const unitName = (at: number): string => `c${at + 1}`;

/** Places of the changes of an amendment that remain when the parts with these units are adopted. */
export const remainingChanges = (
  { changes }: TabledAmendment,
  units: readonly string[],
): readonly AmendmentChange[] => {
  const roots = rootsOf(changes);
  return changes.filter((_, at) => units.includes(unitName(roots[at] ?? at)));
};

/** The changes of which a unit of an amendment is made: one, and those that can only stand with it. */
export const unitChanges = (amendment: TabledAmendment, unit: string): readonly AmendmentChange[] =>
  remainingChanges(amendment, [unit]);

const textUnits = ({ revision }: DeliberationState): readonly DividedUnit[] =>
  (revision?.paragraphs ?? [])
    .filter(holdsPositions)
    .map(({ pid, kind, level }) => ({ id: pid, kind, level }));

const changeUnits = (state: DeliberationState, { changes }: TabledAmendment): readonly DividedUnit[] => {
  const roots = rootsOf(changes);
  return changes.flatMap((change, at) => {
    if (roots[at] !== at) return [];
    const kind =
      'insert' in change ? change.kind : (paragraphOf(state, change.paragraph)?.kind ?? 'operative');
    return { id: unitName(at), kind, level: 0 };
  });
};

/** What an item can be divided into: paragraphs that hold positions, or changes of an amendment. */
export const divisionUnits = (state: DeliberationState, item: ItemId): readonly DividedUnit[] => {
  if (item === WHOLE_TEXT) return textUnits(state);
  const amendment = entryOf(state.amendments, item);
  return amendment === undefined ? [] : changeUnits(state, amendment);
};

type Divided =
  | { readonly ok: true; readonly parts: readonly TextPart[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** DIV-1, DIV-3: the parts into which an item falls when this is asked, or why it does not fall into them. */
export const dividedItem = (
  state: DeliberationState,
  item: ItemId,
  asked: readonly (readonly string[])[],
): Divided => {
  const divided = divideText(divisionUnits(state, item), asked);
  if (!divided.ok) return divided;
  const isNone = divided.parts.length < 2 || divided.parts.some(({ units }) => units.length === 0);
  return isNone ? { ok: false, refusal: { code: 'division.undivided', facts: { item } } } : divided;
};

/**
 * The parts of a division as it would be put now. Paragraphs that went since it was asked for are left out of it; without
 * two parts there is none.
 */
export const divisionParts = (
  state: DeliberationState,
  { item, asked, parts }: Division,
): readonly TextPart[] => {
  if (parts !== undefined) return parts;
  const known = new Set(divisionUnits(state, item).map(({ id }) => id));
  const standing = asked.map((ids) => ids.filter((id) => known.has(id))).filter((ids) => ids.length > 0);
  const divided = dividedItem(state, item, standing);
  return divided.ok ? divided.parts : [];
};

/** Whether something can still come of a motion: its text still falls into parts, its amendment has the same words. */
export const isDividable = (state: DeliberationState, division: Division): boolean => {
  if (division.fate !== 'requested') return false;
  const { item, textHash } = division;
  if (item === WHOLE_TEXT) return divisionParts(state, division).length > 1;
  const amendment = entryOf(state.amendments, item);
  return amendment?.state === 'submitted' && amendment.hash === textHash;
};

/** DIV-5: the motion for division of an item that is to be decided before the item is put. */
export const pendingDivision = (state: DeliberationState, item: ItemId): Division | undefined =>
  Object.values(state.divisions).find((division) => division.item === item && isDividable(state, division));

/** DIV-6: the division whose parts are being put, if there is one; there is never more than one. */
export const divisionUnderWay = (state: Pick<DeliberationState, 'divisions'>): Division | undefined =>
  Object.values(state.divisions).find(({ whole }) => whole === 'pending');
