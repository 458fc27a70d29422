import { tokenise } from '../tokens.ts';
import { amendableText, placeOf, standingParagraphs } from './amendable-text.ts';
import type { AmendmentsFile, FiledAmendment, FiledChange } from './amendments-file.ts';
import { applyAmendments } from './apply-operations.ts';
import { overlapsItself } from './conflicts.ts';
import { wordOperations } from './derive-operations.ts';
import {
  TEXT_START,
  type AmendableText,
  type Amendment,
  type Operation,
  type ParagraphId,
  type PlaceId,
} from './model.ts';
import { reading, Unusable, type ReadFile, type TextFile } from './text-file.ts';
import { AMENDMENT_LIMITS, type AmendmentNumber } from './token-id.ts';
import { mergeTwins } from './twins.ts';

/** Amendments of a file as the engine takes them, with the names that the file gave. */
export interface FiledAmendments {
  readonly text: AmendableText;
  /** Twins merged, ascending by number. */
  readonly amendments: readonly Amendment[];
  /** The id of each amendment in the file. */
  readonly idOf: ReadonlyMap<AmendmentNumber, string>;
  /** The number that stands for each id; twins have the number of the one that they were merged into. */
  readonly numberOf: ReadonlyMap<string, AmendmentNumber>;
}

const afterOf = (text: AmendableText, after: string | null, path: string): PlaceId => {
  if (after === null) return TEXT_START;
  const place = placeOf(text, after);
  if (place === undefined) throw new Unusable(path, `a paragraph of the text, not "${after}"`);
  return place;
};

/**
 * Operations of one change on the text that it was written on. A new paragraph is named after its amendment: the first that `A3`
 * inserts is `A3.1`.
 */
const operationsOf = (
  text: AmendableText,
  change: FiledChange,
  newId: () => string,
  path: string,
): readonly Operation[] => {
  if ('insert' in change) {
    const paragraph = newId();
    if (text.paragraphs.has(paragraph))
      throw new Unusable(
        path,
        `an amendment id that does not make "${paragraph}" the name of two paragraphs`,
      );
    if (change.insert.trim() === '') throw new Unusable(`${path}.insert`, 'the words of a paragraph');
    return [
      {
        type: 'insertParagraph',
        paragraph,
        after: afterOf(text, change.after, `${path}.after`),
        kind: change.kind,
        level: change.level,
        ins: tokenise(change.insert.normalize('NFC')),
      },
    ];
  }
  const { paragraph } = change;
  if (text.paragraphs.get(paragraph)?.deadBy !== 0)
    throw new Unusable(`${path}.paragraph`, `a paragraph of the text, not "${paragraph}"`);
  if ('delete' in change) return [{ type: 'deleteParagraph', paragraph }];
  if ('moveAfter' in change) {
    if (change.moveAfter === paragraph)
      throw new Unusable(`${path}.moveAfter`, 'another paragraph than the one that moves');
    const after = afterOf(text, change.moveAfter, `${path}.moveAfter`);
    return [{ type: 'moveParagraph', paragraph, after }];
  }
  const operations = wordOperations(text, paragraph, change.new) ?? [];
  if (operations.length === 0)
    throw new Unusable(`${path}.new`, `other words than paragraph "${paragraph}" has`);
  return operations;
};

/** The paragraph that an amendment would only move to where it stands; other changes of structure beside it may give such a move a sense. */
const moveToItsPlace = (text: AmendableText, operations: readonly Operation[]): ParagraphId | undefined => {
  const structural = operations.filter(({ type }) => type !== 'text');
  const [move] = structural;
  if (structural.length !== 1 || move?.type !== 'moveParagraph') return undefined;
  const standing = standingParagraphs(text);
  const last = standing[standing.findIndex(({ id }) => id === move.paragraph) - 1];
  const stands = last === undefined ? TEXT_START : placeOf(text, last.id);
  return move.after === stands ? move.paragraph : undefined;
};

