import { holdsIn, namedIn, type Formula } from '../problem/condition-formula.ts';
import type { ModelBuilder } from './choice-model.ts';

/** Whether alternatives are chosen, read from the options taken: alternatives are the options of the items. */
export const chosenIn =
  (builder: Pick<ModelBuilder, 'choiceOf'>, taken: ArrayLike<number>) =>
  (alternative: number): boolean =>
    taken[builder.choiceOf(alternative)] === alternative;

/** The choices that a formula looks at. */
export const choicesOf = (builder: Pick<ModelBuilder, 'choiceOf'>, formula: Formula): readonly number[] => [
  ...new Set(namedIn(formula).map((alternative) => builder.choiceOf(alternative))),
];

/** A literal that can only hold where the formula does, with a choice of its own unless the formula is one literal. */
const literalFor = (builder: ModelBuilder, formula: Formula): number => {
  const [only] = formula.kind === 'some' || formula.kind === 'none' ? formula.of : [];
  if (only !== undefined && (formula.kind === 'some' || formula.kind === 'none') && formula.of.length === 1)
    return formula.kind === 'some' ? only : ~only;
  const first = builder.addChoice([[], []]);
  builder.derive({
    choice: builder.choiceOf(first),
    from: choicesOf(builder, formula),
    optionFor: (taken) => (holdsIn(formula, chosenIn(builder, taken)) ? first : first + 1),
  });
  imply(builder, [first], formula);
  return first;
};

/** Adds the clauses that make a formula hold wherever all these literals do. */
export const imply = (builder: ModelBuilder, premise: readonly number[], formula: Formula): void => {
  const unless = premise.map((literal) => ~literal);
  switch (formula.kind) {
    case 'always':
      return;
    case 'never':
      builder.addClause(unless);
      return;
    case 'some':
      builder.addClause([...unless, ...formula.of]);
      return;
    case 'none':
      for (const alternative of formula.of) builder.addClause([...unless, ~alternative]);
      return;
    case 'all':
      for (const part of formula.parts) imply(builder, premise, part);
      return;
    case 'any':
      builder.addClause([
        ...unless,
        ...formula.parts.flatMap((part) => (part.kind === 'some' ? part.of : [literalFor(builder, part)])),
      ]);
  }
};
