import type { DocumentVersionAnswer, RegisterAnswer, RegisteredDocumentAnswer } from '@plenary/protocol';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '../../lib/api.ts';

/** Documents on one page of the register. */
export const PAGE_SIZE = 25;

/** The path of a symbol in an address: its parts are the parts of the path. */
export const symbolPath = (symbol: string): string => symbol.split('/').map(encodeURIComponent).join('/');

/** Address of the words of a document as plain text; where a language is given, of that version. */
export const wordsAddress = (symbol: string, lang?: string, number?: number): string => {
  const query = new URLSearchParams({
    ...(lang === undefined ? {} : { lang }),
    ...(lang === undefined || number === undefined ? {} : { number: String(number) }),
  }).toString();
  return `/api/document-words/${symbolPath(symbol)}${query === '' ? '' : `?${query}`}`;
};

/** One page of the register; `version` of the body names what is registered, so that what is new is asked for. */
export const registerQuery = (
  asked: {
    readonly q: string;
    readonly kind: string;
    readonly deliberation: string;
    readonly offset: number;
  },
  version: number,
) =>
  queryOptions({
    queryKey: ['documents', asked, version],
    queryFn: () => {
      const query = new URLSearchParams({ limit: String(PAGE_SIZE), offset: String(asked.offset) });
      if (asked.q !== '') query.set('q', asked.q);
      if (asked.kind !== '') query.set('kind', asked.kind);
      if (asked.deliberation !== '') query.set('deliberation', asked.deliberation);
      return get<RegisterAnswer>(`/api/documents?${query.toString()}`);
    },
    placeholderData: keepPreviousData,
  });

export const documentQuery = (symbol: string, version: number) =>
  queryOptions({
    queryKey: ['document', symbol, version],
    queryFn: () => get<RegisteredDocumentAnswer>(`/api/documents/${symbolPath(symbol)}`),
    placeholderData: keepPreviousData,
  });

/** The words of a document in one language: as issued, or of a translation; `version` of the body names what was filed. */
export const versionQuery = (
  symbol: string,
  { lang, number }: { readonly lang: string; readonly number?: number | undefined },
  version: number,
) =>
  queryOptions({
    queryKey: ['documentVersion', symbol, lang, number ?? 0, version],
    queryFn: () => {
      const query = new URLSearchParams({
        lang,
        ...(number === undefined ? {} : { number: String(number) }),
      });
      return get<DocumentVersionAnswer>(`/api/document-versions/${symbolPath(symbol)}?${query.toString()}`);
    },
    placeholderData: keepPreviousData,
  });
