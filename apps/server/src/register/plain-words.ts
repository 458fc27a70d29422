import type { DocumentVersionAnswer, RegisteredDocumentAnswer } from '@plenary/protocol';

/**
 * RGS-45: the words of a document as plain text under its symbol, in the language in which they stand: paragraphs behind
 * their labels, what an amendment writes, statements and what was issued as they are. What has no words of its own, as the
 * report of a decision, is its symbol and the note of whoever took it.
 */
export const plainWords = ({
  document: { symbol, issued },
  paragraphs,
  text,
  amendment,
  decision,
}: RegisteredDocumentAnswer): string => {
  const parts: string[] = [symbol];
  if (issued !== undefined) parts.push(issued.title);
  for (const { label, text: words } of paragraphs ?? [])
    parts.push(label === '' ? words : `${label} ${words}`);
  if (amendment !== undefined)
    parts.push(
      ...amendment.changes.flatMap((change) =>
        'new' in change ? [change.new] : 'insert' in change ? [change.insert] : [],
      ),
      amendment.reason,
    );
  if (text !== undefined) parts.push(text);
  if (decision?.note !== undefined && paragraphs === undefined) parts.push(decision.note);
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
};

/** RGS-95: the words of a translation as plain text under the symbol of its document, paragraphs behind the same labels. */
export const plainTranslation = ({ symbol, paragraphs }: DocumentVersionAnswer): string =>
  `${[symbol, ...paragraphs.map(({ label, words }) => (label === '' ? words : `${label} ${words}`))].join('\n\n')}\n`;
