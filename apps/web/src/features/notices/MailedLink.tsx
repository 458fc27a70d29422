import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/api.ts';
import { useRequest } from '../../lib/use-request.ts';
import { Button } from '../../ui/Button.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { RequestNote } from '../../ui/RequestNote.tsx';

/** A page that a mailed link opens. Programs that look through mails open it too: only the button does something. */
const MailedLink = ({ what }: { readonly what: 'confirm' | 'unsubscribe' }) => {
  const { t } = useTranslation('notices');
  const [isDone, setDone] = useState(false);
  const asking = useRequest();
  const [asked] = useState(() => new URLSearchParams(window.location.search));
  const isConfirm = what === 'confirm';
  const go = () =>
    asking.ask(
      () =>
        send('POST', `/api/notices/${what}`, { account: asked.get('account'), token: asked.get('token') }),
      () => setDone(true),
    );
  return (
    <div className="page page-narrow">
      <PageHead title={isConfirm ? t('confirmTitle') : t('unsubscribeTitle')} />
      <RequestNote of={asking} />
      {isDone ? (
        <p role="status">{isConfirm ? t('confirmed') : t('ended')}</p>
      ) : (
        <p>
          <Button tone="primary" busy={asking.pending} onClick={() => void go()}>
            {isConfirm ? t('confirm') : t('end')}
          </Button>
        </p>
      )}
    </div>
  );
};

export const ConfirmAddressPage = () => <MailedLink what="confirm" />;
export const UnsubscribePage = () => <MailedLink what="unsubscribe" />;
