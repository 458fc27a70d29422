import type { PackageCondition, PackageProblem } from './package-problem.ts';

/**
 * A condition as a sentence about which alternatives are chosen, by their places in the problem. `some` holds when at
 * least one of its alternatives is chosen, `none` when none is; there is no negation left.
 */
export type Formula =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  | { readonly kind: 'some'; readonly of: readonly number[] }
  | { readonly kind: 'none'; readonly of: readonly number[] }
  | { readonly kind: 'all'; readonly parts: readonly Formula[] }
  | { readonly kind: 'any'; readonly parts: readonly Formula[] };

const ALWAYS: Formula = { kind: 'always' };
const NEVER: Formula = { kind: 'never' };

/** The sentence that holds exactly when this one does not. */
export const negated = (formula: Formula): Formula => {
  switch (formula.kind) {
    case 'always':
      return NEVER;
    case 'never':
      return ALWAYS;
    case 'some':
      return { kind: 'none', of: formula.of };
    case 'none':
      return { kind: 'some', of: formula.of };
    case 'all':
      return { kind: 'any', parts: formula.parts.map(negated) };
    case 'any':
      return { kind: 'all', parts: formula.parts.map(negated) };
  }
};

/** Whether it holds where these alternatives are chosen. */
export const holdsIn = (formula: Formula, isChosen: (alternative: number) => boolean): boolean => {
  switch (formula.kind) {
    case 'always':
      return true;
    case 'never':
      return false;
    case 'some':
      return formula.of.some(isChosen);
    case 'none':
      return !formula.of.some(isChosen);
    case 'all':
      return formula.parts.every((part) => holdsIn(part, isChosen));
    case 'any':
      return formula.parts.some((part) => holdsIn(part, isChosen));
  }
};

/** Every alternative that it names, each once, in order. */
export const namedIn = (formula: Formula): readonly number[] => {
  switch (formula.kind) {
    case 'always':
    case 'never':
      return [];
    case 'some':
    case 'none':
      return formula.of;
    case 'all':
    case 'any':
      return [...new Set(formula.parts.flatMap(namedIn))].sort((a, b) => a - b);
  }
};

const some = (of: readonly number[]): Formula => (of.length === 0 ? NEVER : { kind: 'some', of });

const joined = (kind: 'all' | 'any', parts: readonly Formula[]): Formula => {
  const [unit, zero] = kind === 'all' ? (['always', 'never'] as const) : (['never', 'always'] as const);
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  if (flat.some((part) => part.kind === zero)) return { kind: zero };
  const open = flat.filter((part) => part.kind !== unit);
  const [only] = open;
  if (only === undefined) return { kind: unit };
  return open.length === 1 ? only : { kind, parts: open };
};

/** Which alternatives, by place, do what to the amendments and paragraphs that conditions name. */
export interface Doings {
  readonly placeOf: ReadonlyMap<string, number>;
  readonly adopting: ReadonlyMap<string, readonly number[]>;
  readonly changing: ReadonlyMap<string, readonly number[]>;
  readonly deleting: ReadonlyMap<string, readonly number[]>;
  readonly settled: PackageProblem['settled'];
}

/** Reads from the alternatives, in the order of the problem, what each does. */
export const doingsOf = ({ items, settled }: PackageProblem): Doings => {
  const alternatives = items.flatMap((item) => item.alternatives);
  const gather = (of: 'adopts' | 'changes' | 'deletes'): ReadonlyMap<string, readonly number[]> => {
    const places = new Map<string, number[]>();
    for (const [place, alternative] of alternatives.entries())
      for (const name of alternative[of]) places.set(name, [...(places.get(name) ?? []), place]);
    return places;
  };
  return {
    placeOf: new Map(alternatives.map(({ id }, place) => [id, place])),
    adopting: gather('adopts'),
    changing: gather('changes'),
    deleting: gather('deletes'),
    settled,
  };
};

/** PKG-6: an amendment of the package is rejected when nothing that adopts it is chosen; a settled one stays as it is. */
const ofAmendment = (amendment: string, { adopting, settled }: Doings): Formula => {
  const fate = Object.hasOwn(settled, amendment) ? settled[amendment] : undefined;
  if (fate !== undefined) return fate === 'adopted' ? ALWAYS : NEVER;
  return some(adopting.get(amendment) ?? []);
};

/** PKG-6: a paragraph goes when a chosen alternative deletes it, and changes when one changes it and none deletes it. */
const ofParagraph = (
  paragraph: string,
  is: 'kept' | 'changed' | 'deleted',
  { changing, deleting, settled }: Doings,
): Formula => {
  const fate = Object.hasOwn(settled, paragraph) ? settled[paragraph] : undefined;
  const isGone = fate === 'deleted' ? ALWAYS : some(deleting.get(paragraph) ?? []);
  if (is === 'deleted') return isGone;
  if (is === 'kept') return negated(isGone);
  const isOther = fate === 'changed' ? ALWAYS : some(changing.get(paragraph) ?? []);
  return joined('all', [negated(isGone), isOther]);
};

/** A condition as a sentence about alternatives, by place; constants are folded. */
export const formulaOf = (condition: PackageCondition, doings: Doings): Formula => {
  if ('all' in condition)
    return joined(
      'all',
      condition.all.map((part) => formulaOf(part, doings)),
    );
  if ('any' in condition)
    return joined(
      'any',
      condition.any.map((part) => formulaOf(part, doings)),
    );
  if ('not' in condition) return negated(formulaOf(condition.not, doings));
  if ('alternative' in condition) {
    const place = doings.placeOf.get(condition.alternative);
    const chosen = some(place === undefined ? [] : [place]);
    return condition.is === 'chosen' ? chosen : negated(chosen);
  }
  if ('amendment' in condition) {
    const adopted = ofAmendment(condition.amendment, doings);
    return condition.is === 'adopted' ? adopted : negated(adopted);
  }
  return ofParagraph(condition.paragraph, condition.is, doings);
};
