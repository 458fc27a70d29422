import { LANGS, direction, type Lang } from '@plenary/i18n';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

const STORED = 'plenary.lang';
type Messages = Record<string, unknown>;
// Each language and namespace is a file of its own, fetched when a page first needs it.
const files = import.meta.glob<{ default: Messages }>('../../../../packages/i18n/messages/*/*.json');

const isLang = (value: string | null | undefined): value is Lang => LANGS.some((lang) => lang === value);

const stored = (): string | null => {
  try {
    return localStorage.getItem(STORED);
  } catch (error) {
    if (error instanceof DOMException) return null; // storage is forbidden: the choice lasts for this page only
    throw error;
  }
};

/** The language to begin with: the address, an earlier choice, the page as served, then the browser. */
export const firstLanguage = (): Lang => {
  const candidates = [
    new URLSearchParams(location.search).get('lang'),
    stored(),
    document.documentElement.lang,
    ...navigator.languages.map((tag) => tag.slice(0, 2)),
  ];
  return candidates.find(isLang) ?? 'en';
};

const applyToPage = (lang: Lang): void => {
  document.documentElement.lang = lang;
  document.documentElement.dir = direction(lang);
};

/** Starts i18next with the language chosen; namespaces load on demand. */
export const startLanguage = async (): Promise<void> => {
  const lang = firstLanguage();
  applyToPage(lang);
  await i18next
    .use(initReactI18next)
    .use({
      type: 'backend' as const,
      read: (
        language: string,
        namespace: string,
        done: (error: Error | null, data: Messages | null) => void,
      ) => {
        const load = files[`../../../../packages/i18n/messages/${language}/${namespace}.json`];
        if (load === undefined) {
          done(new Error(`no messages for ${language}/${namespace}`), null);
          return;
        }
        load().then(
          (module) => done(null, module.default),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
        );
      },
    })
    .init({
      lng: lang,
      supportedLngs: [...LANGS],
      fallbackLng: false,
      ns: ['shell', 'vocabulary', 'errors'],
      defaultNS: 'shell',
      interpolation: { escapeValue: false }, // React escapes
      react: { useSuspense: true },
    });
};

/** Changes the language of the page and remembers it. */
export const chooseLanguage = async (lang: Lang): Promise<void> => {
  await i18next.changeLanguage(lang);
  applyToPage(lang);
  try {
    localStorage.setItem(STORED, lang);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // storage is forbidden: the choice lasts for this page only
  }
};
