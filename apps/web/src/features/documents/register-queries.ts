import type { RegisterAnswer, RegisteredDocumentAnswer } from '@plenary/protocol';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '../../lib/api.ts';

/** Documents on one page of the register. */
export const PAGE_SIZE = 25;

/** The path of a symbol in an address: its parts are the parts of the path. */
export const symbolPath = (symbol: string): string => symbol.split('/').map(encodeURIComponent).join('/');

/** Address of the words of a document as plain text; where a language is given, of that version. */
export const wordsAddress = (symbol: string, lang?: string): string =>
  `/api/document-words/${symbolPath(symbol)}${lang === undefined ? '' : `?lang=${lang}`}`;

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
