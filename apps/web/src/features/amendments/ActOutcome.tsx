import { useTranslation } from 'react-i18next';
import type { Performing } from '../../lib/act.ts';
import { Notice } from '../../ui/Notice.tsx';
import { showInstantExactly } from '../../ui/instant.ts';
import { ActNote } from '../../ui/ActNote.tsx';

/** How an act went: refused with its reason, kept on this device, or in the record with its receipt. */
export const ActOutcome = ({ act }: { readonly act: Performing }) => {
  const { t, i18n } = useTranslation('amending');
  return (
    <>
      <ActNote of={act} />
      {act.answer === undefined ? null : (
        <Notice tone="good" live>
          <p>{t('onRecord', { date: showInstantExactly(act.answer.receipt.at, i18n.language) })}</p>
          <p className="small">
            {t('receipt')} <code>{act.answer.receipt.signature.slice(0, 12)}</code>
          </p>
        </Notice>
      )}
    </>
  );
};
