import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../ui/Empty.tsx';

export const NotFound = () => {
  const { t } = useTranslation('shell');
  return (
    <div className="page page-narrow">
      <Empty title={t('notFound')}>
        <Link to="/">{t('home')}</Link>
      </Empty>
    </div>
  );
};
