import type { DocumentContent } from './document-content.ts';
import type { LabelledWords } from './types.ts';

const unlabelled = (...words: readonly string[]): readonly LabelledWords[] =>
  words.map((one) => ({ label: '', words: one }));
const lines = (words: string): readonly string[] => words.split(/\r\n|\r|\n/u);
const said = (paragraphs: readonly LabelledWords[]): readonly LabelledWords[] =>
  paragraphs.filter(({ words }) => words.trim() !== '');

/** Title and words of what the secretariat issued, line by line: none of them has a label. */
export const issuedParagraphs = (title: string, words: string): readonly LabelledWords[] =>
  said(unlabelled(title, ...lines(words)));

/**
 * REG-95: the words of a document paragraph by paragraph, as each of its language versions has them: of a text with its labels, of an
 * amendment what it writes and its reason, of a statement line by line, of a report the note of whoever took it.
 * @param issued title and words of what the secretariat issued, which no state holds
 */
export const labelledWords = (
  content: DocumentContent,
  issued?: readonly LabelledWords[],
): readonly LabelledWords[] => {
  if ('issued' in content) return issued ?? [];
  if ('revision' in content || 'resolution' in content) {
    const { paragraphs } = 'revision' in content ? content.revision : content.resolution;
    return said(paragraphs.map(({ label, text }) => ({ label, words: text })));
  }
  if ('statement' in content) return said(unlabelled(...lines(content.statement.text)));
  if ('groupStatement' in content) return said(unlabelled(...lines(content.groupStatement.reason)));
  if ('decision' in content) return said(unlabelled(...lines(content.decision.note ?? '')));
  const { changes, reason } = content.amendment;
  const written = changes.flatMap((change) =>
    'new' in change ? [change.new] : 'insert' in change ? [change.insert] : [],
  );
  return said(unlabelled(...written, ...lines(reason)));
};
