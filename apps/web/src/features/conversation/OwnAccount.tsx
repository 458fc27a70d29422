import type { JudgedAccount } from '@plenary/protocol';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/api.ts';
import { useRequest } from '../../lib/use-request.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { RequestNote } from '../../ui/RequestNote.tsx';

/** Whether somebody's votes are set aside, why, and the way to the chair. */
export const OwnAccount = ({
  path,
  account,
  onChanged,
}: {
  readonly path: string;
  /** Undefined where nobody decided on it. */
  readonly account: JudgedAccount | undefined;
  readonly onChanged: () => void;
}) => {
  const { t } = useTranslation('conversation');
  const asking = useRequest();
  if (account === undefined) return null;
  const { status, reason, note, appeal } = account;
  const ask = (words: string): void => {
    void asking.ask(() => send('POST', `${path}/accounts/appeals`, { words }), onChanged);
  };
  if (status === 'counted')
    return (
      <Notice tone="good">
        <p>{t('ownCounted')}</p>
      </Notice>
    );
  return (
    <Notice tone="warn">
      <p>{t('ownAside', { reason: reason === undefined ? '' : t(`asideReason.${reason}`) })}</p>
      <p className="small">{t('ownAsideAbout')}</p>
      {note === undefined ? null : (
        <p className="small" dir="auto">
          {note}
        </p>
      )}
      {appeal === undefined ? (
        <ReasonDialog open={t('appeal')} question={t('appealQuestion')} onReason={ask} />
      ) : appeal.open ? (
        <p className="small">{t('appealOpen')}</p>
      ) : null}
      <RequestNote of={asking} />
    </Notice>
  );
};
