import type { LocalisedText } from '@plenary/consensus';

/** The words in the reader's language, else in English, which every name has. */
export const localised = (text: LocalisedText, lang: string): string => text[lang] ?? text['en'] ?? '';
