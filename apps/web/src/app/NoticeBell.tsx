import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { unreadQuery } from '../lib/notices.ts';
import { useSession } from '../lib/session.ts';
import { Icon } from '../ui/Icon.tsx';

/** The way to one's notices, with how many are unread. */
export const NoticeBell = () => {
  const { t } = useTranslation('shell');
  const isSignedIn = useSession()?.account !== undefined;
  const { data } = useQuery({ ...unreadQuery, enabled: isSignedIn });
  if (!isSignedIn) return null;
  const unread = data?.unread ?? 0;
  return (
    <Link
      to="/notices"
      className="shell-bell"
      aria-label={unread === 0 ? t('notices') : t('noticesUnread', { count: unread })}
    >
      <Icon name="bell" />
      {unread === 0 ? null : (
        <span className="shell-unread" aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </Link>
  );
};
