import { MODERATION_REASONS, SETTING_ASIDE_REASONS, type LocalisedText } from '@plenary/consensus';
import { isolate } from '@plenary/i18n';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/api.ts';
import { useBody } from '../../lib/live.ts';
import { noticesQuery } from '../../lib/notices.ts';
import { useSession } from '../../lib/session.ts';
import { useRequest } from '../../lib/use-request.ts';
import { Awaiting } from '../../ui/Awaiting.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { RequestNote } from '../../ui/RequestNote.tsx';
import { showDeadline, showInstant } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { NoticeSettings } from './NoticeSettings.tsx';
import { foldedNotices, type ListedNotice, type NoticeFold } from './fold-notices.ts';
import './notices.css';
import { AwaitedSession } from '../../lib/Awaited.tsx';

const useSentence = (): ((notice: ListedNotice) => string) => {
  const { t, i18n } = useTranslation('notices');
  const body = useBody()?.state;
  const lang = i18n.language;
  const named = (names: LocalisedText | undefined, id: string): string =>
    isolate(localised(names ?? { en: id }, lang));
  const ofGround = (ground: string): string => {
    const known = [...MODERATION_REASONS, ...SETTING_ASIDE_REASONS].find((one) => one === ground);
    return known === undefined ? isolate(ground) : t(`ground.${known}`);
  };
  return ({ code, facts, title }) => {
    const { until, owner, rule, ground, ...rest } = facts;
    const isolated = Object.fromEntries(
      Object.entries(rest).map(([name, fact]) => [name, typeof fact === 'string' ? isolate(fact) : fact]),
    );
    return t(`sentence.${code}`, {
      ...isolated,
      deliberation: isolate(localised(title, lang)),
      ...(typeof ground === 'string' ? { ground: ofGround(ground) } : {}),
      ...(typeof until === 'string' ? { until: isolate(showDeadline(until, lang)) } : {}),
      ...(typeof owner === 'string'
        ? {
            owner: named(
              body?.members[owner]?.names ?? body?.accreditations[owner]?.organization.names,
              owner,
            ),
          }
        : {}),
      ...(typeof rule === 'string'
        ? { rule: named(body?.rules[rule]?.names ?? body?.ruleProposals[rule]?.rule.names, rule) }
        : {}),
    });
  };
};

type Read = (which: { readonly upTo: number } | { readonly one: number }) => void;

const NoticeLine = ({ notice, read }: { readonly notice: ListedNotice; readonly read: Read }) => {
  const { t, i18n } = useTranslation('notices');
  const sentenceOf = useSentence();
  const isUnread = notice.readAt === undefined;
  const [path, hash] = notice.path.split('#');
  return (
    <li className={isUnread ? 'notices-unread' : ''}>
      <span className="notices-mark">
        {isUnread ? <span className="visually-hidden">{t('unread')}</span> : null}
      </span>
      <Link
        to={path ?? '/'}
        {...(hash === undefined ? {} : { hash })}
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
};

/** Many notices alike: how many there are, and each of them once it is opened. */
const FoldedLine = ({ fold, read }: { readonly fold: NoticeFold; readonly read: Read }) => {
  const { t, i18n } = useTranslation('notices');
  const [isOpen, setOpen] = useState(false);
  const [newest] = fold;
  const lang = i18n.language;
  const isUnread = fold.some(({ readAt }) => readAt === undefined);
  return (
    <li className={isUnread ? 'notices-unread' : ''}>
      <span className="notices-mark">
        {isUnread ? <span className="visually-hidden">{t('unread')}</span> : null}
      </span>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {t(`many.${newest.kind}`, {
            count: fold.length,
            deliberation: isolate(localised(newest.title, lang)),
          })}
        </summary>
        {isOpen ? (
          <ol className="notices-list">
            {fold.map((notice) => (
              <NoticeLine key={notice.number} notice={notice} read={read} />
            ))}
          </ol>
        ) : null}
      </details>
      <time className="soft small" dateTime={newest.at}>
        {showInstant(newest.at, lang)}
      </time>
    </li>
  );
};

/** What the person who is signed in was told, newest first, and how they want to be told. */
export const NoticesPage = () => {
  const { t, i18n } = useTranslation(['notices', 'account']);
  const client = useQueryClient();
  const session = useSession();
  const isSignedIn = session?.account !== undefined;
  const told = useInfiniteQuery({ ...noticesQuery, enabled: isSignedIn });
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = told;
  const reading = useRequest();
  if (session === undefined) return <AwaitedSession />;
  if (!isSignedIn)
    return (
      <div className="page page-narrow">
        <Empty title={t('signIn')}>
          <Link className="button button-primary" to="/sign-in">
            {t('account:signIn')}
          </Link>
        </Empty>
      </div>
    );
  if (data === undefined) return <Awaiting asked={[told]} />;
  const notices = data.pages.flatMap((page) => page.notices);
  const newest = notices[0]?.number;
  const read: Read = (which) =>
    void reading.ask(
      () => send('POST', '/api/notices/read', which),
      () => client.invalidateQueries({ queryKey: ['notices'] }),
    );
  return (
    <div className="page page-narrow">
      <PageHead title={t('title')} lead={t('lead')}>
        {newest !== undefined && notices.some(({ readAt }) => readAt === undefined) ? (
          <Button onClick={() => read({ upTo: newest })}>{t('readAll')}</Button>
        ) : null}
      </PageHead>
      <RequestNote of={reading} />
      {notices.length === 0 ? (
        <Empty title={t('none')} />
      ) : (
        <ol className="notices-list card">
          {foldedNotices(notices).map((fold) =>
            fold.length === 1 ? (
              <NoticeLine key={fold[0].number} notice={fold[0]} read={read} />
            ) : (
              <FoldedLine key={fold[0].number} fold={fold} read={read} />
            ),
          )}
        </ol>
      )}
      {hasNextPage ? (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('older')}
        </Button>
      ) : null}
      <p className="soft small no-print">
        <a href={`/calendar.ics?lang=${i18n.language}`}>{t('calendar')}</a>
      </p>
      <NoticeSettings />
    </div>
  );
};
