import type { Condition, Conditional } from '../types.ts';

/** Whether two conditions say the same in the same words; equivalence in logic is not looked for. */
export const isSameCondition = (a: Condition, b: Condition): boolean => {
  if ('not' in a) return 'not' in b && isSameCondition(a.not, b.not);
  if ('all' in a) return 'all' in b && areSame(a.all, b.all);
  if ('any' in a) return 'any' in b && areSame(a.any, b.any);
  if ('amendment' in a) return 'amendment' in b && a.amendment === b.amendment && a.is === b.is;
  return 'paragraph' in b && a.paragraph === b.paragraph && a.is === b.is && a.textHash === b.textHash;
};

const areSame = (a: readonly Condition[], b: readonly Condition[]): boolean =>
  a.length === b.length &&
  a.every((part, at) => {
    const other = b[at];
    return other !== undefined && isSameCondition(part, other);
  });

/** The same of what stands beside a stance. */
export const isSameConditional = (a: Conditional | undefined, b: Conditional | undefined): boolean =>
  a === undefined || b === undefined
    ? a === b
    : a.fallback === b.fallback && isSameCondition(a.condition, b.condition);
