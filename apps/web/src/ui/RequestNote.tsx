import { useTranslation } from 'react-i18next';
import type { Requesting } from '../lib/use-request.ts';
import { Notice } from './Notice.tsx';
import { RefusalNote } from './RefusalNote.tsx';

/** Why a request did not go through: refused with its reason, or without an answer from the service. */
export const RequestNote = ({ of }: { readonly of: Pick<Requesting, 'refusal' | 'isAway'> }) => {
  const { t } = useTranslation('shell');
  return (
    <>
      <RefusalNote refusal={of.refusal} />
      {of.isAway ? (
        <Notice tone="warn" live>
          <p>{t('notReached')}</p>
        </Notice>
      ) : null}
    </>
  );
};
