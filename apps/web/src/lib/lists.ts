import { formatListOnPage, formatRow, joinSentences, LANGS, type Lang } from '@plenary/i18n';

const known = (lang: string): Lang => LANGS.find((one) => one === lang) ?? 'en';

/** "A, B and C" in the reader's language; every page writes its lists by this. */
export const listed = (lang: string, items: readonly string[]): string =>
  formatListOnPage(known(lang), items);

/** "A, B, C": of a list that goes on, or of what only stands in a row. */
export const inRow = (lang: string, items: readonly string[]): string => formatRow(known(lang), items);

/** Whole sentences after one another, without the empty ones. */
export const sentences = (lang: string, parts: readonly string[]): string =>
  joinSentences(known(lang), parts);
