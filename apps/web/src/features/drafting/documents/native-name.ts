import { LANGS, NATIVE_NAMES } from '@plenary/i18n';

/** A language by the name it gives itself; its tag where we do not know one. */
export const nativeName = (lang: string): string => {
  const known = LANGS.find((candidate) => candidate === lang);
  return known === undefined ? lang : NATIVE_NAMES[known];
};
