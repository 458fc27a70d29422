import type { ConsultationAnswer, FiledAnswer } from '@plenary/protocol';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/Notice.tsx';
import { FollowForm } from './FollowForm.tsx';
import { followerPath } from './follower-path.ts';

/** What is told after a comment was filed: its number and, to whoever has no account, how to come back to it. */
export const FiledNote = ({
  consultation,
  filed: { comment, follow },
}: {
  readonly consultation: ConsultationAnswer;
  readonly filed: Pick<FiledAnswer, 'comment' | 'follow'>;
}) => {
  const { t } = useTranslation('consultation');
  const [isAsked, setIsAsked] = useState(false);
  return (
    <Notice tone="good" live>
      <p>{t('form.filed', { comment })}</p>
      {follow === undefined ? null : (
        <>
          <p>
            {t('follow.link')}{' '}
            <Link
              to="/deliberations/$id/consultations/$consultation/comments/$comment"
              params={{ id: consultation.state.deliberation, consultation: consultation.id, comment }}
              search={{ token: follow }}
            >
              {t('follow.open')}
            </Link>
          </p>
          {isAsked ? (
            <p>{t('follow.mail.asked')}</p>
          ) : (
            <FollowForm
              path={followerPath(consultation.id, comment)}
              token={follow}
              onAsked={() => setIsAsked(true)}
            />
          )}
        </>
      )}
    </Notice>
  );
};
