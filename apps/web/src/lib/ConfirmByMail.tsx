import type { AskedProof } from '@plenary/consensus';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AddressField } from '../ui/AddressField.tsx';
import { Button } from '../ui/Button.tsx';
import { RequestNote } from '../ui/RequestNote.tsx';
import { send } from './api.ts';
import { commenterQuery } from './commenter.ts';
import { useRequest } from './use-request.ts';

/**
 * How whoever is not signed in confirms an address of mail in the place of work, where that is taken. The link is opened in
 * another tab: whoever comes back to this one finds it known.
 */
export const ConfirmByMail = ({
  asked,
  back,
}: {
  /** What is asked of whoever is not signed in; nothing where they choose. */
  readonly asked: AskedProof | undefined;
  /** The page to which the link leads back. */
  readonly back: string;
}) => {
  const { t, i18n } = useTranslation('part');
  const shown = useQuery({ ...commenterQuery, enabled: asked !== 'work' });
  const [address, setAddress] = useState('');
  const [isSent, setSent] = useState(false);
  const asking = useRequest();
  if (asked === 'work' || shown.data === undefined) return null;
  if (shown.data.mail) return <p className="soft small">{t('known')}</p>;
  const form = (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void asking.ask(
          () => send('POST', '/api/commenter/mail', { address: address.trim(), lang: i18n.language, back }),
          () => setSent(true),
        );
      }}
    >
      <AddressField label={t('address')} hint={t('askAbout')} value={address} onChange={setAddress} />
      <div>
        <Button type="submit" busy={asking.pending}>
          {t('send')}
        </Button>
      </div>
      <RequestNote of={asking} />
      {isSent ? <p role="status">{t('sent')}</p> : null}
    </form>
  );
  return asked === 'mail' ? (
    <section className="stack">
      <p>{t('only')}</p>
      {form}
    </section>
  ) : (
    <details>
      <summary>{t('ask')}</summary>
      {form}
    </details>
  );
};
