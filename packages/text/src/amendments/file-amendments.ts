import { amendableText } from './amendable-text.ts';
import type { AmendmentsFile, FiledAmendment, FiledChange } from './amendments-file.ts';
import { applyAmendments } from './apply-operations.ts';
import { draftAmendment, type WrittenChange } from './draft-amendment.ts';
import type { AmendableText, Amendment, AmendmentRefusal } from './model.ts';
import { reading, Unusable, type ReadFile, type TextFile } from './text-file.ts';
import type { AmendmentNumber } from './token-id.ts';
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

/** A new paragraph is named after its amendment: the first that `A3` inserts is `A3.1`. */
const withNames = ({ id, changes }: FiledAmendment): readonly WrittenChange[] => {
  let inserted = 0;
  return changes.map((change): WrittenChange => {
    if (!('insert' in change)) return change;
    inserted += 1;
    return { ...change, id: `${id}.${inserted}` };
  });
};

/** What the file should have held where the engine refuses one of its changes. */
const problemOf = (change: FiledChange, { code, facts }: AmendmentRefusal, path: string): Unusable => {
  const paragraph = String(facts['paragraph'] ?? '');
  if (code === 'amendment.paragraphTaken')
    return new Unusable(path, `an amendment id that does not make "${paragraph}" the name of two paragraphs`);
  if (code === 'amendment.changesNothing')
    return 'new' in change
      ? new Unusable(`${path}.new`, `other words than paragraph "${change.paragraph}" has`)
      : new Unusable(`${path}.moveAfter`, 'another paragraph than the one that moves');
  if (code === 'amendment.noWords')
    return new Unusable(`${path}.${'insert' in change ? 'insert' : 'new'}`, 'the words of a paragraph');
  const isPlace = !('paragraph' in change) || change.paragraph !== paragraph;
  const field = !isPlace ? 'paragraph' : 'insert' in change ? 'after' : 'moveAfter';
  return new Unusable(`${path}.${field}`, `a paragraph of the text, not "${paragraph}"`);
};

const amendmentOf = (
  text: AmendableText,
  filed: FiledAmendment,
  number: AmendmentNumber,
  numbers: ReadonlyMap<string, AmendmentNumber>,
  path: string,
): Amendment => {
  const numbersOf = (ids: readonly string[] | undefined): readonly AmendmentNumber[] =>
    (ids ?? []).flatMap((id) => numbers.get(id) ?? []);
  const parent = filed.parent === undefined ? undefined : numbers.get(filed.parent);
  const drafted = draftAmendment(text, withNames(filed), {
    number,
    by: filed.by,
    ...(parent === undefined ? {} : { parent }),
    ...(filed.needs === undefined ? {} : { needs: numbersOf(filed.needs) }),
    ...(filed.excludes === undefined ? {} : { excludes: numbersOf(filed.excludes) }),
  });
  if (drafted.ok) return drafted.amendment;
  const { refusal, change } = drafted;
  const filedChange = change === undefined ? undefined : filed.changes[change];
  if (filedChange !== undefined) throw problemOf(filedChange, refusal, `${path}.changes[${change}]`);
  const { limit, paragraph } = refusal.facts;
  const named = `paragraph "${String(paragraph)}"`;
  throw new Unusable(
    `${path}.changes`,
    limit !== undefined
      ? `at most ${String(limit)} places that change`
      : refusal.code === 'amendment.movesNowhere'
        ? `a move of ${named} to where it does not stand already`
        : `changes that do not overlap (${named})`,
  );
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
