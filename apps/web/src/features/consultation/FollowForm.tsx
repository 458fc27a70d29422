import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/api.ts';
import { useRequest } from '../../lib/use-request.ts';
import { AddressField } from '../../ui/AddressField.tsx';
import { Button } from '../../ui/Button.tsx';
import { RequestNote } from '../../ui/RequestNote.tsx';

/** Where an author without an account leaves an address to which is mailed what becomes of the comment. */
export const FollowForm = ({
  path,
  token,
  onAsked,
}: {
  /** Of the follower of the comment. */
  readonly path: string;
  readonly token: string;
  readonly onAsked: () => void;
}) => {
  const { t, i18n } = useTranslation('consultation');
  const [address, setAddress] = useState('');
  const asking = useRequest();
  const ask = () =>
    asking.ask(() => send('POST', path, { token, address: address.trim(), lang: i18n.language }), onAsked);
  return (
    <form
      className="consultation-follow"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <AddressField
        label={t('follow.address')}
        hint={t('follow.hint')}
        value={address}
        onChange={setAddress}
      />
      <RequestNote of={asking} />
      <div>
        <Button type="submit" busy={asking.pending}>
          {t('follow.send')}
        </Button>
      </div>
    </form>
  );
};
