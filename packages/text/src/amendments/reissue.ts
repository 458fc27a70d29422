import { ascendingRun } from '../comparison/common-tokens.ts';
import type { ParagraphAlignment } from '../comparison/align-paragraphs.ts';
import { standingParagraphs, type IssuedParagraph } from './amendable-text.ts';
import { applyAmendments } from './apply-operations.ts';
import type { AmendableParagraph, AmendableText, ParagraphId } from './model.ts';
import { retypedText } from './retype.ts';
import type { AmendmentNumber } from './token-id.ts';

const withParagraphs = (text: AmendableText, changes: readonly AmendableParagraph[]): AmendableText => {
  if (changes.length === 0) return text;
  const paragraphs = new Map(text.paragraphs);
  for (const paragraph of changes) paragraphs.set(paragraph.id, paragraph);
  return { ...text, paragraphs };
};

/** Which paragraph is which, told by their permanent ids; those that left the order of most moved. */
const alignedById = (text: AmendableText, issued: readonly IssuedParagraph[]): ParagraphAlignment => {
  const places = new Map(standingParagraphs(text).map(({ id }, at) => [id, at]));
  const pairs = issued.flatMap(({ id }, next) => {
    const old = places.get(id);
    return old === undefined ? [] : [{ old, next }];
  });
  const staying = new Set(ascendingRun(pairs.map(({ old, next }) => [next, old])).map(([, old]) => old));
  return pairs.map(({ old, next }) => ({ old, next, isMoved: !staying.has(old), similarity: 1 }));
};

/**
 * AMD-15: the text with a revision issued over it under a number of its own: words that stayed keep their tokens, so that
 * amendments to earlier revisions can still be told from it. A paragraph that had gone comes back with its words; kinds
 * and levels are those of the revision.
 */
export const reissuedText = (
  text: AmendableText,
  number: AmendmentNumber,
  issued: readonly IssuedParagraph[],
): AmendableText => {
  const revived = issued.flatMap(({ id }) => {
    const paragraph = text.paragraphs.get(id);
    return paragraph === undefined || paragraph.deadBy === 0 ? [] : [{ ...paragraph, deadBy: 0 }];
  });
  const standing = withParagraphs(text, revived);
  const idAt = (place: number): ParagraphId => {
    const id = issued[place]?.id;
    if (id === undefined) throw new Error(`no paragraph ${place} in the revision`);
    return id;
  };
  const { amendment } = retypedText(
    standing,
    issued,
    { number, by: [], idAt },
    alignedById(standing, issued),
  );
  const next = applyAmendments(standing, [amendment]);
  return withParagraphs(
    next,
    issued.flatMap(({ id, kind, level }) => {
      const paragraph = next.paragraphs.get(id);
      return paragraph === undefined || (paragraph.kind === kind && paragraph.level === level)
        ? []
        : [{ ...paragraph, kind, level }];
    }),
  );
};
