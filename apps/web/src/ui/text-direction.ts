import { direction, LANGS } from '@plenary/i18n';

/** Direction of a text in a language; undefined for one whose words have to tell. */
export const textDirection = (lang: string): 'ltr' | 'rtl' | undefined => {
  const known = LANGS.find((candidate) => candidate === lang);
  return known === undefined ? undefined : direction(known);
};
