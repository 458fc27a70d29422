import { useTranslation } from 'react-i18next';

/** More names than these are folded away: who reads the outcome is not made to scroll past them. */
const NAMES_SHOWN = 12;

/** Names one behind the other, a dash for none; folded away where they are many. */
export const Names = ({ of: names }: { readonly of: readonly string[] }) => {
  const { t } = useTranslation('decisions');
  if (names.length === 0) return '—';
  const all = names.join(' · ');
  return names.length <= NAMES_SHOWN ? (
    all
  ) : (
    <details>
      <summary>{t('showNames')}</summary>
      {all}
    </details>
  );
};
