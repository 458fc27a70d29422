import type { DocumentAuthorsAnswer } from '@plenary/protocol';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { showInstant } from '../../ui/instant.ts';
import type { WriterMark } from './editor/paint.ts';
import type { DocumentApi } from './live-api.ts';

/** Who wrote an element of the text, by its permanent id. */
export type WriterOf = (client: number, clock: number) => WriterMark | undefined;

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly by: WriterMark;
}

const SECOND = 1_000;

/** Finds who wrote an element among the stretches of the log. */
export const writerIndex = (
  { authors, ranges }: Pick<DocumentAuthorsAnswer, 'authors' | 'ranges'>,
  titleOf: (delegation: string, at: number) => string,
): WriterOf => {
  const byClient = new Map<number, Stretch[]>();
  for (const [client = 0, from = 0, to = 0, , author = 0, seconds = 0] of ranges) {
    const delegation = authors[author]?.delegation ?? '';
    const list = byClient.get(client) ?? [];
    const title = titleOf(delegation, seconds * SECOND);
    const last = list.at(-1);
    // Words that look the same are drawn in one piece.
    const by = last?.by.title === title ? last.by : { delegation, title };
    list.push({ from, to, by });
    byClient.set(client, list);
  }
  for (const list of byClient.values()) list.sort((a, b) => a.from - b.from);
  return (client, clock) => {
    const list = byClient.get(client) ?? [];
    let [low, high] = [0, list.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const stretch = list[middle];
      if (stretch === undefined) return undefined;
      if (clock < stretch.from) high = middle - 1;
      else if (clock >= stretch.to) low = middle + 1;
      else return stretch.by;
    }
    return undefined;
  };
};

/** What the log says about who wrote which word; asked only while somebody looks. */
export const useWriters = (
  api: DocumentApi,
  isShown: boolean,
  nameOf: (delegation: string) => string,
): WriterOf | undefined => {
  const { i18n } = useTranslation();
  const { data } = useQuery({
    queryKey: ['authors', api.base],
    queryFn: api.authors,
    enabled: isShown,
    refetchInterval: isShown ? 10 * SECOND : false,
  });
  return useMemo(
    () =>
      data === undefined || !isShown
        ? undefined
        : writerIndex(data, (delegation, at) =>
            delegation === ''
              ? ''
              : `${nameOf(delegation)} · ${showInstant(new Date(at).toISOString(), i18n.language)}`,
          ),
    [data, isShown, nameOf, i18n.language],
  );
};
