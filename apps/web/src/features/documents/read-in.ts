import { DOCUMENT_LANGUAGES, type DocumentLanguage } from '@plenary/consensus';

/** In which language a document is read, and in which of its translations: as the address says it. */
export interface ReadIn {
  readonly in?: DocumentLanguage;
  readonly number?: number;
}

/** What an address asks for; whatever else it says is left out. */
export const readReadIn = (search: Readonly<Record<string, unknown>>): ReadIn => {
  const lang = DOCUMENT_LANGUAGES.find((one) => one === search['in']);
  const number = Number(search['number']);
  return {
    ...(lang === undefined ? {} : { in: lang }),
    ...(lang === undefined || !Number.isSafeInteger(number) || number < 1 ? {} : { number }),
  };
};
