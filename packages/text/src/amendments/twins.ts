import type { Amendment, Operation } from './model.ts';
import type { AmendmentNumber } from './token-id.ts';

/** What an operation does, without the ids that its amendment gave to new paragraphs. */
const content = (operation: Operation): unknown => {
  switch (operation.type) {
    case 'text':
      return ['t', operation.paragraph, operation.left, operation.before ?? 0, operation.del, operation.ins];
    case 'insertParagraph':
      return ['i', operation.after, operation.before ?? '', operation.kind, operation.level, operation.ins];
    case 'deleteParagraph':
      return ['d', operation.paragraph];
    case 'moveParagraph':
      return ['m', operation.paragraph, operation.after, operation.before ?? ''];
  }
};

/** The same text for amendments that would do the same to the same text, whoever sponsors them. */
const twinKey = ({ base, parent, operations }: Amendment): string =>
  JSON.stringify([base, parent ?? 0, operations.map(content)]);

const sameList = <T>(one: readonly T[], other: readonly T[]): boolean =>
  one.length === other.length && one.every((each, at) => each === other[at]);

const sameOperation = (one: Operation, other: Operation): boolean => {
  switch (one.type) {
    case 'text':
      return (
        other.type === 'text' &&
        one.paragraph === other.paragraph &&
        one.left === other.left &&
        one.before === other.before &&
        sameList(one.del, other.del) &&
        sameList(one.ins, other.ins)
      );
    case 'insertParagraph':
      return (
        other.type === 'insertParagraph' &&
        one.after === other.after &&
        one.before === other.before &&
        one.kind === other.kind &&
        one.level === other.level &&
        sameList(one.ins, other.ins)
      );
    case 'deleteParagraph':
      return other.type === 'deleteParagraph' && one.paragraph === other.paragraph;
    case 'moveParagraph':
      return (
        other.type === 'moveParagraph' &&
        one.paragraph === other.paragraph &&
        one.after === other.after &&
        one.before === other.before
      );
  }
};

/** Whether two amendments would do the same to the same text; the ids that they gave to new paragraphs do not matter. */
export const areTwins = (one: Amendment, other: Amendment): boolean =>
  one.base === other.base &&
  one.parent === other.parent &&
  one.operations.length === other.operations.length &&
  one.operations.every((operation, at) => {
    const same = other.operations[at];
    return same !== undefined && sameOperation(operation, same);
  });

export interface MergedTwins {
  /** One amendment for each thing that is proposed, by the lowest number, with the sponsors of all. */
  readonly amendments: readonly Amendment[];
  /** Where each amendment that was merged went. */
  readonly merged: ReadonlyMap<AmendmentNumber, AmendmentNumber>;
}

const union = <T>(lists: readonly (readonly T[] | undefined)[]): readonly T[] => [
  ...new Set(lists.flatMap((list) => list ?? [])),
];

/**
 * AMD-5: amendments with identical operations are one, under the lowest number, with all sponsors in the order of filing;
 * what any of them needs or excludes holds for the one. Whoever refers to a twin refers to that one.
 */
export const mergeTwins = (amendments: readonly Amendment[]): MergedTwins => {
  const families = new Map<string, Amendment[]>();
  for (const amendment of amendments.toSorted((a, b) => a.number - b.number)) {
    const key = twinKey(amendment);
    const family = families.get(key);
    if (family === undefined) families.set(key, [amendment]);
    else family.push(amendment);
  }
  const merged = new Map<AmendmentNumber, AmendmentNumber>();
  for (const [first, ...others] of families.values())
    for (const { number } of others) if (first !== undefined) merged.set(number, first.number);
  const named = (number: AmendmentNumber): AmendmentNumber => merged.get(number) ?? number;
  const ones = [...families.values()].flatMap(([first, ...others]): readonly Amendment[] => {
    if (first === undefined) return [];
    const family = [first, ...others];
    const needs = union(family.map((one) => one.needs?.map(named))).filter((n) => n !== first.number);
    const excludes = union(family.map((one) => one.excludes?.map(named))).filter((n) => n !== first.number);
    return [
      {
        number: first.number,
        base: first.base,
        by: union(family.map(({ by }) => by)),
        operations: first.operations,
        ...(first.parent === undefined ? {} : { parent: named(first.parent) }),
        ...(needs.length === 0 ? {} : { needs }),
        ...(excludes.length === 0 ? {} : { excludes }),
      },
    ];
  });
  return { amendments: ones, merged };
};
