import { isolate } from './isolate.ts';
import type { Lang } from './languages.ts';

/** How a list is written: between items, and before the last. */
const JOINTS: Readonly<Record<Lang, { readonly between: string; readonly last: string }>> = {
  // The Arabic conjunction stands before every item and is written together with it.
  ar: { between: ' و', last: ' و' },
  zh: { between: '、', last: '和' },
  en: { between: ', ', last: ' and ' },
  fr: { between: ', ', last: ' et ' },
  ru: { between: ', ', last: ' и ' },
  es: { between: ', ', last: ' y ' },
};

/** Letters of scripts that are written from the right. */
const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/**
 * An item whose direction may be another than that of the list: labels and numbers of amendments in Arabic, Arabic names
 * elsewhere. Without it `A1, A2, A3` within Arabic is one run and is read from the wrong end.
 */
const standing = (lang: Lang, item: string): string =>
  (lang === 'ar' || FROM_THE_RIGHT.test(item)) && !item.startsWith('\u2068') ? isolate(item) : item;

/** In Spanish `y` becomes `e` before the sound i: "Perú e Italia", but "agua y hielo". */
const SOUNDS_LIKE_I = /^[\u2066-\u2069]*(?:[ií]|h[ií](?![aeáé]))/iu;

/** "A, B and C" as the language writes it, without a comma before the conjunction (usage of the United Nations). */
export const formatList = (lang: Lang, items: readonly string[]): string => {
  const last = items.at(-1);
  if (last === undefined) return '';
  if (items.length === 1) return last;
  const joint = lang === 'es' && SOUNDS_LIKE_I.test(last) ? ' e ' : JOINTS[lang].last;
  return items.slice(0, -1).join(JOINTS[lang].between) + joint + last;
};

/** "A, B and C" for a page: items of another direction than the language's keep their order within it. */
export const formatListOnPage = (lang: Lang, items: readonly string[]): string =>
  formatList(
    lang,
    items.map((item) => standing(lang, item)),
  );

/** "A, B, C": the beginning of a list that goes on, or what is only put beside one another. */
export const formatRow = (lang: Lang, items: readonly string[]): string =>
  items.map((item) => standing(lang, item)).join(JOINTS[lang].between);

/** Whole sentences after one another: Chinese has no space between them. Empty ones are left out. */
export const joinSentences = (lang: Lang, sentences: readonly string[]): string =>
  sentences.filter((one) => one !== '').join(lang === 'zh' ? '' : ' ');
