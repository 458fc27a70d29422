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
