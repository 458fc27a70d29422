import { useTranslation } from 'react-i18next';

/** Said while something is on its way; quiet, because most things arrive at once. */
export const Loading = () => {
  const { t } = useTranslation('shell');
  return (
    <p className="loading" role="status">
      {t('loading')}
    </p>
  );
};
