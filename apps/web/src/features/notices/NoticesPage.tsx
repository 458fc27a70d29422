import type { NoticeListAnswer } from '@plenary/protocol';
import { isolate } from '@plenary/i18n';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/api.ts';
import { useBody } from '../../lib/live.ts';
import { noticesQuery } from '../../lib/notices.ts';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { showInstant } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { NoticeSettings } from './NoticeSettings.tsx';
import './notices.css';

type Notice = NoticeListAnswer['notices'][number];

const useSentence = (): ((notice: Notice) => string) => {
  const { t, i18n } = useTranslation('notices');
  const body = useBody();
  const lang = i18n.language;
  return ({ code, facts, title }) => {
    const { until, owner, ...rest } = facts;
    const isolated = Object.fromEntries(
      Object.entries(rest).map(([name, fact]) => [name, typeof fact === 'string' ? isolate(fact) : fact]),
    );
    return t(`sentence.${code}`, {
      ...isolated,
      deliberation: isolate(localised(title, lang)),
      ...(typeof until === 'string' ? { until: isolate(showInstant(until, lang)) } : {}),
      ...(typeof owner === 'string'
        ? { owner: isolate(localised(body?.state.members[owner]?.names ?? { en: owner }, lang)) }
        : {}),
    });
  };
};

/** What the person who is signed in was told, newest first, and how they want to be told. */
export const NoticesPage = () => {
  const { t, i18n } = useTranslation('notices');
  const client = useQueryClient();
  const session = useSession();
  const isSignedIn = session?.account !== undefined;
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...noticesQuery,
    enabled: isSignedIn,
  });
  const sentenceOf = useSentence();
  if (session === undefined) return <Loading />;
  if (!isSignedIn) return <Empty title={t('signIn')} />;
  if (data === undefined) return <Loading />;
  const notices = data.pages.flatMap((page) => page.notices);
  const newest = notices[0]?.number;
  const read = (which: { readonly upTo: number } | { readonly one: number }) => {
    void send('POST', '/api/notices/read', which).then(() =>
      client.invalidateQueries({ queryKey: ['notices'] }),
    );
  };
  return (
    <div className="page page-narrow">
      <PageHead title={t('title')} lead={t('lead')}>
        {newest !== undefined && notices.some(({ readAt }) => readAt === undefined) ? (
          <Button onClick={() => read({ upTo: newest })}>{t('readAll')}</Button>
        ) : null}
      </PageHead>
      {notices.length === 0 ? (
        <Empty title={t('none')} />
      ) : (
        <ol className="notices-list card">
          {notices.map((notice) => {
            const isUnread = notice.readAt === undefined;
            return (
              <li key={notice.number} className={isUnread ? 'notices-unread' : ''}>
                <span className="notices-mark">
                  {isUnread ? <span className="visually-hidden">{t('unread')}</span> : null}
                </span>
                <Link
                  to={notice.path.split('#')[0] ?? '/'}
                  {...(notice.path.includes('#') ? { hash: notice.path.split('#')[1] ?? '' } : {})}
                  onClick={() => {
                    if (isUnread) read({ one: notice.number });
                  }}
                >
                  {sentenceOf(notice)}
                </Link>
                <time className="soft small" dateTime={notice.at}>
                  {showInstant(notice.at, i18n.language)}
                </time>
              </li>
            );
          })}
        </ol>
      )}
      {hasNextPage ? (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('older')}
        </Button>
      ) : null}
      <NoticeSettings />
    </div>
  );
};
