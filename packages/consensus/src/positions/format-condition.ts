import { WHOLE_TEXT } from '../acts/items.ts';
import type { Condition, Conditional, ItemId } from '../types.ts';
import type { Stance } from '../vocabulary.ts';
import { WHOLE_TEXT_NAME, type NamedItem } from './condition-names.ts';

/** The same condition without what changes nothing: connectives of one part, and parts of the same connective nested. */
export const canonicalCondition = (condition: Condition): Condition => {
  if ('not' in condition) return { not: canonicalCondition(condition.not) };
  if ('all' in condition) {
    const all = condition.all
      .map(canonicalCondition)
      .flatMap((part): readonly Condition[] => ('all' in part ? part.all : [part]));
    return all.length === 1 && all[0] !== undefined ? all[0] : { all };
  }
  if ('any' in condition) {
    const any = condition.any
      .map(canonicalCondition)
      .flatMap((part): readonly Condition[] => ('any' in part ? part.any : [part]));
    return any.length === 1 && any[0] !== undefined ? any[0] : { any };
  }
  return condition;
};

const labelIn = (names: readonly NamedItem[], item: ItemId): string =>
  item === WHOLE_TEXT ? WHOLE_TEXT_NAME : (names.find((name) => name.item === item)?.label ?? item);

const written = (condition: Condition, names: readonly NamedItem[]): string => {
  const inside = (part: Condition): string =>
    'all' in part || 'any' in part ? `(${written(part, names)})` : written(part, names);
  if ('all' in condition) return condition.all.map(inside).join(' and ');
  if ('any' in condition) return condition.any.map(inside).join(' or ');
  if ('not' in condition) return `not ${inside(condition.not)}`;
  const subject = 'amendment' in condition ? condition.amendment : labelIn(names, condition.paragraph);
  return `${subject} is ${condition.is}`;
};

/** A condition in its plain form: `OP7 bis is kept and not (A12 is adopted or A13 is adopted)`. */
export const formatCondition = (condition: Condition, names: readonly NamedItem[]): string =>
  written(canonicalCondition(condition), names);

/** A position in its plain form: `accept OP5 if OP7 bis is kept, else object`. */
export const formatPosition = (
  {
    stance,
    item,
    conditional,
  }: { readonly stance: Stance; readonly item: ItemId; readonly conditional?: Conditional },
  names: readonly NamedItem[],
): string => {
  const plain = `${stance} ${labelIn(names, item)}`;
  return conditional === undefined
    ? plain
    : `${plain} if ${formatCondition(conditional.condition, names)}, else ${conditional.fallback}`;
};
