import type { DeliberationState, TabledAmendment } from '@plenary/consensus';
import { pendingStanding } from '@plenary/tabling';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ComposeLink } from '../../lib/ComposeLink.tsx';
import { useSession } from '../../lib/session.ts';

/** For the main sponsor, where the text went on under its amendment: the way to write it anew on the words as they are. */
export const ReviseOvertaken = ({
  words,
  amendment,
}: {
  readonly words: DeliberationState;
  readonly amendment: TabledAmendment;
}) => {
  const { t } = useTranslation('amending');
  const account = useSession()?.account;
  const { id, sponsors } = amendment;
  const isOurs = account?.kind === 'delegate' && account.mayBind && account.member === sponsors[0];
  const mayRevise = isOurs && words.phase === 'open';
  const standing = useMemo(
    () => (mayRevise ? pendingStanding(words, id)?.standing : undefined),
    [mayRevise, words, id],
  );
  if (standing === undefined || standing === 'clean') return null;
  return (
    <p className="no-print">
      <ComposeLink revise={id}>{t('acts.revise')}</ComposeLink>
    </p>
  );
};
