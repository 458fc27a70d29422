import { useTranslation } from 'react-i18next';
import { showDuration, showInstantExactly } from '../../ui/instant.ts';
import { useNow } from '../../lib/use-now.ts';

const DAY_SECONDS = 24 * 3_600;

/** Until when amendments are submitted: the instant, and on the last day how long that is. */
export const SubmissionClock = ({ until }: { readonly until: string | undefined }) => {
  const { t, i18n } = useTranslation('composer');
  const now = useNow();
  if (until === undefined) return <p className="small soft">{t('deadline.none')}</p>;
  const seconds = Math.ceil((Date.parse(until) - now) / 1_000);
  const date = showInstantExactly(until, i18n.language);
  if (seconds <= 0)
    return (
      <p className="small composer-late" role="status">
        {t('deadline.passed', { date })}
      </p>
    );
  return (
    <div className="composer-deadline">
      {seconds > DAY_SECONDS ? null : (
        <p className="composer-clock" role="timer">
          {showDuration(seconds)}
        </p>
      )}
      <p className="small soft">{t('deadline.until', { date })}</p>
    </div>
  );
};
