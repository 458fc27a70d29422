import { LIMITS, type NoticeListAnswer, type NoticeSettingsAnswer } from '@plenary/protocol';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get } from './api.ts';

/** The newest notices are asked for so often while a page is open, in milliseconds. */
const EVERY_MILLISECONDS = 30_000;
/** As many as one answer holds: many of them are folded into one line. */
const PAGE_SIZE = LIMITS.NOTICES_PER_PAGE_MAX;

/** How many notices are unread, with the newest one; asked for signed-in people only. */
export const unreadQuery = queryOptions({
  queryKey: ['notices', 'unread'],
  queryFn: () => get<NoticeListAnswer>('/api/notices?limit=1'),
  refetchInterval: EVERY_MILLISECONDS,
});

/** All notices, newest first, page by page. */
export const noticesQuery = infiniteQueryOptions({
  queryKey: ['notices', 'list'],
  queryFn: ({ pageParam }) =>
    get<NoticeListAnswer>(`/api/notices?limit=${PAGE_SIZE}${pageParam === 0 ? '' : `&before=${pageParam}`}`),
  initialPageParam: 0,
  getNextPageParam: ({ notices }) => (notices.length < PAGE_SIZE ? undefined : notices.at(-1)?.number),
  refetchInterval: EVERY_MILLISECONDS,
});

export const noticeSettingsQuery = queryOptions({
  queryKey: ['notices', 'settings'],
  queryFn: () => get<NoticeSettingsAnswer>('/api/notices/settings'),
});
