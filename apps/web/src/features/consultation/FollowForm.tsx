import type { Refusal } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refused, send } from '../../lib/api.ts';
import { AddressField } from '../../ui/AddressField.tsx';
import { Button } from '../../ui/Button.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';

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
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const ask = async (): Promise<void> => {
    setPending(true);
    setRefusal(undefined);
    try {
      await send('POST', path, { token, address: address.trim(), lang: i18n.language });
      onAsked();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setRefusal(error.refusal);
    } finally {
      setPending(false);
    }
  };
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
      <RefusalNote refusal={refusal} />
      <div>
        <Button type="submit" busy={pending}>
          {t('follow.send')}
        </Button>
      </div>
    </form>
  );
};
