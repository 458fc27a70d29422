import type { DeliberationAct, ParagraphKind } from '@plenary/consensus';
import { labelParagraphs, revisionHash, textHash } from '@plenary/text';

/** Paragraphs as an act brings them in. */
export const importOf = (
  symbol: string,
  words: readonly {
    readonly kind: ParagraphKind;
    readonly level: number;
    readonly text: string;
  }[],
): Extract<DeliberationAct, { readonly type: 'importText' }> => {
  const labels = labelParagraphs(words);
  const paragraphs = words.map(({ kind, level, text }, at) => ({
    kind,
    level,
    label: labels[at] ?? '',
    text,
    hash: textHash(text),
  }));
  return {
    type: 'importText',
    symbol,
    lang: 'en',
    paragraphs,
    hash: revisionHash(paragraphs.map(({ hash }) => hash)),
  };
};
