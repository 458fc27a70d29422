/** A stretch of a paragraph; offsets count UTF-16 units of its text. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The words of a paragraph in its language, each of which can be pressed; marks and spaces between them are none. */
export const pressableWords = (text: string, lang: string): readonly Span[] =>
  [...new Intl.Segmenter(lang, { granularity: 'word' }).segment(text)].flatMap(
    ({ segment, index, isWordLike }) =>
      isWordLike === true ? [{ from: index, to: index + segment.length }] : [],
  );

/** Places among the words that were pressed: the first alone, or the first and the last. */
export interface Pressed {
  readonly first: number;
  readonly last?: number;
}

/** CNW-22: what is pressed after another press; a third press begins anew. */
export const press = (pressed: Pressed | undefined, place: number): Pressed =>
  pressed === undefined || pressed.last !== undefined
    ? { first: place }
    : { first: pressed.first, last: place };

/** CNW-22: the span that was pressed, whichever of its ends came first. */
export const pressedSpan = (words: readonly Span[], { first, last = first }: Pressed): Span | undefined => {
  const begin = words[Math.min(first, last)];
  const end = words[Math.max(first, last)];
  return begin === undefined || end === undefined ? undefined : { from: begin.from, to: end.to };
};
