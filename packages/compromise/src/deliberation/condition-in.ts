import {
  conditionSubjects,
  type AmendmentId,
  type Condition,
  type ParagraphId,
  type TextHash,
} from '@plenary/consensus';
import type { AlternativeId, PackageCondition } from '../problem/package-problem.ts';

/** What can become of what conditions name. */
export interface Ways {
  /** Words of a paragraph now; undefined when it is not in the text. */
  readonly paragraphNow: (pid: ParagraphId) => TextHash | undefined;
  /** Alternatives of the paragraphs that may be settled, with the words each gives; without words it is left out. */
  readonly alternativesOf: ReadonlyMap<
    ParagraphId,
    readonly { readonly id: AlternativeId; readonly hash?: TextHash | undefined }[]
  >;
  /** Amendments that an alternative adopts. */
  readonly adopted: ReadonlySet<AmendmentId>;
}

const ALWAYS: PackageCondition = { all: [] };
const NEVER: PackageCondition = { any: [] };

const ofParagraph = (
  { paragraph, is, textHash }: Extract<Condition, { readonly paragraph: unknown }>,
  { alternativesOf, paragraphNow }: Ways,
): PackageCondition => {
  const holdsWith = (hash: TextHash | undefined): boolean => {
    switch (is) {
      case 'kept':
        return hash !== undefined;
      case 'deleted':
        return hash === undefined;
      case 'changed':
        return hash !== undefined && hash !== textHash;
    }
  };
  const alternatives = alternativesOf.get(paragraph);
  if (alternatives === undefined) return holdsWith(paragraphNow(paragraph)) ? ALWAYS : NEVER;
  return {
    any: alternatives
      .filter(({ hash }) => holdsWith(hash))
      .map(({ id }) => ({ alternative: id, is: 'chosen' })),
  };
};

/**
 * PDL-6: a condition of a position as one of the package, exactly: a paragraph is kept, changed or gone by the
 * alternative that is chosen for it, measured against the words that the condition names; what is not to be settled is
 * as it is now. An amendment that no alternative adopts is neither adopted nor rejected.
 */
export const conditionIn = (condition: Condition, ways: Ways): PackageCondition => {
  if ('all' in condition) return { all: condition.all.map((part) => conditionIn(part, ways)) };
  if ('any' in condition) return { any: condition.any.map((part) => conditionIn(part, ways)) };
  if ('not' in condition) return { not: conditionIn(condition.not, ways) };
  if ('amendment' in condition) return ways.adopted.has(condition.amendment) ? condition : NEVER;
  return ofParagraph(condition, ways);
};
