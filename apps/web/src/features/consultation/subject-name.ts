import type { CommentSubject, ConsultedText } from '@plenary/consensus';
import { printedLabel } from '@plenary/text';
import type { TFunction } from 'i18next';

const OPENING_SIGNS = 32;

/** A paragraph by its number, or by how it begins. */
export const paragraphName = ({ paragraphs, lang }: ConsultedText, pid: string): string => {
  const paragraph = paragraphs.find((one) => one.pid === pid);
  if (paragraph === undefined) return pid;
  return paragraph.label === ''
    ? `“${paragraph.text.slice(0, OPENING_SIGNS)}…”`
    : printedLabel(paragraph.label, lang);
};

/** What a comment is about, in the reader's words. */
export const subjectName = (text: ConsultedText, about: CommentSubject, t: TFunction): string => {
  switch (about.on) {
    case 'text':
      return t('consultation:whole');
    case 'amendment':
      return t('consultation:card.amendment', { amendment: about.amendment });
    case 'paragraph':
    case 'span':
      return paragraphName(text, about.paragraph);
  }
};

/** The words that a comment on a span is about. */
export const quoteOf = ({ paragraphs }: ConsultedText, about: CommentSubject): string | undefined =>
  about.on === 'span'
    ? paragraphs.find(({ pid }) => pid === about.paragraph)?.text.slice(about.from, about.to)
    : undefined;
