import type { Refusal } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refused, send } from '../../lib/api.ts';
import { Button } from '../../ui/Button.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';

/** A page that a mailed link opens. Programs that look through mails open it too: only the button does something. */
const MailedLink = ({ what }: { readonly what: 'confirm' | 'unsubscribe' }) => {
  const { t } = useTranslation('notices');
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle');
  const [refusal, setRefusal] = useState<Refusal>();
  const [asked] = useState(() => new URLSearchParams(window.location.search));
  const isConfirm = what === 'confirm';
  const go = async () => {
    setState('busy');
    setRefusal(undefined);
    try {
      await send('POST', `/api/notices/${what}`, {
        account: asked.get('account'),
        token: asked.get('token'),
      });
      setState('done');
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setRefusal(error.refusal);
      setState('idle');
    }
  };
  return (
    <div className="page page-narrow">
      <PageHead title={isConfirm ? t('confirmTitle') : t('unsubscribeTitle')} />
      {refusal === undefined ? null : <RefusalNote refusal={refusal} />}
      {state === 'done' ? (
        <p role="status">{isConfirm ? t('confirmed') : t('ended')}</p>
      ) : (
        <p>
          <Button tone="primary" busy={state === 'busy'} onClick={() => void go()}>
            {isConfirm ? t('confirm') : t('end')}
          </Button>
        </p>
      )}
    </div>
  );
};

export const ConfirmAddressPage = () => <MailedLink what="confirm" />;
export const UnsubscribePage = () => <MailedLink what="unsubscribe" />;