const amendmentOf = (
  text: AmendableText,
  filed: FiledAmendment,
  number: AmendmentNumber,
  numbers: ReadonlyMap<string, AmendmentNumber>,
  path: string,
): Amendment => {
  let inserted = 0;
  const newId = (): string => {
    inserted += 1;
    return `${filed.id}.${inserted}`;
  };
  const operations = filed.changes.flatMap((change, at) =>
    operationsOf(text, change, newId, `${path}.changes[${at}]`),
  );
  if (operations.length > AMENDMENT_LIMITS.OPERATIONS_PER_AMENDMENT_MAX)
    throw new Unusable(
      `${path}.changes`,
      `at most ${AMENDMENT_LIMITS.OPERATIONS_PER_AMENDMENT_MAX} places that change`,
    );
  const numbersOf = (ids: readonly string[] | undefined): readonly AmendmentNumber[] =>
    (ids ?? []).flatMap((id) => numbers.get(id) ?? []);
  const parent = filed.parent === undefined ? undefined : numbers.get(filed.parent);
  const amendment: Amendment = {
    number,
    base: 0,
    by: filed.by,
    operations,
    ...(parent === undefined ? {} : { parent }),
    ...(filed.needs === undefined ? {} : { needs: numbersOf(filed.needs) }),
    ...(filed.excludes === undefined ? {} : { excludes: numbersOf(filed.excludes) }),
  };
  const idle = moveToItsPlace(text, operations);
  if (idle !== undefined)
    throw new Unusable(`${path}.changes`, `a move of paragraph "${idle}" to where it does not stand already`);
  const twice = overlapsItself(text, amendment);
  if (twice !== undefined)
    throw new Unusable(`${path}.changes`, `changes that do not overlap (paragraph "${twice}")`);
  return amendment;
};

/**
 * FIL-3: the amendments of a file against the text of another, numbered in the order of submission, with operations
 * derived and twins merged. A sub-amendment is read against the text as the amendment that it amends would leave it.
 */
export const fileAmendments = (
  { language, paragraphs }: TextFile,
  { amendments: filed }: AmendmentsFile,
): ReadFile<FiledAmendments> =>
  reading(() => {
    const text = amendableText(language, paragraphs);
    const inOrder = filed
      .map((amendment, at) => ({ amendment, path: `amendments[${at}]` }))
      .sort((a, b) => a.amendment.submitted - b.amendment.submitted);
    const ownNumber = new Map(inOrder.map(({ amendment }, at) => [amendment.id, at + 1]));
    const roots = mergeTwins(
      inOrder.flatMap(({ amendment, path }) =>
        amendment.parent === undefined
          ? [amendmentOf(text, amendment, ownNumber.get(amendment.id) ?? 0, ownNumber, path)]
          : [],
      ),
    );
    const numberOf = new Map([...ownNumber].map(([id, number]) => [id, roots.merged.get(number) ?? number]));
    const byNumber = new Map(roots.amendments.map((amendment) => [amendment.number, amendment]));
    const texts = new Map<AmendmentNumber, AmendableText>();
    const amended = (number: AmendmentNumber): AmendableText => {
      const parent = byNumber.get(number);
      const known = texts.get(number) ?? (parent === undefined ? text : applyAmendments(text, [parent]));
      texts.set(number, known);
      return known;
    };
    const subs = inOrder.flatMap(({ amendment, path }) => {
      const parent = amendment.parent === undefined ? undefined : numberOf.get(amendment.parent);
      return parent === undefined
        ? []
        : [amendmentOf(amended(parent), amendment, ownNumber.get(amendment.id) ?? 0, numberOf, path)];
    });
    const all = mergeTwins([...roots.amendments, ...subs]);
    for (const [id, number] of numberOf) numberOf.set(id, all.merged.get(number) ?? number);
    return {
      text,
      amendments: all.amendments,
      idOf: new Map([...ownNumber].map(([id, number]) => [number, id])),
      numberOf,
    };
  });
