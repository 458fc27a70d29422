import { LANGS, type Lang } from '@plenary/i18n';

const known = (tag: string | undefined): Lang | undefined => {
  const primary = tag?.trim().slice(0, 8).toLowerCase().split('-')[0];
  return LANGS.find((lang) => lang === primary);
};

/** Ours among the languages of an `Accept-Language` header, by weight, then by order. */
const accepted = (header: string): Lang | undefined => {
  const weighed = header
    .slice(0, 500)
    .split(',')
    .flatMap((entry) => {
      const [tag, ...parameters] = entry.split(';');
      const lang = known(tag);
      const weight = parameters.map((text) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(text)?.[1]).find(Boolean);
      return lang === undefined ? [] : [{ lang, weight: Number(weight ?? 1) }];
    });
  return weighed.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight)[0]?.lang;
};

/** Language of a page: as the address asks, else as the browser prefers, else English. */
export const chooseLanguage = (asked: string | undefined, acceptLanguage: string | undefined): Lang =>
  known(asked) ?? accepted(acceptLanguage ?? '') ?? 'en';
