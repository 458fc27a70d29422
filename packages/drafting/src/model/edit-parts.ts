import type { Paragraph } from './paragraph.ts';
import type { IdRange } from './elements.ts';
import { neighbours } from './spots.ts';
import { spansBetween } from './paragraph-text.ts';
import type { Draft } from './reader.ts';
import type { Part } from './edits.ts';
import { paragraphIn } from './edit-context.ts';

/** The stretch that was joined exactly at an offset, when cutting a paragraph there would part it again. */
export const partedAt = (paragraph: Paragraph, offset: number): string | undefined => {
  const { left, right } = neighbours(paragraph, offset);
  if (left === undefined || right === undefined || left.segment === right.segment) return undefined;
  return right.segment;
};

/** Ids of the elements of a part of a paragraph, text by text, for those who keep them. */
export const partRanges = (
  draft: Draft,
  { paragraph, from, to }: Part,
): ReadonlyMap<string, readonly IdRange[]> => {
  const out = new Map<string, IdRange[]>();
  for (const { text, run, index, length } of spansBetween(paragraphIn(draft, paragraph), from, to))
    out.set(text, [...(out.get(text) ?? []), [run.client, run.clock + index - run.index, length]]);
  return out;
};
