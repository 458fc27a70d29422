import type { DeliberationAct } from '@plenary/consensus';
import { labelParagraphs, parseText, revisionHash, textHash } from '@plenary/text';

/** The act that brings a draft in under a symbol. */
export const importOf = (
  symbol: string,
  draft: string,
): Extract<DeliberationAct, { readonly type: 'importText' }> => {
  const parsed = parseText(draft);
  if (!parsed.ok) throw new Error(`the draft cannot be read: ${parsed.refusal.code}`);
  const labels = labelParagraphs(parsed.paragraphs);
  const paragraphs = parsed.paragraphs.map(({ kind, level, text }, index) => ({
    kind,
    level,
    label: labels[index] ?? '',
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
