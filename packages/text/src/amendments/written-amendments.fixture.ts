import { amendableText } from './amendable-text.ts';
import { wordOperations } from './derive-operations.ts';
import type { AmendableText, Amendment } from './model.ts';

/** A text of operative paragraphs p1, p2 … */
export const textOf = (...sentences: readonly string[]): AmendableText =>
  amendableText(
    'en',
    sentences.map((text, at) => ({ id: `p${at + 1}`, kind: 'operative', level: 0, text })),
  );

/** An amendment whose operations turn paragraphs into these words. */
export const edit = (
  text: AmendableText,
  number: number,
  words: Readonly<Record<string, string>>,
  rest: Partial<Amendment> = {},
): Amendment => ({
  number,
  base: text.revision,
  by: [`S${number}`],
  operations: Object.entries(words).flatMap(([id, edited]) => wordOperations(text, id, edited) ?? []),
  ...rest,
});
