import type { AmendmentId, Condition, ParagraphId } from '../types.ts';

/** Every test of a condition, in the order in which they are written. */
export const conditionTests = (
  condition: Condition,
): readonly Exclude<
  Condition,
  { readonly all: unknown } | { readonly any: unknown } | { readonly not: unknown }
>[] => {
  if ('all' in condition) return condition.all.flatMap(conditionTests);
  if ('any' in condition) return condition.any.flatMap(conditionTests);
  if ('not' in condition) return conditionTests(condition.not);
  return [condition];
};

/** The paragraphs and amendments that a condition names, each once, in the order in which they come. */
export const conditionSubjects = (condition: Condition): readonly (ParagraphId | AmendmentId)[] => [
  ...new Set(
    conditionTests(condition).map((test) => ('paragraph' in test ? test.paragraph : test.amendment)),
  ),
];
