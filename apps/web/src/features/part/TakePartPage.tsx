import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/api.ts';
import { commenterQuery } from '../../lib/commenter.ts';
import { useRequest } from '../../lib/use-request.ts';
import { Button } from '../../ui/Button.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { RequestNote } from '../../ui/RequestNote.tsx';

/** Where a link may lead back to, as the service writes it: never another site. */
const BACK = /^\/deliberations\/[^/?#]+\/(?:consultations|conversations)\/[^/?#]+$/u;

/** The page that a mailed link opens. Programs that look through mails open it too: only the button does something. */
export const TakePartPage = () => {
  const { t } = useTranslation('part');
  const client = useQueryClient();
  const [isDone, setDone] = useState(false);
  const [query] = useState(() => new URLSearchParams(window.location.search));
  const asking = useRequest();
  const back = query.get('back') ?? '';
  const confirm = () =>
    asking.ask(
      () => send('POST', '/api/commenter/address', { link: query.get('link') ?? '' }),
      () => {
        setDone(true);
        void client.invalidateQueries({ queryKey: commenterQuery.queryKey });
      },
    );
  return (
    <div className="page page-narrow">
      <PageHead title={t('confirmTitle')} />
      <RequestNote of={asking} />
      {isDone ? (
        <>
          <p role="status">{t('confirmed')}</p>
          {BACK.test(back) ? (
            <p>
              <a href={back}>{t('back')}</a>
            </p>
          ) : null}
        </>
      ) : (
        <>
          <p className="soft">{t('confirmAbout')}</p>
          <p>
            <Button tone="primary" busy={asking.pending} onClick={() => void confirm()}>
              {t('confirm')}
            </Button>
          </p>
        </>
      )}
    </div>
  );
};
