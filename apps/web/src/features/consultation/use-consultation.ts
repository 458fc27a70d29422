import type {
  CommentFamiliesAnswer,
  CommentIdsAnswer,
  CommentPageAnswer,
  ConsultationAnswer,
} from '@plenary/protocol';
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { get } from '../../lib/api.ts';
import { follow, isConnected, onConnect, onEvents, showing } from '../../lib/socket.ts';
import { useLastGood } from '../../lib/use-last-good.ts';

/** Comments may come many a second: the page asks anew after so long, and not for each of them. */
const ASK_AFTER_MILLISECONDS = 500;
/** Families of many comments take seconds to be found. */
const FAMILIES_AFTER_MILLISECONDS = 3_000;
/** Comments on one page. */
export const PAGE_SIZE = 25;

const pathOf = (id: string): string => `/api/consultations/${encodeURIComponent(id)}`;

const consultationQuery = (id: string) =>
  queryOptions({
    queryKey: ['consultation', id],
    queryFn: () => get<ConsultationAnswer>(pathOf(id)),
  });

/** What is asked of the comments; an empty word asks for nothing in particular. */
export interface Asked {
  readonly about: string;
  readonly disposition: string;
  readonly theme: string;
  readonly kind: string;
  /** Number of a question. */
  readonly question: string;
  /** `true` for late ones, `false` for those in time. */
  readonly late: string;
  /** Not shown, or appealed for. */
  readonly moderation: string;
  /** Words. */
  readonly q: string;
  /** Comments that say nearly the same as this one. */
  readonly family: string;
  readonly own: boolean;
  /** Answers to one question together. */
  readonly byQuestion?: boolean;
  readonly offset: number;
}
const EVERYTHING: Asked = {
  about: '',
  disposition: '',
  theme: '',
  kind: '',
  question: '',
  late: '',
  moderation: '',
  q: '',
  family: '',
  own: false,
  offset: 0,
};
const FILTERS = [
  'about',
  'disposition',
  'theme',
  'kind',
  'question',
  'late',
  'moderation',
  'q',
  'family',
] as const;

/** Whether something in particular is asked for. */
export const isNarrowed = (asked: Asked): boolean =>
  asked.own || FILTERS.some((name) => asked[name].trim() !== '');

const filterOf = (asked: Asked): URLSearchParams => {
  const query = new URLSearchParams();
  for (const name of FILTERS) if (asked[name].trim() !== '') query.set(name, asked[name].trim());
  if (asked.own) query.set('own', 'true');
  if (asked.byQuestion === true) query.set('byQuestion', 'true');
  return query;
};

/** Ids of all that meet what is asked, as many as one act may name. */
export const allAsked = (id: string, asked: Asked): Promise<CommentIdsAnswer> =>
  get<CommentIdsAnswer>(`${pathOf(id)}/comment-ids?${filterOf(asked).toString()}`);

/** What is asked when a page is opened at a comment, `#c30`: the page on which it stands. */
export const askedAt = (hash: string): Asked => {
  const number = /^#?c([1-9]\d{0,6})$/u.exec(hash)?.[1];
  return number === undefined
    ? EVERYTHING
    : { ...EVERYTHING, offset: Math.floor((Number(number) - 1) / PAGE_SIZE) * PAGE_SIZE };
};

const commentsQuery = (id: string, asked: Asked, version: number) =>
  queryOptions({
    queryKey: ['consultation', id, 'comments', asked, version],
    queryFn: () => {
      const query = filterOf(asked);
      query.set('limit', String(PAGE_SIZE));
      query.set('offset', String(asked.offset));
      return get<CommentPageAnswer>(`${pathOf(id)}/comments?${query.toString()}`);
    },
    placeholderData: keepPreviousData,
  });

/**
 * A consultation as it stands. Its events are not evolved here: comments come page by page, so that whatever happens there
 * asks for the page anew.
 */
export const useConsultation = (
  id: string,
): { readonly consultation: ConsultationAnswer | undefined; readonly error: Error | null } => {
  const client = useQueryClient();
  const { data, error } = useQuery(consultationQuery(id));
  const stream = data?.stream;
  const versionNow = useEffectEvent(() => data?.version ?? 0);
  useEffect(() => {
    if (stream === undefined) return undefined;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        void client.invalidateQueries({ queryKey: ['consultation', id], exact: true });
      }, ASK_AFTER_MILLISECONDS);
    };
    const catchUp = () =>
      void follow(stream, versionNow()).then(
        (answer) => {
          if (!answer.ok || answer.events.length > 0) ask();
        },
        () => undefined, // no answer in time: the next connection catches up
      );
    const release = showing(stream);
    const offEvents = onEvents((message) => {
      if (message.stream === stream) ask();
    });
    const offConnect = onConnect(catchUp);
    if (isConnected()) catchUp();
    return () => {
      clearTimeout(waiting);
      offEvents();
      offConnect();
      release();
    };
  }, [client, id, stream]);
  return { consultation: data, error };
};

/** Comments that meet what is asked; `version` of the consultation names what is there. */
export const useComments = (
  id: string,
  asked: Asked,
  version: number,
): {
  readonly page: CommentPageAnswer | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
} => {
  const { data, error, refetch } = useQuery({ ...commentsQuery(id, asked, version), enabled: version > 0 });
  return { page: useLastGood(id, data), error, refetch };
};

/** Comments that say nearly the same; asked anew when there are more of them. */
export const useFamilies = (
  id: string,
  comments: number,
): {
  readonly families: CommentFamiliesAnswer | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
} => {
  const { data, error, refetch } = useQuery({
    queryKey: ['consultation', id, 'families', comments],
    queryFn: () => get<CommentFamiliesAnswer>(`${pathOf(id)}/families`),
    placeholderData: keepPreviousData,
    // Newer comments are compared meanwhile: the answer of before is told until then.
    refetchInterval: ({ state: { data: found } }) =>
      found !== undefined && found.upTo < comments ? FAMILIES_AFTER_MILLISECONDS : false,
  });
  return { families: data, error, refetch };
};
