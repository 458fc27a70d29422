import type { LocalisedText } from '@plenary/consensus';

/**
 * The language in which words are read: the reader's own where they are there, else English, which every name has; a
 * consultation may be announced without it, then the first of its languages by their codes.
 */
export const shownLanguage = (text: LocalisedText, lang: string): string => {
  if (text[lang] !== undefined) return lang;
  return text['en'] === undefined ? (Object.keys(text).sort()[0] ?? 'en') : 'en';
};

/** The words in the language in which they are read. */
export const localised = (text: LocalisedText, lang: string): string => text[shownLanguage(text, lang)] ?? '';
