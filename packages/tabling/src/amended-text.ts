import type { DeliberationState, Paragraph, TextChange } from '@plenary/consensus';
import { issuedParagraphs, revisionHash, textHash, type AmendableText } from '@plenary/text';
import { withLabels, type Unlabelled } from './new-labels.ts';

/** TAB-5: how the paragraphs in force change when the text becomes this one. */
export const textChange = ({ revision }: DeliberationState, text: AmendableText): TextChange => {
  const before = new Map(
    (revision?.paragraphs ?? []).map((paragraph): [string, Paragraph] => [paragraph.pid, paragraph]),
  );
  const paragraphs = withLabels(
    issuedParagraphs(text).map(({ id, kind, level, text: words }): Unlabelled => {
      const known = before.get(id);
      const hash = textHash(words);
      if (known?.hash === hash) return known;
      return {
        pid: id,
        kind,
        level,
        text: words,
        hash,
        ...(known === undefined ? {} : { label: known.label }),
      };
    }),
  );
  return {
    changed: paragraphs.filter(({ pid, hash }) => before.get(pid)?.hash !== hash),
    order: paragraphs.map(({ pid }) => pid),
    hash: revisionHash(paragraphs.map(({ hash }) => hash)),
  };
};
