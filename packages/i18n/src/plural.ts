import type { Lang } from './languages.ts';

export const PLURAL_CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
export type PluralCategory = (typeof PLURAL_CATEGORIES)[number];

/** Categories that a language's whole-number messages need. */
export const PLURALS_OF: Readonly<Record<Lang, readonly PluralCategory[]>> = {
  ar: ['zero', 'one', 'two', 'few', 'many', 'other'],
  zh: ['other'],
  en: ['one', 'other'],
  fr: ['one', 'many', 'other'],
  ru: ['one', 'few', 'many', 'other'],
  es: ['one', 'many', 'other'],
};

/** CLDR 48 cardinal category; the sign plays no part, and what is not finite is `other`. */
export const pluralCategory = (lang: Lang, value: number): PluralCategory => {
  const n = Math.abs(value);
  if (!Number.isFinite(n)) return 'other';
  const isWhole = Number.isInteger(n);
  const [tens, ones] = [n % 100, n % 10];
  const isMillions = isWhole && n !== 0 && n % 1_000_000 === 0;
  switch (lang) {
    case 'ar':
      if (!isWhole) return 'other';
      if (n === 0) return 'zero';
      if (n === 1) return 'one';
      if (n === 2) return 'two';
      if (tens >= 3 && tens <= 10) return 'few';
      return tens >= 11 ? 'many' : 'other';
    case 'zh':
      return 'other';
    case 'en':
      return n === 1 ? 'one' : 'other';
    case 'fr':
      if (n < 2) return 'one';
      return isMillions ? 'many' : 'other';
    case 'es':
      if (n === 1) return 'one';
      return isMillions ? 'many' : 'other';
    case 'ru':
      if (!isWhole) return 'other';
      if (ones === 1 && tens !== 11) return 'one';
      return ones >= 2 && ones <= 4 && !(tens >= 12 && tens <= 14) ? 'few' : 'many';
  }
};
