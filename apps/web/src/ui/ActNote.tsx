import { useTranslation } from 'react-i18next';
import type { Performing } from '../lib/act.ts';
import { Notice } from './Notice.tsx';
import { RefusalNote } from './RefusalNote.tsx';

/** Why an act is not on record yet: refused with its reason, or kept on this device until the line is back. */
export const ActNote = ({ of }: { readonly of: Pick<Performing, 'refusal' | 'kept'> }) => {
  const { t } = useTranslation('shell');
  return (
    <>
      <RefusalNote refusal={of.refusal} />
      {of.kept ? (
        <Notice tone="warn" live>
          <p>{t('kept')}</p>
        </Notice>
      ) : null}
    </>
  );
};
