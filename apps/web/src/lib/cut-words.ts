import type { WordSegment } from '@plenary/text';

/** Words that stay on either side of a change where the whole paragraph would be too much. */
const CONTEXT_CHARACTERS = 90;

/** Words that did not change, cut to what stands next to a change. */
export const cutWords = (
  text: string,
  { first, last }: { readonly first: boolean; readonly last: boolean },
): string => {
  if (text.length <= CONTEXT_CHARACTERS * (first || last ? 1 : 2)) return text;
  const head = first ? '' : text.slice(0, CONTEXT_CHARACTERS).replace(/\S*$/u, '');
  const tail = last ? '' : text.slice(-CONTEXT_CHARACTERS).replace(/^\S*/u, '');
  return `${head}…${tail}`;
};

/** A comparison in which words that stay are cut to what stands next to a change. */
export const cutSegments = (segments: readonly WordSegment[]): readonly WordSegment[] =>
  segments.map((segment, at) =>
    segment.type === 'same'
      ? { ...segment, text: cutWords(segment.text, { first: at === 0, last: at === segments.length - 1 }) }
      : segment,
  );
