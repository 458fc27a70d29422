import type { DeliberationState, Paragraph, TextChange } from '@plenary/consensus';
import {
  issuedParagraphs,
  revisionHash,
  textHash,
  type AmendableText,
  type IssuedParagraph,
} from '@plenary/text';
import { withLabels, type Unlabelled } from './new-labels.ts';

/** Words that stay are the same value from text to text: each is hashed once. */
const knownHashes = new WeakMap<IssuedParagraph, string>();
const hashOf = (paragraph: IssuedParagraph): string => {
  const known = knownHashes.get(paragraph) ?? textHash(paragraph.text);
  knownHashes.set(paragraph, known);
  return known;
};

/** TAB-5: how the paragraphs in force change when the text becomes this one. */
export const textChange = ({ revision }: DeliberationState, text: AmendableText): TextChange => {
  const before = new Map(
    (revision?.paragraphs ?? []).map((paragraph): [string, Paragraph] => [paragraph.pid, paragraph]),
  );
  const paragraphs = withLabels(
    issuedParagraphs(text).map((paragraph): Unlabelled => {
      const { id, kind, level, text: words } = paragraph;
      const known = before.get(id);
      const hash = hashOf(paragraph);
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
